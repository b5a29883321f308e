/* Copies the reference number of an error: comfort, the number stands there to be read. */
"use strict";
(() => {
  const button = document.querySelector("[data-copy-reference]");
  const reference = document.querySelector("#reference");
  if (!button || !reference || !navigator.clipboard) { return; }
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(reference.textContent);
    button.textContent = button.dataset.done;
  });
})();
