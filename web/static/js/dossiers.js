/* What lies in a folder can be dragged to another place; the buttons do the same. Comfort only. */
"use strict";
(() => {
  const items = [...document.querySelectorAll("[data-movable]")];
  let moving = null;
  const clear = () => { for (const item of items) { item.classList.remove("over", "moving"); } };
  for (const item of items) {
    const number = item.querySelector(".item-number");
    number.addEventListener("pointerdown", () => { item.draggable = true; });
    item.addEventListener("dragstart", (event) => {
      moving = item;
      item.classList.add("moving");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    item.addEventListener("dragend", () => { item.draggable = false; moving = null; clear(); });
    item.addEventListener("dragover", (event) => {
      if (!moving || moving === item) { return; }
      event.preventDefault();
      for (const other of items) { other.classList.toggle("over", other === item); }
    });
    item.addEventListener("drop", (event) => {
      if (!moving || moving === item) { return; }
      event.preventDefault();
      const list = item.closest("[data-section]");
      const below = moving.closest("[data-section]") === list
        && (moving.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      const before = below ? item : item.previousElementSibling; // dragged down it comes after, so that it can be last
      const form = moving.querySelector("[data-move]");
      form.elements.section.value = list.dataset.section;
      const after = document.createElement("input");
      after.type = "hidden";
      after.name = "after";
      after.value = before ? before.dataset.item : "";
      form.append(after);
      form.submit();
    });
  }
})();
