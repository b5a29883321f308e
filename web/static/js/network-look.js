// How a network looks: one shape for each sort of name, colours of the page's own tokens, so that dark is dark.
"use strict";
window.networkLook = (() => {
  const SHAPES = {
    PERSON: "ellipse", ORG: "round-rectangle", ADDRESS: "triangle", PROPERTY: "pentagon", LOC: "triangle",
    VEHICLE: "diamond", CASE: "rectangle", PHONE: "hexagon", EMAIL: "hexagon", URL: "hexagon",
    ACCOUNT: "octagon", ORGNR: "octagon", PERSONNUMMER: "octagon",
  };
  const FAMILIES = {
    PERSON: "person", ORG: "org", LOC: "place", ADDRESS: "place", PROPERTY: "place", VEHICLE: "vehicle", CASE: "case",
    PERSONNUMMER: "number", ORGNR: "number", ACCOUNT: "number", PHONE: "contact", EMAIL: "contact", URL: "contact",
  };
  // Corners, of a square two wide around the middle.
  const around = (count, turn) => [...Array(count).keys()].map((at) => {
    const angle = turn + (2 * Math.PI * at) / count;
    return [Math.sin(angle), -Math.cos(angle)];
  });
  const CORNERS = {
    triangle: around(3, 0), diamond: around(4, 0), pentagon: around(5, 0), hexagon: around(6, Math.PI / 6),
    octagon: around(8, Math.PI / 8), rectangle: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  };
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  let colours = {};  // by label: asked of the page once for each sheet, not once for each node
  const colour = (label) => (colours[label] ||= token(`t-${FAMILIES[label] || "value"}`));
  const shape = (label) => SHAPES[label] || "ellipse";
  const size = (node) => 22 + Math.min(node.degree(false), 24);

  const rules = () => [
    { selector: "node", style: {
      shape: (node) => shape(node.data("label")), "background-color": (node) => colour(node.data("label")),
      width: size, height: size, label: "data(short)", color: token("ink"), "font-size": 11, "min-zoomed-font-size": 9,
      "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": token("surface"), "text-outline-width": 2,
      "text-wrap": "none", "font-family": "sans-serif",
    } },
    { selector: "node.named", style: { "font-size": "data(reading)", "min-zoomed-font-size": 0, "text-outline-width": (node) => node.data("reading") / 5 } },
    { selector: "node[?open]", style: { "border-width": 4, "border-color": token("ink") } },
    { selector: "node[?protected]", style: { "border-width": 4, "border-style": "double", "border-color": token("warn") } },
    { selector: "edge", style: {
      width: "mapData(strength, 1, 30, 1, 6)", "line-color": token("line-strong"), opacity: 0.55,
      "curve-style": "haystack", "haystack-radius": 0,
    } },
    { selector: "edge[said != '']", style: { "line-color": token("accent"), opacity: 0.9 } },
    { selector: "edge:selected", style: {
      "line-color": token("hit-line"), opacity: 1, label: "data(said)", color: token("ink"), "font-size": 11,
      "text-background-color": token("surface"), "text-background-opacity": 1, "text-background-padding": 2, "z-index": 9,
    } },
    { selector: "node:selected", style: { "border-width": 4, "border-color": token("hit-line"), "font-weight": "bold", "z-index": 9 } },
    { selector: ".far", style: { opacity: 0.18 } },
  ];

  const sheet = () => { colours = {}; return rules(); };

  return { sheet, shape, colour, size, token, corners: CORNERS };
})();
