/* An area drawn on the page's picture goes into the form below it; forms that need a script are shown. Comfort only:
   lines, words and pages are masked without it. */
"use strict";
(() => {
  for (const form of document.querySelectorAll("[data-draw], [data-chosen]")) { form.hidden = false; }
  const svg = document.querySelector("svg[data-drawn]"), form = document.querySelector("[data-draw]");
  if (!svg || !form) { return; }
  const field = form.querySelector("[name=place]"), button = form.querySelector("button"), said = form.querySelector("[data-draw-said]");
  const least = 3; // points: less is a press, not an area
  let begun = null, link = null, box = null;

  /* Where the pointer is in the page's own points, within the page. */
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const { width, height } = svg.viewBox.baseVal;
    return [Math.min(Math.max(at.x, 0), width), Math.min(Math.max(at.y, 0), height)];
  };
  const sides = ([ax, ay], [bx, by]) => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  const draw = ([x0, y0, x1, y1]) => {
    if (!box) {
      box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      box.setAttribute("class", "drawn-box");
      svg.append(box);
    }
    const told = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    for (const [name, value] of Object.entries(told)) { box.setAttribute(name, value.toFixed(2)); }
  };
  const choose = (area) => {
    const chosen = area !== null && area[2] - area[0] >= least && area[3] - area[1] >= least;
    field.value = chosen ? [svg.dataset.drawn, ...area.map((side) => side.toFixed(2))].join(":") : "";
    button.disabled = !chosen;
    said.textContent = chosen ? said.dataset.after : said.dataset.before;
    if (!chosen && box) { box.remove(); box = null; }
  };

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) { return; }
    begun = point(event);
    link = event.target.closest("a");
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => { if (begun) { draw(sides(begun, point(event))); } });
  svg.addEventListener("pointerup", (event) => {
    if (!begun) { return; }
    const area = sides(begun, point(event));
    begun = null;
    if (link && area[2] - area[0] < least && area[3] - area[1] < least) { location.hash = link.getAttribute("href"); }
    choose(area);
  });
  svg.addEventListener("pointercancel", () => { begun = null; choose(null); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { choose(null); } });
})();
