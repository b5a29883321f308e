/* Text and picture in step: what is looked at, pressed or focused in the one is pointed at in the other.
   Others may ask for it: document.dispatchEvent(new CustomEvent("samsyn:point", {detail: {start, end}})), in code points. */
"use strict";
(() => {
  const doc = document.querySelector(".doc");
  const text = doc && doc.querySelector(".page-text");
  if (!text) { return; }
  const frame = text.closest(".text"), picture = doc.querySelector(".picture");
  const turned = picture && picture.querySelector(".turned"), svg = picture && picture.querySelector("svg");
  const told = doc.querySelector("[data-told]");
  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

  // The text: places are code points of the page's text, which the browser counts in units of UTF-16.
  const pieces = [...text.querySelectorAll("[data-start]")].map((node) => (
    { node, start: Number(node.dataset.start), end: Number(node.dataset.end) }
  ));
  const last = (some, fits) => {
    let low = 0, high = some.length;
    while (low < high) { const middle = (low + high) >> 1; if (fits(some[middle])) { low = middle + 1; } else { high = middle; } }
    return low - 1;
  };
  const textOf = (node) => document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
  const edge = (place, ending) => {
    const at = last(pieces, (each) => (ending ? each.start < place : each.start <= place));
    const piece = pieces[clamp(at, 0, pieces.length - 1)], node = piece && textOf(piece.node);
    if (!node) { return null; }
    return [node, [...node.data].slice(0, clamp(place - piece.start, 0, piece.end - piece.start)).join("").length];
  };
  const range = (start, end) => {
    const from = edge(start, false), to = edge(end, true);
    if (!from || !to) { return null; }
    const found = document.createRange();
    found.setStart(...from);
    found.setEnd(...to);
    return found;
  };
  const placeAt = (x, y) => {
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y)
      : document.caretRangeFromPoint && document.caretRangeFromPoint(x, y);
    const node = caret && (caret.offsetNode || caret.startContainer);
    const holder = node && node.parentElement && node.parentElement.closest("[data-start]");
    if (!holder || !text.contains(holder) || node.nodeType !== Node.TEXT_NODE) { return null; }
    const units = caret.offsetNode ? caret.offset : caret.startOffset;
    return Number(holder.dataset.start) + [...node.data.slice(0, units)].length;
  };
  const light = (name, start, end) => {
    const found = window.Highlight && CSS.highlights && range(start, end);
    if (found) { CSS.highlights.set(name, new Highlight(found)); }
  };

  // The picture: each word's box, and the lines that words side by side make.
  const words = svg && svg.dataset.words
    ? svg.dataset.words.split(";").map((each) => { const [start, end, x0, y0, x1, y1] = each.split(" ").map(Number); return { start, end, x0, y0, x1, y1 }; })
    : [];
  const joined = (some) => some.reduce((lines, word) => {
    const line = lines.at(-1);
    const height = line && Math.min(line.y1 - line.y0, word.y1 - word.y0);
    const shared = line && Math.min(line.y1, word.y1) - Math.max(line.y0, word.y0);
    if (line && shared > height / 2 && word.x0 >= line.x1 - height) {
      Object.assign(line, { end: word.end, y0: Math.min(line.y0, word.y0), x1: word.x1, y1: Math.max(line.y1, word.y1) });
    } else { lines.push({ ...word }); }
    return lines;
  }, []);
  const lines = joined(words);
  const SVG = "http://www.w3.org/2000/svg";
  const layer = (name) => {
    const group = document.createElementNS(SVG, "g");
    turned.append(group);
    return (some) => group.replaceChildren(...some.map((line) => {
      const rect = document.createElementNS(SVG, "rect");
      const at = { class: name, x: line.x0 - 1.5, y: line.y0 - 1.5, width: line.x1 - line.x0 + 3, height: line.y1 - line.y0 + 3 };
      for (const [attribute, value] of Object.entries(at)) { rect.setAttribute(attribute, value); }
      return rect;
    }));
  };
  const drawPoint = turned ? layer("point") : () => {}, drawStep = turned ? layer("in-step") : () => {};
  const boxed = (start, end) => joined(words.filter((word) => word.start < end && word.end > start));
  const onScreen = (line) => {
    const matrix = turned.getScreenCTM();
    const [one, other] = [new DOMPoint(line.x0, line.y0), new DOMPoint(line.x1, line.y1)].map((each) => each.matrixTransform(matrix));
    return { top: Math.min(one.y, other.y), bottom: Math.max(one.y, other.y), left: Math.min(one.x, other.x), right: Math.max(one.x, other.x) };
  };

  // Only the frame scrolls, and only when what is pointed at is out of its view; the window does where somebody asked.
  // A frame that we scroll does not lead the other; the one that somebody scrolls always does.
  const driven = new Map();
  const drive = (frame) => driven.set(frame, performance.now() + 200);
  const bring = (into, place) => {
    const view = into.getBoundingClientRect();
    drive(into);
    if (place.top < view.top || place.bottom > view.bottom) { into.scrollTop += place.top - view.top - view.height / 3; }
    if (place.left < view.left || place.right > view.right) { into.scrollLeft += place.left - view.left - view.width / 3; }
  };
  const point = (start, end, { inText = true, inPicture = true, asked = true } = {}) => {
    const some = boxed(start, end);
    drawPoint(some);
    light("point", start, end);
    if (inPicture && some.length) { bring(picture, onScreen(some[0])); }
    const found = inText && range(start, end);
    if (found) {
      bring(frame, found.getBoundingClientRect());
      if (asked) { found.startContainer.parentElement.scrollIntoView({ block: "nearest" }); }
    }
  };
  document.addEventListener("samsyn:point", ({ detail }) => point(detail.start, detail.end));

  const spanOf = (target) => {
    const mention = target.closest("[data-mention-start]");
    if (mention) { return [Number(mention.dataset.mentionStart), Number(mention.dataset.mentionEnd)]; }
    const piece = target.closest("mark, .unsure") && target.closest("[data-start]");
    return piece ? [Number(piece.dataset.start), Number(piece.dataset.end)] : null;
  };
  text.addEventListener("pointerover", (event) => { const span = spanOf(event.target); if (span) { drawPoint(boxed(...span)); } });
  text.addEventListener("focusin", (event) => { const span = spanOf(event.target); if (span) { point(...span, { inText: false }); } });
  text.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && !link.matches(".to-picture")) { return; }
    if (!getSelection().isCollapsed) { return; }
    const place = placeAt(event.clientX, event.clientY), span = spanOf(event.target);
    if (link) { event.preventDefault(); }
    const word = place !== null && words.find((each) => each.start <= place && place <= each.end);
    if (span || word) { point(...(span || [word.start, word.end]), { inText: false }); }
  });
  for (const link of doc.querySelectorAll("[data-point]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      point(...link.dataset.point.split(" ").map(Number));
    });
  }

  if (svg) {
    const say = (event) => {
      const spot = event.target.closest(".spot, .unread-box"), title = spot && spot.querySelector("title");
      told.textContent = title ? title.textContent : "";
    };
    svg.addEventListener("pointerover", say);
    svg.addEventListener("focusin", (event) => {
      say(event);
      const spot = event.target.closest("[data-start]");
      if (spot) { light("point", Number(spot.dataset.start), Number(spot.dataset.end)); }
    });
    svg.addEventListener("click", (event) => {
      const spot = event.target.closest(".spot[data-start]");
      if (spot && !spot.getAttribute("href").startsWith("#")) { return; }
      event.preventDefault();
      if (spot) { point(Number(spot.dataset.start), Number(spot.dataset.end), { inPicture: false }); return; }
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(turned.getScreenCTM().inverse());
      const word = words.find((each) => each.x0 <= at.x && at.x <= each.x1 && each.y0 <= at.y && at.y <= each.y1);
      if (word) { point(word.start, word.end, { inPicture: false }); }
    });
    // One stop for the keyboard among what lies on the picture; arrows go from one to the next.
    const stops = () => [...svg.querySelectorAll(".spot[href]")].filter((spot) => spot.getClientRects().length);
    stops().forEach((spot, number) => spot.setAttribute("tabindex", number ? "-1" : "0"));
    svg.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const some = stops(), at = some.indexOf(document.activeElement);
      if (!by || at === -1) { return; }
      event.preventDefault();
      const next = some[clamp(at + by, 0, some.length - 1)];
      some[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus({ preventScroll: true });
      bring(picture, next.getBoundingClientRect());
    });
  }

  // In step: the line that is read in the one is shown in the other.
  const share = (of) => { const room = of.scrollHeight - of.clientHeight; return room > 1 ? clamp(of.scrollTop / room, 0, 1) : 0; };
  const readIn = (of, placed) => {
    const view = of.getBoundingClientRect(), height = view.top + share(of) * of.clientHeight;
    const off = lines.map((line) => Math.abs(placed(line).top - height));
    return lines[off.indexOf(Math.min(...off))];
  };
  const inText = (line) => { const found = range(line.start, line.end); return found ? found.getBoundingClientRect() : { top: 0, bottom: 0 }; };
  const step = (line, { other, placed } = {}) => {
    drawStep([line]);
    light("in-step", line.start, line.end);
    if (!other) { return; }
    const view = other.getBoundingClientRect(), place = placed(line);
    if (place.top < view.top + 8 || place.bottom > view.bottom - 8) {
      drive(other);
      other.scrollTop += place.top - view.top - other.clientHeight / 3;
    }
  };
  const follow = (of, placed, other, there) => {
    let waiting = false;
    of.addEventListener("scroll", () => {
      if (waiting || performance.now() < (driven.get(of) ?? 0)) { return; }
      waiting = true;
      requestAnimationFrame(() => { waiting = false; step(readIn(of, placed), { other, placed: there }); });
    });
  };
  if (lines.length) {
    follow(frame, inText, picture, onScreen);
    follow(picture, onScreen, frame, inText);
    text.addEventListener("pointermove", (event) => {
      const place = placeAt(event.clientX, event.clientY);
      const line = place !== null && lines[last(lines, (each) => each.start <= place)];
      if (line) { step(line); }
    });
  }

  // Hit by hit through the page, then on to the next page that has some.
  const hits = svg
    ? [...svg.querySelectorAll(".spot.hit")].map((spot) => ({ node: spot, start: Number(spot.dataset.start), end: Number(spot.dataset.end) }))
    : [...text.querySelectorAll("[id] > mark")].map((mark) => ({ node: mark, start: Number(mark.parentElement.dataset.start), end: Number(mark.parentElement.dataset.end) }));
  const count = doc.querySelector("[data-hit-count]");
  let at = -1;
  const go = (to, asked = true) => {
    at = to;
    hits.forEach((hit, number) => hit.node.classList.toggle("here", number === at));
    point(hits[at].start, hits[at].end, { asked });
    if (count && hits.length > 1) { count.textContent = count.dataset.said.replace("{one}", at + 1).replace("{all}", hits.length); }
  };
  const walk = (selector, by) => {
    for (const press of doc.querySelectorAll(selector)) {
      press.addEventListener("click", (event) => {
        const next = at + by, within = next >= 0 && next < hits.length;
        if (!within && press.href) { if (by < 0) { press.hash = "sista"; } return; }
        event.preventDefault();
        if (hits.length) { go((next + hits.length) % hits.length); }
      });
    }
  };
  walk("[data-hit-next]", 1);
  walk("[data-hit-previous]", -1);
  const pointed = location.hash.match(/^#t-(\d+)$/), goal = pointed && document.getElementById(`t-${pointed[1]}`);
  if (goal) { point(Number(goal.dataset.start), Number(goal.dataset.end)); }
  else if (hits.length) { go(location.hash === "#sista" ? hits.length - 1 : 0, !svg); }
})();
