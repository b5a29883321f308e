// Which names are written: near, all of them; from afar those that have room, who is open and best tied first, as large as near.
"use strict";
window.networkNames = (graph) => {
  const SIZE = 11, LEAST = 9, WIDE = 6.4, HIGH = 14;  // as drawn: a letter's width and a line's height, in pixels
  let waiting = 0;

  const box = (node) => {
    const { x, y } = node.renderedPosition(), half = node.data("short").length * WIDE / 2;
    const top = y + node.renderedHeight() / 2;
    return { x1: x - half, x2: x + half, y1: top, y2: top + HIGH };
  };
  const over = (one, other) => one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;

  const clear = () => graph.nodes(".named").removeClass("named").removeData("reading");

  // Those whose names lie beside each other, whole in the picture; where two do not, the better tied.
  const free = () => {
    const first = graph.nodes().sort((one, other) => (Boolean(other.data("open")) - Boolean(one.data("open"))) || other.degree(false) - one.degree(false));
    const taken = [];
    return first.filter((node) => {
      const mine = box(node);
      const seen = mine.x1 >= 0 && mine.x2 <= graph.width() && mine.y1 >= 0 && mine.y2 <= graph.height();
      if (!seen || taken.some((each) => over(mine, each))) { return false; }
      taken.push(mine);
      return true;
    });
  };

  const choose = () => graph.batch(() => {
    clear();
    if (SIZE * graph.zoom() < LEAST) { free().data("reading", SIZE / graph.zoom()).addClass("named"); }
  });

  const soon = () => { clearTimeout(waiting); waiting = setTimeout(choose, 100); };
  graph.on("viewport resize", soon);
  graph.on("dragfree", "node", soon);
  return { choose, clear };
};
