/* Words chosen in a page's text go into the forms beside it; words that notes and tags are on are marked in it. Comfort only. */
"use strict";
(() => {
  const text = document.querySelector(".page-text[data-page]");
  if (!text) { return; }
  const pieces = [...text.querySelectorAll("[data-start]")];
  const long = (words) => [...words].length; // code points, as the register counts

  /* Where a place within a piece stands in the page's text, in code points; where it is outside, the piece's end of it. */
  const offset = (piece, node, at, outside) => {
    if (!piece.contains(node)) { return Number(piece.dataset[outside]); }
    const range = document.createRange();
    range.selectNodeContents(piece);
    range.setEnd(node, at);
    return Number(piece.dataset.start) + long(range.toString());
  };

  const choose = () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount || !text.contains(chosen.anchorNode)) { return; }
    const range = chosen.getRangeAt(0), inside = pieces.filter((piece) => range.intersectsNode(piece));
    if (inside.length === 0) { return; }
    const start = offset(inside[0], range.startContainer, range.startOffset, "start");
    const end = offset(inside[inside.length - 1], range.endContainer, range.endOffset, "end");
    if (end <= start) { return; }
    const put = (selector, value) => { for (const field of document.querySelectorAll(selector)) { field.value = value; } };
    put("[data-words-start]", start);
    put("[data-words-end]", end);
    put("[data-words-quote]", chosen.toString().replace(/\s+/g, " ").trim().slice(0, 2000));
    for (const radio of document.querySelectorAll("[data-words-on]")) { radio.checked = true; }
  };
  document.addEventListener("selectionchange", choose);
  for (const field of document.querySelectorAll("[data-words-quote]")) {
    field.addEventListener("input", () => {
      const form = field.form;
      form.querySelector("[data-words-start]").value = form.querySelector("[data-words-end]").value = 0;
      form.querySelector("[data-words-on]").checked = true;
    });
  }

  if (!("highlights" in CSS)) { return; }
  /* The text node and the place in it of an offset in code points. */
  const place = (wanted) => {
    for (const piece of pieces) {
      const start = Number(piece.dataset.start);
      if (wanted < start || wanted > Number(piece.dataset.end)) { continue; }
      const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
      let left = wanted - start;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const signs = [...node.data];
        if (left <= signs.length) { return [node, signs.slice(0, left).join("").length]; }
        left -= signs.length;
      }
    }
    return null;
  };
  for (const name of ["noted", "tagged"]) {
    const ranges = [];
    for (const on of document.querySelectorAll(`[data-on="${name}"]`)) {
      const from = place(Number(on.dataset.onStart)), to = place(Number(on.dataset.onEnd));
      if (!from || !to) { continue; }
      const range = document.createRange();
      range.setStart(...from);
      range.setEnd(...to);
      ranges.push(range);
    }
    if (ranges.length) { CSS.highlights.set(name, new Highlight(...ranges)); }
  }
})();
