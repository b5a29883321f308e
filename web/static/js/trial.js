/* Keys for trying one document after the other; every answer is a button, a link or a field of the page.
   j yes · n no, to the first question without an answer · h whole · m masked · a refuse · s pass over · z take back the last */
"use strict";
(() => {
  // The document is shown beside, where there is room, without a press: it is what is tried.
  const shown = document.querySelector("[data-tried] [data-preview]");
  addEventListener("load", () => { if (shown && matchMedia("(min-width: 70rem)").matches) { shown.click(); } });
  if (document.documentElement.dataset.shortcuts === "off") { return; }
  const typing = (target) => target.closest("input:not([type=radio]), select, textarea") !== null;

  const answer = (value) => {
    const open = [...document.querySelectorAll("[data-question]")].find((each) => !each.querySelector("input:checked"));
    if (!open) { return; }
    const chosen = open.querySelector(`input[value="${value}"]`);
    chosen.checked = true;
    chosen.focus();
    open.scrollIntoView({ block: "nearest" });
  };

  const acts = { j: () => answer("yes"), n: () => answer("no") };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) { return; }
    const pressed = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    const act = acts[event.key] || (pressed && (() => pressed.click()));
    if (!act) { return; }
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);
})();
