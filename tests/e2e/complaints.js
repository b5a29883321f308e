// What a person who sees badly, or uses no mouse, would stumble over on the page: a list of sentences.
// Contrast as in WCAG 2.2, 1.4.3 (4.5 to 1); labels 1.3.1 and 4.1.2; headings in steps of one.
() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (element) => (element.getAttribute("aria-label") || element.textContent || "").trim();

  for (const field of all("input:not([type=hidden]), select, textarea")) {
    if (!(field.labels && field.labels.length) && !field.getAttribute("aria-label")) { found.push(`no label: ${field.name}`); }
  }
  for (const pressed of all("a, button, summary")) {
    if (pressed.tabIndex >= 0 && !name(pressed)) { found.push(`no name: ${pressed.outerHTML.slice(0, 90)}`); }
  }
  if (all("h1").length !== 1) { found.push(`${all("h1").length} headings of the first level`); }
  let before = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) { found.push(`h${before} is followed by h${level}: ${name(heading)}`); }
    before = level;
  }
  const ids = all("[id]").map((element) => element.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) { found.push(`twice the id ${id}`); }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const pixel = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = pixel(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) { return colour; }
    }
    return [255, 255, 255, 255];
  };
  for (const element of all("body *:not(svg *)")) {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (!says || box.width === 0 || box.height < 3 || style.clipPath !== "none") { continue; }
    const [ink, paper] = [light(pixel(style.color)), light(behind(element))];
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast < 4.5) { found.push(`contrast ${contrast.toFixed(1)}: ${element.className} ${name(element).slice(0, 40)}`); }
  }
  return [...new Set(found)];
}
