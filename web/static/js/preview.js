/* A hit beside the list. What is shown is the preview's own page, asked for when somebody wants it: a reading, in the ledger. */
"use strict";
(() => {
  const pane = document.getElementById("preview");
  if (!pane) { return; }
  const room = matchMedia("(min-width: 70rem)"); // without it the link leads to a page of its own
  const into = pane.querySelector("[data-preview-into]");
  let opener = "", latest = 0;

  const row = (address) => {
    const link = address && document.querySelector(`[data-preview][href="${CSS.escape(address)}"]`);
    return link ? link.closest("[data-row]") : null;
  };

  const close = () => {
    latest += 1; // what is on its way is not wanted any more
    const left = row(opener);
    opener = "";
    document.querySelectorAll(".is-previewed").forEach((each) => each.classList.remove("is-previewed"));
    if (pane.hidden) { return; }
    pane.hidden = true;
    into.replaceChildren();
    if (left) { left.querySelector("[data-hit]").focus(); }
  };

  const show = async (address) => {
    const mine = ++latest;
    try {
      const answer = await samsyn.load("GET", address);
      if (mine !== latest) { return; } // another hit was asked for meanwhile
      const content = answer.page.querySelector(".preview-content");
      if (!content) { location.assign(address); return; }
      into.replaceChildren(document.adoptNode(content));
      pane.hidden = false;
      pane.scrollTop = 0;
      pane.focus({ preventScroll: true });
    } catch { if (mine === latest) { location.assign(address); } }
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) { return; }
    if (event.target.closest("[data-preview-close]")) { close(); return; }
    const within = event.target.closest("[data-preview-page]");
    if (within && pane.contains(within)) { event.preventDefault(); show(within.href); return; }
    const link = event.target.closest("[data-preview]");
    if (!link || !room.matches) { return; }
    event.preventDefault();
    const address = link.getAttribute("href");
    if (address === opener) { close(); return; }
    document.querySelectorAll(".is-previewed").forEach((each) => each.classList.remove("is-previewed"));
    opener = address;
    link.closest("[data-row]").classList.add("is-previewed");
    show(address);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) { close(); }
  });
})();
