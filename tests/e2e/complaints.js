// What axe-core does not look at, and a person who uses no mouse, or whom movement makes ill, would stumble over:
// a list of sentences. Asked while less movement is wanted, after a key was pressed (focus is shown to who uses keys).
() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = (element) => element.outerHTML.slice(0, 90);

  if (all("h1").length !== 1) { found.push(`${all("h1").length} headings of the first level`); }
  const ids = all("[id]").map((element) => element.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) { found.push(`twice the id ${id}`); }

  for (const element of all("audio, video")) { found.push(`may play by itself: ${told(element)}`); }

  for (const element of all("*")) {
    const style = getComputedStyle(element);
    const moves = style.animationName !== "none" || style.transitionDuration.split(", ").some((one) => one !== "0s");
    if (moves || style.scrollBehavior === "smooth") { found.push(`moves: ${told(element)}`); }
  }

  const before = document.activeElement;
  for (const element of all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")) {
    if (element.tabIndex < 0 || element.disabled || !element.checkVisibility()) { continue; }
    element.focus({ preventScroll: true });
    const style = getComputedStyle(element);
    const drawn = [...element.children].map((one) => getComputedStyle(one));
    const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
      || element.matches("svg a") && drawn.some((one) => one.strokeOpacity > 0 && parseFloat(one.strokeWidth) >= 2);
    if (document.activeElement === element && !shown) { found.push(`no focus to be seen: ${told(element)}`); }
  }
  before.focus({ preventScroll: true });
  return [...new Set(found)];
}
