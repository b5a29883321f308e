/* A citation of the page to the clipboard, with what is selected in its text. The field holds it without this too. */
"use strict";
(() => {
  const field = document.querySelector("[data-citation]"), press = document.querySelector("[data-cite]");
  const said = document.querySelector("[data-cite-said]"), text = document.querySelector(".page-text");
  if (!field || !press) { return; }
  const plain = field.value;
  let fragment = "";

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!text || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) { return; }
    fragment = selection.toString().trim().replace(/\s+/g, " ");
    field.value = fragment ? `${plain}\n”${fragment}”` : plain;
  });
  const copied = async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {  // not allowed, or no safe connection
      field.select();
      return document.execCommand("copy");
    }
  };
  press.addEventListener("click", async () => {
    const done = await copied();
    said.textContent = !done ? said.dataset.saidFailed : fragment ? said.dataset.saidFragment : said.dataset.said;
  });
})();
