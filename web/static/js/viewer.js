/* The page's picture: size, turn, drag, and what is shown of the page. Every choice is a link that works without this.
   + − larger and smaller · 0 fits the width · r turns · i t b picture, text, both */
"use strict";
(() => {
  const doc = document.querySelector(".doc");
  if (!doc) { return; }
  const picture = doc.querySelector(".picture"), svg = picture && picture.querySelector("svg");
  const SIZES = [50, 75, 100, 150, 200, 300], PIXELS_PER_POINT = 96 / 72;
  for (const hidden of doc.querySelectorAll(".needs-script")) { hidden.hidden = false; }

  // What was chosen goes on to the next page: in the address, in every link to a page of this document, in its forms.
  const PAGE = new RegExp(`^/d/${location.pathname.split("/")[2]}/\\d*$`);
  const keep = (name, value) => {
    const changed = (address) => {
      const url = new URL(address, location.href);
      if (value) { url.searchParams.set(name, value); } else { url.searchParams.delete(name); }
      return url.pathname + url.search + url.hash;
    };
    history.replaceState(history.state, "", changed(location.href));
    for (const link of doc.querySelectorAll("a[href^='/d/']")) {
      if (PAGE.test(link.pathname)) { link.setAttribute("href", changed(link.getAttribute("href"))); }
    }
    for (const form of doc.querySelectorAll(".to-page, .unmask form")) {
      let field = form.querySelector(`[name="${name}"]`);
      if (!field) { field = form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name })); }
      field.value = value;
    }
  };
  const choose = (links, chosen) => links.forEach((link) => {
    if (link === chosen) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
  });

  // Picture, text or both.
  const looks = [...doc.querySelectorAll("[data-look]")];
  const look = (link) => {
    for (const each of looks) { doc.classList.remove(`look-${each.dataset.look}`); }
    doc.classList.add(`look-${link.dataset.look}`);
    choose(looks, link);
    keep("view", link.dataset.look === "both" ? "" : link.dataset.look);
  };
  const lookAt = (name) => { const link = looks.find((each) => each.dataset.look === name); if (link) { look(link); } };
  looks.forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); look(link); }));

  const unsure = doc.querySelector("[data-unsure]");
  if (unsure) {
    unsure.addEventListener("click", (event) => {
      event.preventDefault();
      const hidden = doc.classList.toggle("without-unsure");
      unsure.setAttribute("aria-pressed", String(!hidden));
      keep("unsure", hidden ? "0" : "");
    });
  }

  let zoom = "fit", turn = 0;
  const frame = () => {
    const across = Number(svg.dataset.across), down = Number(svg.dataset.down);
    return turn % 180 === 0 ? [across, down] : [down, across];
  };
  const percent = () => svg.getBoundingClientRect().width / (frame()[0] * PIXELS_PER_POINT) * 100;
  const TURNS = {
    0: () => "",
    90: (across, down) => `translate(${down} 0) rotate(90)`,
    180: (across, down) => `translate(${across} ${down}) rotate(180)`,
    270: (across) => `translate(0 ${across}) rotate(270)`,
  };
  const draw = () => {
    // What is in the middle of the view stays there.
    const middle = [
      (picture.scrollLeft + picture.clientWidth / 2) / picture.scrollWidth,
      (picture.scrollTop + picture.clientHeight / 2) / picture.scrollHeight,
    ];
    const [width, height] = frame();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.querySelector(".turned").setAttribute("transform", TURNS[turn](Number(svg.dataset.across), Number(svg.dataset.down)));
    picture.className = `picture pans zoom-${zoom}`;
    if (zoom === "fit" || zoom === "page") {
      svg.removeAttribute("width");
      svg.removeAttribute("height");
    } else {
      svg.setAttribute("width", Math.round(width * PIXELS_PER_POINT * zoom / 100));
      svg.setAttribute("height", Math.round(height * PIXELS_PER_POINT * zoom / 100));
    }
    picture.scrollLeft = middle[0] * picture.scrollWidth - picture.clientWidth / 2;
    picture.scrollTop = middle[1] * picture.scrollHeight - picture.clientHeight / 2;
    doc.querySelector("[data-zoom-now]").textContent = `${Math.round(percent())} %`;
  };
  const size = (to) => {
    zoom = to;
    draw();
    const links = [...doc.querySelectorAll("[data-zoom]")];
    choose(links, links.find((link) => link.dataset.zoom === String(to)));
    keep("zoom", to === "fit" ? "" : String(to));
  };
  const step = (by) => {
    const now = percent();
    const next = by > 0 ? SIZES.find((each) => each > now + 1) : SIZES.findLast((each) => each < now - 1);
    if (next) { size(next); }
  };
  const quarter = () => {
    turn = (turn + 90) % 360;
    draw();
    keep("turn", turn ? String(turn) : "");
  };
  const zooms = { in: () => step(1), out: () => step(-1), fit: () => size("fit"), page: () => size("page"), 100: () => size(100) };

  if (svg) {
    turn = Number(svg.dataset.turned);
    zoom = SIZES.includes(Number(svg.dataset.zoomed)) ? Number(svg.dataset.zoomed) : svg.dataset.zoomed;
    picture.classList.add("pans");
    doc.querySelector("[data-zoom-now]").textContent = `${Math.round(percent())} %`;
    for (const link of doc.querySelectorAll("[data-zoom]")) {
      link.addEventListener("click", (event) => { event.preventDefault(); zooms[link.dataset.zoom](); });
    }
    doc.querySelector("[data-turn]").addEventListener("click", (event) => { event.preventDefault(); quarter(); });
    picture.addEventListener("wheel", (event) => {
      if (event.ctrlKey) { event.preventDefault(); step(event.deltaY < 0 ? 1 : -1); }
    }, { passive: false });
  }

  // Dragging moves the picture; a press that does not move is a press on what lies there.
  if (picture) {
    let from = null, moved = false;
    picture.addEventListener("dragstart", (event) => event.preventDefault());
    picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") { return; }
      from = { x: event.clientX, y: event.clientY, left: picture.scrollLeft, top: picture.scrollTop };
      moved = false;
    });
    picture.addEventListener("pointermove", (event) => {
      if (!from) { return; }
      const across = event.clientX - from.x, down = event.clientY - from.y;
      if (!moved && Math.hypot(across, down) < 5) { return; }
      if (!moved) { picture.setPointerCapture(event.pointerId); picture.classList.add("panning"); }
      moved = true;
      picture.scrollLeft = from.left - across;
      picture.scrollTop = from.top - down;
    });
    const drop = () => { from = null; picture.classList.remove("panning"); };
    picture.addEventListener("pointerup", drop);
    picture.addEventListener("pointercancel", drop);
    picture.addEventListener("click", (event) => {
      if (moved) { event.preventDefault(); event.stopImmediatePropagation(); moved = false; }
    }, true);
  }

  const keys = { r: quarter, 0: () => size("fit"), "+": () => step(1), "-": () => step(-1) };
  const switches = { i: "image", t: "text", b: "both" };
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.shortcuts === "off") { return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) { return; }
    if (svg && svg.getClientRects().length && keys[event.key]) { event.preventDefault(); keys[event.key](); }
    if (switches[event.key] && looks.length) { event.preventDefault(); lookAt(switches[event.key]); }
  });
})();
