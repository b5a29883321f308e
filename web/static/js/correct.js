/* Marking and correcting names without leaving the page: the server's own pages, shown in a dialog.
   A click or Enter on a name opens what can be said of it; selected words can be marked as a name. */
"use strict";
(() => {
  const dialog = document.querySelector("#correct");
  if (!dialog) { return; }
  const here = dialog.querySelector("[data-correct-here]");
  const waits = dialog.querySelector("[data-correct-waits]"), fails = dialog.querySelector("[data-correct-fails]");
  const bar = document.querySelector("[data-mark-as]");
  let asked = null;

  // The part of the page that is about the name is shown in the dialog.
  const load = async (address, form) => {
    if (asked) { asked.abort(); }
    const mine = asked = new AbortController();
    fails.hidden = true;
    waits.hidden = false;
    here.replaceChildren();
    if (!dialog.open) { dialog.showModal(); }
    let found = null;
    try {
      const answer = await samsyn.load(form ? "POST" : "GET", address, form, mine.signal);
      found = answer.page.querySelector("[data-correct]");
    } catch (error) {
      if (error.name === "AbortError") { return; }
    }
    waits.hidden = true;
    fails.hidden = found !== null;
    if (!found) { return; }
    here.replaceChildren(document.importNode(found, true));
    const first = here.querySelector("[name=why]") || here.querySelector("input:not([type=hidden]), a, button");
    if (first) { first.focus(); }
  };

  // The way the page is looked at comes along, so that one comes back to it as it was.
  const keep = (form) => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!/^[a-z]{1,12}$/.test(name) || name === "bedomd" || form.elements[`keep_${name}`]) { continue; }
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: `keep_${name}`, value });
      form.append(field);
    }
  };

  const token = () => document.querySelector("[name=csrf_token]").value;

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) { return; }
    const link = event.target.closest("a[data-correct-at], #correct a[data-inside]");
    if (!link || event.defaultPrevented) { return; }
    event.preventDefault();
    load(link.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-inside]")) {
      event.preventDefault();
      load(form.action, new FormData(form, event.submitter));
    } else if (dialog.contains(form) || form.closest(".judged-now, .judged-list")) {
      keep(form);
    }
  });

  // Offsets of a page's text are code points; a browser counts in UTF-16.
  const length = (piece, range, ending) => {
    const before = document.createRange();
    before.selectNodeContents(piece);
    if (ending) { before.setEnd(range.endContainer, range.endOffset); } else { before.setEnd(range.startContainer, range.startOffset); }
    return Number(piece.dataset.start) + [...before.toString()].length;
  };

  // Where the selection begins and ends, by the first and the last piece of the text that it touches.
  const selected = () => {
    const chosen = document.getSelection();
    if (!bar || !chosen || chosen.isCollapsed || !chosen.toString().trim()) { return null; }
    const range = chosen.getRangeAt(0), text = document.querySelector(".page-text");
    if (!text || !range.intersectsNode(text)) { return null; }
    const pieces = [...text.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
    if (pieces.length === 0) { return null; }
    const first = pieces[0], last = pieces.at(-1);
    const start = first.contains(range.startContainer) ? length(first, range, false) : Number(first.dataset.start);
    const end = last.contains(range.endContainer) ? length(last, range, true) : Number(last.dataset.end);
    return start < end ? { start, end, range } : null;
  };

  const offer = () => {
    const found = selected();
    if (!found) { if (bar && !bar.contains(document.activeElement)) { bar.hidden = true; } return; }
    bar.hidden = false;
    bar.dataset.place = `${found.start}-${found.end}`;
    const box = found.range.getBoundingClientRect(), own = bar.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left), innerWidth - own.width - 8);
    const below = box.bottom + own.height + 12 < innerHeight;
    bar.style.left = `${left + scrollX}px`;
    bar.style.top = `${(below ? box.bottom + 6 : Math.max(8, box.top - own.height - 6)) + scrollY}px`;
  };

  const mark = (label) => {
    const form = new FormData();
    form.set("csrf_token", token());
    form.set("label", label);
    form.set("place", bar.dataset.place);
    bar.hidden = true;
    load(bar.dataset.markAs, form);
  };

  if (bar) {
    document.body.append(bar);
    document.addEventListener("pointerup", () => setTimeout(offer));
    document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") { offer(); } });
    document.addEventListener("selectionchange", () => { if (!selected() && !bar.contains(document.activeElement)) { bar.hidden = true; } });
    bar.addEventListener("pointerdown", (event) => { if (event.target.closest("button")) { event.preventDefault(); } });
    bar.addEventListener("click", (event) => { const button = event.target.closest("[data-label]"); if (button) { mark(button.dataset.label); } });
    bar.querySelector("[data-label-other]").addEventListener("change", (event) => { if (event.target.value) { mark(event.target.value); event.target.value = ""; } });
    const off = document.documentElement.dataset.shortcuts === "off";
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { bar.hidden = true; }
      if (event.key === "m" && !off && !bar.hidden && !event.target.closest("input, select, textarea")) { event.preventDefault(); bar.querySelector("button").focus(); }
    });
  }

  dialog.addEventListener("close", () => { if (asked) { asked.abort(); } here.replaceChildren(); });
})();
