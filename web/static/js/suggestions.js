/* Keys for the round of suggestions; every answer is a button or a link of the page.
   a same, or right · r not · s pass over · e something else · j k next and previous · z take back the last */
"use strict";
(() => {
  if (document.documentElement.dataset.shortcuts === "off") { return; }
  const typing = (target) => target.closest("input, select, textarea") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) { return; }
    const pressed = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (!pressed) { return; }
    event.preventDefault();
    event.stopPropagation();
    pressed.click();
  }, true);
})();
