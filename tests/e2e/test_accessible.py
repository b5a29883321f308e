"""Every page, in the states that links and forms lead to: WCAG 2.2, A and AA, by axe-core and by what it does not see.

Light and wide, dark and narrow (320 px, which is 400 % of 1280; 640 px is 200 %), with everything that folds unfolded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from models import swedish
from models.access import EVERYDAY, Role, Viewer
from models.account import Access, Account, Stage
from models.audit import Action, Event
from models.mention import Label
from models.store.notices import RESTORED
from search import reviewing
from tests.e2e.axe import LAID_OUT, WHOLE, violations
from tests.e2e.conftest import PATIENCE, STILL, Opener
from tests.e2e.walking import NO_PAGES, Walk
from tests.secrecy.installation import MATRIX, PASSWORD, Installation, build
from tests.secrecy.oracle import PURPOSE, marked
from tests.secrecy.papers import OWNERS, Making
from tests.secrecy.serving import served
from web.app import create_app
from web.doors import ADMINISTER, ANALYSE, ARCHIVE, CODE, DOORS, GIVE_OUT, OPEN, OWN, READ, REVIEW, Door, door

FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))
WIDE, WIDTHS = 1280, (640, 320)
_COMPLAINTS: Final = (Path(__file__).parent / "complaints.js").read_text(encoding="utf-8")
_UNFOLD: Final = """() => {
  for (const each of document.querySelectorAll("details, dialog")) { each.open = true; }
  for (const each of document.querySelectorAll("[popover]")) { each.showPopover(); }
}"""
_TOO_WIDE: Final = """() => {
  const room = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > room + 1);
  return document.documentElement.scrollWidth > room ? out.slice(0, 3).map(each => each.outerHTML.slice(0, 90)) : [];
}"""
ALVA: Final = Viewer("alva", frozenset(OWNERS[:2]), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset(OWNERS[:2]))
LARS: Final = Viewer("lars", frozenset(OWNERS[2:]))
ELSEWHERE: Final[dict[str, str]] = {
    "health.alive": "one word",
    "health.ready": "one word",
    "provider.go": "leads out to the provider",
    "provider.back": "leads on; what fails is told on the login",
    "alerts.show": "leads on to a search",
    "saved.run": "leads on to a search",
    "collecting.network": "leads on to the network",
    "document.turn_to": "leads on to a page of the document",
    "desk.going_on": "JSON: tests/web/test_desk.py",
    "extract.show": "after an extract is asked for: looked at by tests/e2e/test_extract_journey.py",
    "redaction.first": "leads on to a page of the copy",
    "redaction_finish.look": "of a copy that is begun: looked at by tests/e2e/test_redaction_journey.py",
    "retention.confirm": "of what was chosen: looked at by tests/e2e/test_retention_journey.py",
    "retention_orders.show": "takes the words that erase: looked at by tests/e2e/test_retention_journey.py",
    "guide.tour": "the demo's alone: looked at by tests/e2e/test_first_steps.py",
}
"""Routes that answer with a page that no walk reaches, and where it is looked at instead."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Papers of every fate, some of them marked, some lent, some of protected people; an account of each role."""
    papers = Making(7).papers()
    home = tmp_path_factory.mktemp("seen") / "home"
    place = build(home, papers, papers, [ALVA, LARS], marked, matrix=MATRIX, covers=True)
    for name, role, owners in (("adam", Role.ADMINISTRATOR, ()), ("greta", Role.REVIEWER, OWNERS)):
        place.store.users.create(Account(name, name.title(), Access(frozenset({role}), frozenset(owners))), PASSWORD)
    _draw_something(place)
    lacks = {"events": 3, "counts": {"documents": 2}}
    place.store.notices.put(RESTORED, {"backup": swedish.now().isoformat(), **lacks})
    yield place
    place.close()


def _draw_something(place: Installation) -> None:
    """Something at the review desk: a paper that was read without a case."""
    paper = next(paper for paper in Making(7).papers() if paper.owner in LARS.owners)
    read = Event(Action.READ_DOCUMENT, LARS.name, "nyfiken", "", place.ids[paper.name], (paper.owner,))
    place.store.ledger.write(read)
    month = f"{swedish.local(swedish.now()):%Y-%m}"
    assert reviewing.draw(place.store.users.viewer("greta"), PURPOSE, place.store, month)


def _look(page: Page, found: list[str]) -> None:
    """Note what is wrong with the page, in the colours and widths that people have."""
    page.evaluate(_UNFOLD)
    told = violations(page, WHOLE)
    if FULL:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        told += violations(page, LAID_OUT)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        told += [f"wider than {width} px: {each}" for each in page.evaluate(_TOO_WIDE)]
    told += violations(page, LAID_OUT)
    page.keyboard.press("Tab")
    told += page.evaluate(_COMPLAINTS)
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    found += [f"{page.url.split('/', 3)[3]}: {each}" for each in told]


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who walks on from ``starts`` and comes to every page behind ``doors``; without any, goes no further."""

    user: str
    doors: tuple[Door, ...]
    starts: tuple[str, ...]
    stage: Stage = Stage.WHOLE


WALKERS: Final = (
    Walker("", (OPEN,), ("/logga-in", "/finns-inte")),
    Walker("alva", (CODE,), ("/logga-in/kod",), Stage.CODE),
    Walker("alva", (OWN, READ, ANALYSE, GIVE_OUT, ARCHIVE), ("/", "/andamal", "/finns-inte")),
    Walker("lars", (), ("/begaran",)),
    Walker("adam", (ADMINISTER,), ("/konton", "/")),
    Walker("greta", (REVIEW,), ("/granskning",)),
)


def test_there_is_a_walker_behind_every_door() -> None:
    assert {door for walker in WALKERS for door in walker.doors} == set(DOORS.values())
    assert set(ELSEWHERE) <= set(DOORS)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "walker", WALKERS, ids=["stranger", "code", "analyst", "borrower", "administrator", "reviewer"]
)
def test_every_page_can_be_seen_and_heard(browser: Browser, place: Installation, walker: Walker) -> None:
    found, said = list[str](), list[str]()
    app = create_app(place.store, place.index)
    with served(place.store, place.index) as site:
        context = browser.new_context(viewport={"width": WIDE, "height": 900})
        context.add_init_script(STILL)
        context.set_default_timeout(PATIENCE)
        if walker.user:
            context.add_cookies([_cookie(app, place, walker, site.address)])
        page = context.new_page()
        page.on("console", lambda message: said.append(_worrying(message)))
        walk = Walk(page, site.address, app.url_map.bind("127.0.0.1"), lambda page: _look(page, found))
        papers = _papers(page, site.address, place) if READ in walker.doors else ()
        walk.through([*walker.starts, *papers], on=bool(walker.doors))
        walk.send_forms()
        context.close()
    assert found == []
    assert [each for each in said if each] == []
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    asked = {endpoint for endpoint in pages - NO_PAGES if door(endpoint) in walker.doors}
    assert sorted(asked - walk.reached - set(ELSEWHERE)) == []


def _cookie(app: Flask, place: Installation, walker: Walker, address: str) -> Any:
    """What the browser of somebody holds who has signed in and given a purpose."""
    token = place.store.sessions.start(walker.user, stage=walker.stage)
    place.store.sessions.set_purpose(token, PURPOSE)
    client = app.test_client()
    with client.session_transaction() as held:
        held["token"] = token
    cookie = client.get_cookie("samsyn")
    assert cookie is not None
    return {"name": cookie.key, "value": cookie.value, "url": address}


def _papers(page: Page, address: str, place: Installation) -> Iterator[str]:
    """A search, a paper of each fate that the viewer may read, and the same with all that can be shown of it."""
    page.goto(address)
    page.get_by_label("Sökord").fill("anteckning")
    with page.expect_navigation():
        page.get_by_role("button", name="Sök", exact=True).click()
    searched = urlsplit(page.url).path
    yield searched
    yield _pictured(page)
    seen = dict[tuple[object, ...], str]()
    for paper in Making(7).papers():
        if paper.owner in ALVA.owners:
            fate = (paper.fate, bool(paper.parent), bool(marked(paper, 0).needs or marked(paper, 2).needs))
            seen.setdefault(fate, place.ids[paper.name])
    for document in seen.values():
        yield f"/d/{document}/?s={searched.rpartition('/')[2]}&names=1"
    first, second = (place.ids[paper.name] for paper in Making(7).papers()[:2])  # which are alike
    yield f"/d/{first}/skillnader/{second}"
    entity = place.store.entities.find(ALVA, Label.PERSON, "Anna Delad")[0]
    yield f"/e/{entity}?samband=1&forslag=1"
    page.goto(f"{address}/e/{entity}")
    with page.expect_navigation():
        page.get_by_role("button", name="Visa nätverket").click()
    yield urlsplit(page.url).path


def _pictured(page: Page) -> str:
    """A situation picture of what the search on the page was of."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lägesbild av detta").click()
    page.get_by_label("Från", exact=True).fill("2023-01-01")
    page.get_by_label("Till", exact=True).fill("2026-01-01")
    with page.expect_navigation():
        page.get_by_role("button", name="Visa", exact=True).click()
    return urlsplit(page.url).path


def _worrying(message: ConsoleMessage) -> str:
    """What the browser warns of; an answer of 4xx is what was asked for."""
    expected = "Failed to load resource: the server responded with a status of 4"
    told = message.type in ("error", "warning") and not message.text.startswith(expected)
    return message.text if told else ""


def test_the_list_of_pages_can_be_passed_over(visit: Opener) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in()
    opened.search("föreläggande")
    opened.follow(page.locator("[data-hit]").first)
    past = page.get_by_role("link", name="Förbi sidorna")
    past.focus()
    expect(past).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_focused()
