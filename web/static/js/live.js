/* Runs that go on are brought up to date in place, while the page is in view. */
"use strict";
(() => {
  const live = document.querySelector("[data-live]");
  if (!live) { return; }
  const EVERY = 3000;
  const update = async () => {
    if (document.hidden) { return; }
    const answer = await fetch(live.dataset.live, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) { return; }
    const { runs } = await answer.json();
    for (const [id, cells] of Object.entries(runs)) {
      const row = document.querySelector(`[data-run="${id}"]`);
      if (!row) { continue; }
      for (const [name, text] of Object.entries(cells)) {
        const cell = row.querySelector(`[data-cell="${name}"]`);
        if (cell && cell.textContent !== text) { cell.textContent = text; }
      }
      const state = row.querySelector("[data-cell=state]");
      if (state) { state.className = `state state-${cells.tone}`; }
    }
    if (!Object.values(runs).some((cells) => cells.tone === "running")) { clearInterval(timer); }
  };
  const timer = setInterval(update, EVERY);
})();
