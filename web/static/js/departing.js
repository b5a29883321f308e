/* When a session has ended, nothing of it stays on the screen: in other tabs, where one of them asks to sign in, and where nobody has
   done anything for as long as a session lasts without use (data-session: seconds). The page is emptied first, so that it happens with the
   server away too. Whoever types is at work: the session is told so now and then, as opening a page would. What a page asks for by itself
   (data-live, and pages that say how long nobody was there: data-idle) is no use. */
"use strict";
(() => {
  const { session, idle } = document.documentElement.dataset;
  if (session === undefined) { return; }
  const most = Number(session) * 1000;
  const tabs = new BroadcastChannel("samsyn");
  if (most === 0) { tabs.postMessage("left"); return; } // the page where one signs in
  const STEP = Math.min(60_000, most / 4);
  const live = document.querySelector("[data-live]")?.dataset.live;
  let asked = Date.now() - Number(idle ?? 0) * 1000, told = 0, typed = false;

  const leave = () => {
    document.body.replaceChildren();
    document.title = "samsyn";
    location.replace("/logga-in");
  };
  const used = () => {
    asked = Date.now();
    if (asked - told > 1000) { told = asked; tabs.postMessage("used"); }
  };
  const look = () => {
    if (Date.now() - asked > most) { leave(); return; }
    if (typed) { typed = false; used(); fetch("/konto", { method: "HEAD", redirect: "manual" }).catch(() => null); } // seen below
  };

  tabs.addEventListener("message", ({ data }) => { if (data === "left") { leave(); } else { asked = Date.now(); } });
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-leave]")) { tabs.postMessage("left"); } });
  document.addEventListener("input", () => { typed = true; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { look(); } }); // timers sleep with the machine
  setInterval(look, STEP);
  if (idle !== undefined) { return; }
  new PerformanceObserver((list) => { if (list.getEntries().some(({ name }) => !live || !name.endsWith(live))) { used(); } }).observe({ type: "resource" });
  used();
})();
