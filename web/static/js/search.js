/* The search page in place: each press is the same form, sent from here, and the parts of the answer put where they belong.
   Without this script every press is a page of its own. Nothing is kept in the browser: the address holds the opaque id. */
"use strict";
(() => {
  const form = document.getElementById("search");
  const told = document.getElementById("told");
  const q = document.getElementById("q");
  if (!form || !told || !q) { return; }
  document.documentElement.classList.add("scripted");
  const main = document.getElementById("main");
  const folded = new Map(); // what somebody has opened or closed, by data-keep
  let running = null, shown = location.pathname;

  const later = (act, milliseconds) => {
    let waiting = 0;
    const started = (...given) => { clearTimeout(waiting); waiting = setTimeout(() => act(...given), milliseconds); };
    started.stop = () => clearTimeout(waiting);
    return started;
  };

  // Where the focus is, as selectors that find it again when the part around it has been replaced: the nearest first.
  const places = (element) => {
    const part = element && element.closest("[data-part]");
    if (!part) { return []; }
    if (element.id) { return [`#${CSS.escape(element.id)}`]; }
    const kept = element.closest("details[data-keep]");
    const within = kept ? `details[data-keep="${CSS.escape(kept.dataset.keep)}"]` : "";
    if (element.localName === "summary") { return kept ? [`${within} > summary`, "#results"] : ["#results"]; }
    if (!element.name) { return ["#results"]; }
    const value = element.matches("button, [type=checkbox]") ? `[value="${CSS.escape(element.value)}"]` : "";
    const own = `${element.localName}[name="${CSS.escape(element.name)}"]${value}`;
    return [`${within} ${own}`, `[data-part="${part.dataset.part}"] ${own}`, own, "#results"];
  };
  const again = (where) => where.map((each) => document.querySelector(each)).find((found) => found);

  const swap = (page) => {
    const at = document.activeElement;
    const where = places(at);
    const caret = at && at.matches("input[type=search]") ? at.selectionStart : null;
    const typed = caret === null ? null : at.value;
    const across = document.querySelector(".table-scroll")?.scrollLeft || 0; // whoever pressed a head stays at its column
    for (const old of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${old.dataset.part}"]`);
      if (fresh) { old.replaceWith(document.adoptNode(fresh)); }
    }
    for (const each of document.querySelectorAll("details[data-keep]")) {
      if (folded.has(each.dataset.keep)) { each.open = folded.get(each.dataset.keep); }
    }
    const table = document.querySelector(".table-scroll");
    if (table) { table.scrollLeft = across; }
    const found = again(where);
    if (found) {
      found.focus({ preventScroll: true });
      if (typed !== null && found.matches("input[type=search]")) {
        found.value = typed; // more may have been typed meanwhile
        found.setSelectionRange(caret, caret);
      }
    }
    document.dispatchEvent(new Event("swapped"));
  };

  const total = () => document.querySelector(".total").textContent.split("·")[0].replace(/\s+/g, " ").trim();

  const elsewhere = (answer) => { // an error, or a session that has ended
    if (answer.ok) { location.assign(answer.address); return; }
    main.replaceChildren(...document.adoptNode(answer.page.getElementById("main")).childNodes);
    main.focus();
  };

  const take = async (method, address, body, after) => {
    if (running) { running.abort(); }
    const mine = running = new AbortController();
    const asked = q.value;
    main.setAttribute("aria-busy", "true");
    told.className = "unseen";
    const slow = setTimeout(() => { told.textContent = told.dataset.busy; }, 600);
    try {
      const answer = await samsyn.load(method, address, body, mine.signal);
      if (!answer.page.getElementById("told")) { elsewhere(answer); return; }
      if (q.value === asked) { q.value = answer.page.getElementById("q").value; }
      swap(answer.page);
      told.textContent = total();
      after(answer.address);
    } catch (error) {
      if (error.name === "AbortError") { return; }
      told.textContent = told.dataset.failed;
      told.className = "alert";
    } finally {
      clearTimeout(slow);
      if (mine === running) { running = null; main.removeAttribute("aria-busy"); }
    }
  };

  const ask = (pressed, { passing = false } = {}) => {
    const body = new URLSearchParams(new FormData(form, pressed || null));
    const turns = pressed && pressed.name === "go";
    understand.stop();
    latest += 1;
    understood.hidden = true;
    return take("POST", form.action, body, (address) => {
      history[passing || address === location.href ? "replaceState" : "pushState"](null, "", address);
      shown = location.pathname;
      const results = document.getElementById("results");
      if (turns) { results.focus({ preventScroll: true }); }
      // Filters reach further down than few hits: what was found is shown, not the empty place beside the filter.
      if (turns || results.getBoundingClientRect().bottom < innerHeight / 4) { results.scrollIntoView(); }
    });
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); ask(event.submitter); });
  addEventListener("popstate", () => {
    if (location.pathname === shown) { return; } // a jump within the page
    if (!form.isConnected) { location.reload(); return; } // an error stands where the page stood
    shown = location.pathname;
    take("GET", location.href, null, () => {});
  });

  document.addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    const kept = summary && summary.parentElement.dataset.keep;
    if (kept) { folded.set(kept, !summary.parentElement.open); }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-at-once]")) { ask(null); }
    if (event.target.matches("[name=column]")) { ask(document.querySelector("button[name=columns]")); }
  });

  const find = later(() => ask(null, { passing: true }), 300);
  document.addEventListener("input", (event) => { if (event.target.matches("[name^='find:']")) { find(); } });

  // How the words are understood, while they are typed.
  const understood = document.getElementById("understood");
  let latest = 0, answered = ""; // the words up to the caret, of which completions were offered

  const understand = later(async () => {
    const mine = ++latest;
    if (!q.value.trim()) { understood.hidden = true; }
    if (!q.value.trim() || document.activeElement !== q) { return; }
    const body = new URLSearchParams(new FormData(form));
    const before = q.value.slice(0, q.selectionStart);
    body.set("before", before);
    try {
      const answer = await samsyn.load("POST", form.dataset.understand, body);
      if (mine !== latest || running || !answer.ok || document.activeElement !== q) { return; }
      answered = before;
      understood.replaceChildren(...document.adoptNode(answer.page.body).childNodes);
      understood.hidden = understood.children.length === 0;
      const offered = understood.querySelector("[data-said]");
      told.textContent = offered ? offered.dataset.said : "";
    } catch { understood.hidden = true; } // a comfort: the search itself says what is wrong
  }, 250);

  const complete = (button) => {
    const before = q.value.slice(0, q.selectionStart);
    if (!before.startsWith(answered)) { understand(); return; } // something else is being typed by now
    const signs = [...answered];
    const head = signs.slice(0, signs.length - Number(button.dataset.completes)).join("") + button.value;
    q.value = head + q.value.slice(q.selectionStart);
    q.focus();
    q.setSelectionRange(head.length, head.length);
    understand();
  };

  q.addEventListener("input", understand);
  q.addEventListener("keydown", (event) => {
    const first = understood.hidden ? null : understood.querySelector("[data-completes]");
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  understood.addEventListener("click", (event) => {
    const button = event.target.closest("[data-completes]");
    if (button) { complete(button); }
  });
  understood.addEventListener("keydown", (event) => {
    const all = [...understood.querySelectorAll("[data-completes]")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && at + 1 < all.length) { event.preventDefault(); all[at + 1].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (all[at - 1] || q).focus(); }
    if (event.key === "Escape") { event.stopPropagation(); q.focus(); understood.hidden = true; }
  });
})();
