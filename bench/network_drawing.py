"""How long the largest network takes to be drawn: 300 nodes and 1,000 ties, made up, through the real page in Chromium.

    python -m bench.network_drawing

A store is filled with papers that name 300 people between them; the page is asked for and drawn five times. Told are
the server's answer, the time from there until every node has its place and is drawn, and a frame while it is moved.
"""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from models.access import Viewer
from models.limits import LIMITS
from models.mention import Label
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.serving import serving
from tests.web import archive
from tests.web.archive import MILJO, Paper
from web.app import create_app

TIMES = 5
_PLACED = "#graph[data-ready]"
_PANNED = """() => {
  const graph = document.querySelector(".graph-canvas")._cyreg.cy, times = [];
  return new Promise((done) => {
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      times.push(now - before);
      before = now;
      if (times.length > 60) { done(times.slice(1).sort((a, b) => a - b)[56]); return; }
      graph.panBy({ x: times.length % 2 ? 12 : -12, y: 4 });
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store, index = _filled(Path(folder))
        with serving(create_app(store, index, demo=True)) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            _signed_in(page, address)
            _measured(page, store)
            browser.close()
        index.close()
        store.close()


def _filled(folder: Path) -> tuple[Store, Index]:
    """One in the middle, named beside 299 others; they beside each other in small papers."""
    settings, draw = Settings(home=folder), random.Random(1)
    store = Store.open(settings, create=True)
    archive.fill(store)
    names = [f"Provnamn{chr(97 + at // 26)}{chr(97 + at % 26)} Mittsson" for at in range(299)]
    for number in range(100):
        some = list(dict.fromkeys(["Mitten Provsson", *names[number * 3 : number * 3 + 3], *draw.sample(names, 3)]))
        told = tuple((Label.PERSON, name, name) for name in some)
        archive.put(store, Paper(MILJO, f"{number}.txt", "other", None, (", ".join(some) + ".",), told, pictures=False))
    index = open_index(settings)
    drain(store, index)
    return store, index


def _signed_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Användarnamn").fill("ines")
    page.get_by_label("Lösenord").fill(archive.PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_label("Ändamål").fill("mätning")
    page.get_by_label("Ärende").fill("PROV-3")
    page.get_by_role("button", name="Fortsätt").click()
    page.goto(f"{address}/natverk")


def _measured(page: Page, store: Store) -> None:
    (middle,) = store.entities.find(Viewer("ines", frozenset({MILJO.owner})), "PERSON", "Mitten Provsson")
    page.get_by_label("Lägg till någon eller något").fill("Mitten")
    page.locator(".network-find").get_by_role("button", name="Sök").click()
    page.locator(f"button[value='{middle}']").first.click()
    page.locator(_PLACED).wait_for()
    print("shown:", " ".join(page.locator(".network-told").inner_text().split())[:150])
    answers, drawings, served, busy = list[float](), list[float](), list[float](), list[float]()
    for _time in range(TIMES):
        begun, before, at = time.perf_counter(), _busy(), time.process_time()
        page.reload(wait_until="domcontentloaded")
        page.locator(_PLACED).wait_for()
        whole = time.perf_counter() - begun
        told = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd") / 1000
        answers.append(told)
        drawings.append(whole - told)
        served.append(time.process_time() - at)
        busy.append(_busy() - before)
    size = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, each) => sum + each.encodedBodySize, 0)"
    )
    print(f"answer of the server: {median(answers):.2f} s (of {TIMES})")
    print(f"drawn after the answer: {median(drawings):.2f} s, at most {max(drawings):.2f} s")
    print(f"of that the processor: server {median(served):.2f} s, Chromium {median(busy):.2f} s")
    print(f"a frame while it is moved, p95: {page.evaluate(_PANNED):.0f} ms")
    print(f"bytes of the page, its sheets and its scripts: {size / 1000:.0f} kB")


def _busy() -> float:
    """Processor seconds of this process's Chromium so far, all its processes."""
    parents, spent = dict[int, int](), dict[int, float]()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(words[1])
            spent[int(stat.parent.name)] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    ours = {os.getpid()}
    while more := {each for each, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(spent[each] for each in ours - {os.getpid()})


if __name__ == "__main__":
    assert LIMITS.network_nodes == 300
    main()
