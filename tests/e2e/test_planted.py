"""Two hundred names and numbers planted in the papers: none of them in an address, a log, a title or the browser.

The whole front end is walked by the test client, forms sent with planted words; then Chromium opens a part of the same
addresses, and its storage is looked through.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from random import Random
from urllib.parse import quote, unquote_plus

import pytest
from playwright.sync_api import Browser

from models.access import Viewer
from models.account import Stage
from models.store.store import Store
from sample.identities import birthday, personnummer
from tests.e2e.conftest import STILL
from tests.secrecy.crawling import Crawl
from tests.secrecy.installation import Installation, build
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.papers import OWNERS, Making, Paper
from tests.secrecy.serving import served, signed_in
from web.app import create_app

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
MOST, IN_BROWSER = (3_000, 300) if FULL else (120, 12)
_STORED = """async () => {
  const kept = [document.title, location.href, document.referrer, document.cookie,
    JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), JSON.stringify(history.state),
    JSON.stringify((await indexedDB.databases()).map(each => each.name))];
  try { for (const name of await caches.keys()) {
    kept.push(name, ...(await (await caches.open(name)).keys()).map(each => each.url)); } } catch (refused) {}
  return kept;
}"""


def planted(papers: list[Paper]) -> list[str]:
    """100 names and 100 personnummer: those on the papers' pages first."""
    random = Random(3)
    sheets = [sheet.canaries for paper in papers for sheet in paper.sheets]
    names = [each.person for each in sheets] + [f"Planta Nr{at}sson" for at in range(100)]
    numbers = [each.number for each in sheets]
    while len(numbers) < 100:
        twelve = personnummer(random, birthday(random, 1950, 1999), man=True)
        numbers.append(f"{twelve[2:8]}-{twelve[8:]}")
    return [*names[:100], *numbers[:100]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    papers, viewer = Making(11).papers(), Viewer("alva", frozenset(OWNERS))
    place = build(tmp_path_factory.mktemp("planted") / "home", papers, papers, [viewer])
    yield place
    place.close()


def told(lines: list[str], wanted: list[str]) -> list[str]:
    """Lines in which any of the words stands, whole or by the telling part of it, as it is or coded."""
    words = [each if each[0].isdigit() else each.split()[-1] for each in wanted]
    forms = {form for each in words for form in (each, each.replace("-", ""), quote(each))}
    return [line for line in lines if any(form.lower() in unquote_plus(line).lower() for form in forms)]


@pytest.mark.timeout(1800)
def test_nothing_planted_leaves_the_pages(
    place: Installation,
    caplog: pytest.LogCaptureFixture,
    browser: Browser,
) -> None:
    wanted = planted(Making(11).papers())
    with caplog.at_level(logging.DEBUG):
        crawl = _walked(place.store, place, wanted)
    assert told(crawl.addresses, wanted) == []
    assert told(list(crawl.titles.values()), wanted) == []
    assert told([record.getMessage() + str(record.exc_info or "") for record in caplog.records], wanted) == []
    assert not [(address, status) for address, status in crawl.statuses.items() if status >= 500]
    visited = [each for each, status in crawl.statuses.items() if status == 200 and each.startswith("/")]
    step = max(1, len(visited) // IN_BROWSER)
    with served(place.store, place.index) as site, signed_in(browser, site.address, "alva") as watched:
        watched.page.add_init_script(STILL)
        for address in visited[::step]:
            if address.endswith(("/original", "/resultat", "/bild")):
                continue
            watched.page.goto(f"{site.address}{address}")
            assert told(watched.page.evaluate(_STORED), wanted) == [], address
        assert told([str(each) for each in watched.page.context.cookies()], wanted) == []
    assert told(site.requests, wanted) == []
    assert told(site.application, wanted) == []


def _walked(store: Store, place: Installation, wanted: list[str]) -> Crawl:
    app = create_app(store, place.index, demo=True)
    client = app.test_client()
    token = store.sessions.start("alva", stage=Stage.WHOLE)
    store.sessions.set_purpose(token, PURPOSE)
    with client.session_transaction() as held:
        held["token"] = token
    crawl = Crawl(client, [*wanted[:8], *wanted[100:108]])
    crawl.run(["/"], MOST)
    assert len(crawl.titles) >= min(MOST, 100)
    return crawl


def test_the_walk_sees_what_is_told() -> None:
    assert told(["GET /s/1?q=Ivo+Zybsson"], ["Ivo Zybsson"])
    assert told(["/x/8504122391"], ["850412-2391"])
    assert told(["/x/%5A%79bsson"], ["Ivo Zybsson"])
