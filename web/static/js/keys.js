/* Comfort for the keyboard; every page works without it.
   / search · j k next and previous hit · o open · v or space preview · f facets · n p next and previous page
   · N P next and previous page with a hit · u back to the hits · ? all keys (web/templates/keys-table.html) */
"use strict";
(() => {
  const first = (selector) => document.querySelector(selector);
  const press = (selector) => { const found = first(selector); if (found) { found.click(); } };
  const off = document.documentElement.dataset.shortcuts === "off"; // then only what is no letter or sign stays
  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea") !== null;

  const step = (by) => {
    const hits = [...document.querySelectorAll("[data-hit]")];
    if (hits.length === 0) { return; }
    const rows = hits.map((hit) => hit.closest("[data-row]") || hit);
    const here = document.activeElement.closest("[data-row]") || first(".is-previewed");
    const at = rows.indexOf(here);
    const next = at === -1 ? (by > 0 ? 0 : hits.length - 1) : Math.min(Math.max(at + by, 0), hits.length - 1);
    hits[next].focus();
    hits[next].scrollIntoView({ block: "nearest" });
  };

  const preview = () => {
    const row = document.activeElement.closest("[data-row]") || first(".is-previewed") || first("[data-row]");
    const link = row && row.querySelector("[data-preview]");
    if (link) { link.click(); }
  };

  const keys = {
    "/": () => { const field = first("[data-search]"); if (field) { field.focus(); field.select(); } },
    j: () => step(1),
    k: () => step(-1),
    v: () => preview(),
    " ": () => preview(),
    f: () => {
      const folded = first(".facets-toggle");
      if (folded && getComputedStyle(folded).display !== "none") { folded.open = true; }
      const found = first(".facets summary");
      if (found) { found.focus(); found.scrollIntoView({ block: "nearest" }); }
    },
    "?": () => { const dialog = first("#keys"); if (dialog && !dialog.open) { dialog.showModal(); } },
    o: () => { if (document.activeElement.matches("[data-hit]")) { document.activeElement.click(); } },
    n: () => press("[data-next]"),
    p: () => press("[data-previous]"),
    N: () => press("[data-hit-next]"),
    P: () => press("[data-hit-previous]"),
    u: () => press("[data-back]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (typing(event.target)) { // out of the field, with what was typed: browsers would empty it
      if (event.key === "Escape" && !event.target.closest("dialog")) { event.preventDefault(); event.target.blur(); }
      return;
    }
    if (off || first("dialog[open]")) { return; }
    if (event.key === " " && !document.activeElement.matches("[data-hit]")) { return; } // it scrolls, and presses buttons
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // Another language is of what is shown now: the address may have changed in place since the page was loaded. The answer to
  // a form has none to come back to, and its field is empty.
  const address = () => location.pathname + location.search;
  const loaded = address();
  document.addEventListener("submit", (event) => {
    const back = event.target.matches(".languages") && event.target.querySelector("[name=back]");
    if (back && (back.value || address() !== loaded)) { back.value = address(); }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]") && first("#keys")) { event.preventDefault(); first("#keys").showModal(); }
  });

  // The first hit is brought into view within the picture; the page itself stays where it is.
  const picture = first(".picture");
  const hit = first(".hit-box");
  if (picture && hit) {
    const off = hit.getBoundingClientRect(), frame = picture.getBoundingClientRect();
    if (off.bottom > frame.bottom || off.right > frame.right) {
      picture.scrollTop += off.top - frame.top - frame.height / 3;
      picture.scrollLeft += off.left - frame.left - frame.width / 3;
    }
  }

  // So is the page that is open, within the list of pages.
  const pages = first(".pages"), open = first(".pages [aria-current]");
  if (pages && open) {
    const at = open.getBoundingClientRect(), frame = pages.getBoundingClientRect();
    pages.scrollTop += at.top - frame.top - frame.height / 2;
    pages.scrollLeft += at.left - frame.left - frame.width / 2;
  }

  // Work in progress is looked at again while the page is in view and nothing is being filled in, gone to by the keyboard
  // or read in a dialog. The address says that nobody asked: a session is not used by it.
  if (first("[data-refresh]")) {
    const held = () => document.hidden || typing(document.activeElement) || first(":focus-visible, dialog[open]") !== null;
    setInterval(() => { if (!held()) { location.replace("?sjalv=1"); } }, 4000);
  }
})();
