// A network as SVG: shapes in the legend, and the whole drawing as a file. Elements and text, never markup of strings.
"use strict";
window.networkPicture = (() => {
  const look = window.networkLook;
  const SVG = "http://www.w3.org/2000/svg";
  const element = (name, values, parent) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) { made.setAttribute(key, String(value)); }
    if (parent) { parent.append(made); }
    return made;
  };
  const rounded = (number) => Math.round(number * 10) / 10;

  // The shape of a label around a point, `half` wide to each side.
  const drawShape = (label, x, y, half, values, parent) => {
    const corners = look.corners[look.shape(label)];
    if (corners) {
      const points = corners.map(([dx, dy]) => `${rounded(x + dx * half)},${rounded(y + dy * half)}`).join(" ");
      return element("polygon", { points, ...values }, parent);
    }
    if (look.shape(label) === "ellipse") { return element("circle", { cx: rounded(x), cy: rounded(y), r: rounded(half), ...values }, parent); }
    return element("rect", { x: rounded(x - half), y: rounded(y - half), width: half * 2, height: half * 2, rx: half / 3, ...values }, parent);
  };

  const legend = () => {
    for (const sign of document.querySelectorAll("svg[data-shape]")) {
      if (!sign.firstChild) { drawShape(sign.dataset.shape, 8, 8, 6.5, {}, sign); }
    }
  };

  const line = (edge, parent) => {
    const [from, to] = [edge.source().position(), edge.target().position()];
    const said = edge.data("said");
    const drawn = element("line", {
      x1: rounded(from.x), y1: rounded(from.y), x2: rounded(to.x), y2: rounded(to.y), "stroke-width": rounded(edge.numericStyle("width")),
      stroke: look.token(said ? "accent" : "line-strong"), opacity: said ? 0.9 : 0.55,
    }, parent);
    if (said) { element("title", {}, drawn).textContent = `${edge.source().data("name")} – ${edge.target().data("name")}: ${said}`; }
  };

  const point = (node, parent) => {
    const { x, y } = node.position(), half = look.size(node) / 2;
    const border = node.data("open") ? { stroke: look.token("ink"), "stroke-width": 4 } : {};
    drawShape(node.data("label"), x, y, half, { fill: look.colour(node.data("label")), ...border }, parent);
    const text = element("text", {
      x: rounded(x), y: rounded(y + half + 13), "text-anchor": "middle", "font-size": 11, "font-family": "sans-serif", fill: look.token("ink"),
      stroke: look.token("surface"), "stroke-width": 3, "paint-order": "stroke",
    }, parent);
    text.textContent = node.data("name");
  };

  const svg = (graph) => {
    const box = graph.elements().boundingBox({ includeLabels: true }), edge = 24;
    const size = { width: rounded(box.w + 2 * edge), height: rounded(box.h + 2 * edge) };
    const whole = element("svg", { xmlns: SVG, ...size, viewBox: `${rounded(box.x1 - edge)} ${rounded(box.y1 - edge)} ${size.width} ${size.height}` });
    element("rect", { x: box.x1 - edge, y: box.y1 - edge, ...size, fill: look.token("surface") }, whole);
    graph.edges().forEach((each) => line(each, whole));
    graph.nodes().forEach((each) => point(each, whole));
    return new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" });
  };

  const png = (graph) => graph.png({ output: "blob", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: look.token("surface") });

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  return { legend, svg, png, save };
})();
