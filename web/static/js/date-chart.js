/* A span of the date chart: drawn over the bars with a pointer, or set by two sliders. A single bar is a button anyhow. */
"use strict";
(() => {
  const form = document.getElementById("search");
  const since = (bar) => (bar.value || bar.dataset.span).split("..")[0];
  const until = (bar) => (bar.value || bar.dataset.span).split("..")[1];

  const equip = (chart) => {
    const row = chart.querySelector(".chart-bars");
    const bars = [...row.children];
    const [from, to] = [chart.querySelector("[data-from]"), chart.querySelector("[data-to]")];
    const send = chart.querySelector("[data-chosen]");
    let start = -1, end = -1, waiting = 0;

    const show = (one, other) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      bars.forEach((bar, at) => bar.classList.toggle("is-out", at < first || at > last));
      chart.querySelector("[data-first]").textContent = bars[first].dataset.label;
      chart.querySelector("[data-last]").textContent = bars[last].dataset.label;
      from.setAttribute("aria-valuetext", bars[Number(from.value)].dataset.label);
      to.setAttribute("aria-valuetext", bars[Number(to.value)].dataset.label);
      return [first, last];
    };
    const choose = (one, other) => {
      const [first, last] = show(one, other);
      send.value = `${since(bars[first])}..${until(bars[last])}`;
      form.requestSubmit(send);
    };
    const at = (event) => {
      const frame = row.getBoundingClientRect();
      const part = (event.clientX - frame.left) / frame.width;
      return Math.min(bars.length - 1, Math.max(0, Math.floor(part * bars.length)));
    };
    const stop = () => { start = end = -1; show(Number(from.value), Number(to.value)); };

    for (const bar of bars) { bar.tabIndex = -1; } // the sliders are two stops instead of one for each bar
    show(0, bars.length - 1);
    row.addEventListener("pointerdown", (event) => { if (event.button === 0) { start = end = at(event); } });
    row.addEventListener("pointermove", (event) => {
      if (start < 0) { return; }
      if (at(event) !== start && !row.hasPointerCapture(event.pointerId)) { row.setPointerCapture(event.pointerId); }
      end = at(event);
      show(start, end);
    });
    row.addEventListener("pointerup", () => {
      const drawn = [start, end];
      stop();
      if (drawn[0] >= 0 && drawn[0] !== drawn[1]) { choose(...drawn); }
    });
    row.addEventListener("pointercancel", stop);
    for (const slider of [from, to]) {
      slider.addEventListener("input", () => show(Number(from.value), Number(to.value)));
      slider.addEventListener("change", () => {
        clearTimeout(waiting); // each press of an arrow is a change: the last one counts
        waiting = setTimeout(() => { if (slider.isConnected) { choose(Number(from.value), Number(to.value)); } }, 700);
      });
    }
  };

  const all = () => { for (const chart of document.querySelectorAll("[data-chart]")) { equip(chart); } };
  document.addEventListener("swapped", all);
  if (form) { all(); }
})();
