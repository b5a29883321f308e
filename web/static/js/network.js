// The network as a picture beside its tables. Every press is the page's own form: sent, and the parts of the answer put in
// the place of those that were, so that what is drawn stays where it stands. Without this script the page loads anew.
"use strict";
(() => {
  const figure = document.getElementById("graph");
  const { networkLook: look, networkPicture: picture, cytoscape } = window;
  if (!figure || !cytoscape || !window.cytoscapeFcose) { return; }
  cytoscape.use(window.cytoscapeFcose);
  const canvas = figure.querySelector(".graph-canvas"), chosen = document.getElementById("chosen");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const first = (selector, within = document) => within.querySelector(selector);

  const elements = (drawn) => [
    ...drawn.nodes.map((node) => ({ group: "nodes", data: { ...node, short: node.name.length > 28 ? `${node.name.slice(0, 27)}…` : node.name } })),
    ...drawn.ties.map((tie) => {
      const [source, target] = [drawn.nodes[tie.one].id, drawn.nodes[tie.other].id];
      return { group: "edges", data: { id: `${source}-${target}`, source, target, said: tie.said, strength: tie.strength } };
    }),
  ];
  const drawn = () => JSON.parse(document.getElementById("drawn").textContent);

  figure.hidden = false;
  const graph = cytoscape({
    container: canvas, elements: elements(drawn()), style: look.sheet(), layout: { name: "preset" },
    minZoom: 0.05, maxZoom: 4, textureOnViewport: true, hideEdgesOnViewport: drawn().ties.length > 400,
    selectionType: "single", boxSelectionEnabled: false,
  });

  const names = window.networkNames(graph);

  // All of it, no larger than it reads well.
  const fit = () => {
    names.clear();  // as large as they are from afar they would take the room
    graph.fit(undefined, 30);
    if (graph.zoom() > 1.2) { graph.zoom(1.2); graph.center(); }
    names.choose();
  };

  // Those that stood already stay where they are; without any, everything is placed anew.
  const place = (stood) => {
    const kept = stood ? graph.nodes().filter((node) => stood.has(node.id())) : graph.collection();
    names.clear();
    const many = graph.nodes().length > 120;
    const crowded = graph.edges().length > 4 * graph.nodes().length;  // near together the names would lie on each other
    graph.layout({
      name: "fcose", quality: many ? "draft" : "default", randomize: kept.empty(), animate: !still.matches && !many, animationDuration: 250,
      nodeSeparation: 120, idealEdgeLength: many ? 90 : crowded ? 260 : 150, nodeRepulsion: many ? 4500 : crowded ? 120000 : 60000, packComponents: false, uniformNodeDimensions: many, nodeDimensionsIncludeLabels: !many,
      fixedNodeConstraint: kept.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })),
      stop: () => { fit(); figure.dataset.ready = String(graph.nodes().length); },
    }).run();
  };

  const show = () => {
    const now = elements(drawn()), ids = new Set(now.map((each) => each.data.id));
    const stood = new Set(graph.nodes().map((node) => node.id()));
    graph.batch(() => {
      graph.elements().filter((each) => !ids.has(each.id())).remove();
      for (const each of now) {
        const known = graph.getElementById(each.data.id);
        if (known.empty()) { graph.add({ ...each, position: beside(each, stood, now) }); } else { known.data(each.data); }
      }
      graph.style(look.sheet());
    });
    if (graph.nodes().some((node) => !stood.has(node.id()))) { place(graph.nodes().length > 120 ? null : stood); }
  };

  // A new one begins by somebody it is tied to.
  const beside = (each, stood, now) => {
    if (each.group !== "nodes") { return undefined; }
    const tie = now.find(({ data }) => (data.source === each.data.id && stood.has(data.target)) || (data.target === each.data.id && stood.has(data.source)));
    const near = tie ? graph.getElementById(tie.data.source === each.data.id ? tie.data.target : tie.data.source) : graph.collection();
    const { x, y } = near.nonempty() ? near.position() : { x: 0, y: 0 };
    return { x: x + Math.random() * 80 - 40, y: y + Math.random() * 80 - 40 };
  };

  // The page that answers; null where nobody did.
  const ask = async (method, address, body) => {
    document.body.classList.add("is-waiting");
    try { return await samsyn.load(method, address, body); } catch { return null; } finally { document.body.classList.remove("is-waiting"); }
  };

  const swap = (page) => {
    for (const part of document.querySelectorAll("[data-swap]")) {
      const come = first(`[data-swap="${part.dataset.swap}"]`, page);
      if (come) { part.replaceWith(document.adoptNode(come)); }
    }
    picture.legend();
    arm();
    show();
    graph.$(":selected").unselect();  // else a press on the same would choose nothing
    choose(null);
  };

  const address = () => location.pathname + location.search;
  let pressing = false, shown = address();  // one press at a time: the next goes on from where that one led
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== figure.dataset.address) { return; }
    event.preventDefault();
    if (pressing) { return; }
    const pressed = event.submitter, told = pressed ? pressed.textContent : "";
    pressing = true;
    const answer = await ask("POST", form.getAttribute("action"), new FormData(form, pressed));
    pressing = false;
    if (!answer || !answer.ok) { location.reload(); return; }
    if (!answer.page.getElementById("drawn")) { location.assign(answer.address); return; }  // nobody is left, or signed out
    history.pushState({}, "", answer.address);
    shown = address();
    swap(answer.page);
    refocus(told);
  });
  addEventListener("popstate", () => { if (address() !== shown) { location.reload(); } });  // not for a place on this page

  // The button that was pressed has been replaced: its like has the focus now, or else the picture.
  const refocus = (told) => {
    const alike = [...document.querySelectorAll("main button")].find((each) => told && each.textContent === told && !each.disabled && each.offsetParent);
    (alike || canvas).focus({ preventScroll: true });
  };

  const choose = (element) => {
    graph.elements().removeClass("far");
    chosen.hidden = !element;
    if (!element) { return; }
    graph.elements().not(element.union(element.isNode() ? element.closedNeighborhood() : element.connectedNodes())).addClass("far");
    if (element.isNode()) { tell(element); } else { open(element); }
  };

  const tell = (node) => {
    first("h2", chosen).textContent = node.data("name");
    first("[data-type]", chosen).textContent = [node.data("said"), node.data("protected")].filter(Boolean).join(", ");
    first("[data-acts]", chosen).hidden = false;
    first("[data-tie]", chosen).replaceChildren();
    for (const button of chosen.querySelectorAll("[data-act]")) {
      button.value = node.id();
      button.hidden = (button.dataset.act === "add" && node.data("open")) || (button.dataset.act === "collapse" && !node.data("open"));
    }
    first("[data-page]", chosen).href = `/e/${node.id()}`;
  };

  const open = async (edge) => {
    const [one, other] = [edge.source(), edge.target()];
    first("h2", chosen).textContent = `${one.data("name")} – ${other.data("name")}`;
    first("[data-type]", chosen).textContent = edge.data("said");
    first("[data-acts]", chosen).hidden = true;
    first("[data-tie]", chosen).replaceChildren();
    const answer = await ask("GET", `${location.pathname}/samband/${one.id()}/${other.id()}`, null);
    const told = answer && answer.page.getElementById("tie");
    if (!told || !edge.selected()) { return; }
    first("h1", told).remove();
    first("[data-tie]", chosen).replaceChildren(document.adoptNode(told));
  };

  graph.on("select", (event) => choose(event.target));
  graph.on("unselect", () => { if (graph.$(":selected").empty()) { choose(null); } });
  graph.on("dbltap", "node", (event) => {
    const act = event.target.data("open") ? "collapse" : "add";
    tell(event.target);
    first(`[data-act=${act}]`, chosen).click();
  });

  const by = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  const zoom = (factor) => graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const acts = {
    in: () => zoom(1.25), out: () => zoom(0.8), fit, again: () => place(null),
    png: () => carry(whole, "natverk.png"), svg: () => carry(() => picture.svg(graph), "natverk.svg"),
  };

  // The file is read near: every name in it, none as large as it has to be from afar.
  const whole = () => {
    names.clear();
    const drawing = picture.png(graph);
    names.choose();
    return drawing;
  };

  // The ledger has it first; what it does not take is not saved.
  const carry = (draw, name) => {
    const form = document.getElementById("picture"), request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action"));
    request.onload = () => { if (request.status === 204) { picture.save(draw(), name); } else { location.reload(); } };
    request.onerror = () => location.reload();
    request.send(new FormData(form));
  };

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const key = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
    if (by[event.key]) { graph.panBy({ x: by[event.key][0], y: by[event.key][1] }); } else if (key) { acts[key](); } else if (event.key === "Escape") { graph.$(":selected").unselect(); } else { return; }
    event.preventDefault();
    event.stopPropagation();
  });

  const arm = () => {
    for (const button of document.querySelectorAll("[data-show]")) { button.hidden = false; }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do], [data-show]");
    if (!button) { return; }
    if (button.dataset.do) { acts[button.dataset.do](); return; }
    const node = graph.getElementById(button.dataset.show);
    graph.$(":selected").unselect();
    node.select();
    const seen = graph.extent(), at = node.boundingBox();
    const out = at.x1 < seen.x1 || at.x2 > seen.x2 || at.y1 < seen.y1 || at.y2 > seen.y2;
    if (out) { graph.animate({ center: { eles: node }, duration: still.matches ? 0 : 250 }); }  // else the rest would be cut off
    figure.scrollIntoView({ block: "nearest" });
    first("h2", chosen).focus();
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(look.sheet()));
  picture.legend();
  arm();
  place(null);
})();
