/* An area drawn on the page's picture, with the pointer or by keys, goes into the form below it; forms that need a script are shown.
   Comfort only: lines, words and pages are masked without it. */
"use strict";
(() => {
  for (const form of document.querySelectorAll("[data-draw], [data-chosen]")) { form.hidden = false; }
  /* What is masked is masked by what stands in the one field for it, saved or not. */
  const provision = document.querySelector("[data-provision]");
  document.addEventListener("submit", (event) => {
    if (!provision || event.submitter?.value !== "mask" || event.target === provision.form) { return; }
    const said = document.createElement("input");
    said.type = "hidden";
    said.name = "provision";
    said.value = provision.value;
    event.target.append(said);
  });
  const svg = document.querySelector("svg[data-drawn]"), form = document.querySelector("[data-draw]");
  if (!svg || !form) { return; }
  const field = form.querySelector("[name=place]"), button = form.querySelector("button"), said = form.querySelector("[data-draw-said]");
  const least = 3; // points: less is a press, not an area
  let begun = null, link = null, box = null, laid = null;

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
    const told = chosen ? said.dataset.after : said.dataset.before;
    laid = chosen ? area : null;
    field.value = chosen ? [svg.dataset.drawn, ...area.map((side) => side.toFixed(2))].join(":") : "";
    button.disabled = !chosen;
    if (said.textContent !== told) { said.textContent = told; } // else heard again at each step
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

  /* By keys, on the picture: Enter lays an area in the middle of the page, the arrows move it, with Shift its far corner. Without one they roll. */
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const stride = 6; // points: half a line
  const stepped = ([x0, y0, x1, y1], [right, down], far) => {
    const { width, height } = svg.viewBox.baseVal;
    const within = (by, low, high) => Math.min(Math.max(by * stride, low), high);
    const x = within(right, far ? x0 + stride - x1 : -x0, width - x1), y = within(down, far ? y0 + stride - y1 : -y0, height - y1);
    return far ? [x0, y0, x1 + x, y1 + y] : [x0 + x, y0 + y, x1 + x, y1 + y];
  };
  const picture = svg.closest(".picture");
  picture.setAttribute("aria-describedby", said.id);
  picture.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const { width, height } = svg.viewBox.baseVal, by = laid && steps[event.key];
    const begins = !laid && event.key === "Enter";
    if (!by && !begins) { return; }
    event.preventDefault();
    const area = by ? stepped(laid, by, event.shiftKey) : [width * .35, height * .48, width * .65, height * .52];
    draw(area);
    choose(area);
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
