"""Release between owners in a real browser, with both owners' people: asked, tried by keys, masked, sent, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ingest.work import do
from models.access import Role
from models.account import Access, Account
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.e2e.axe import WHOLE, violations
from tests.e2e.conftest import Opener, Visit
from tests.serving import serving
from tests.web import archive
from tests.web.sharing_site import MILJO, POLIS
from tests.web.trying_site import CLAUSE, NOTE, REPORT, TIP
from web.app import create_app


@dataclass(frozen=True, slots=True)
class Place:
    home: Path
    address: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The small archive, of which Polisen may ask, with an officer of each owner's."""
    home = tmp_path_factory.mktemp("released") / "home"
    settings = Settings(home=home, sharing=(CLAUSE,))
    store = Store.open(settings, create=True)
    archive.fill(store)
    for name, owner in (("mona", MILJO), ("per", POLIS)):
        access = Access(frozenset({Role.OFFICER}), frozenset({owner}), frozenset({owner}))
        store.users.create(Account(name, name.title(), access), archive.PASSWORD)
    index = open_index(settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as address:
        yield Place(home, address)
    index.close()
    store.close()


@pytest.fixture
def address(place: Place) -> str:
    return place.address


def _work_and_follow(home: Path) -> None:
    """What the worker does, and the drain that follows it."""
    settings = Settings(home=home, sharing=(CLAUSE,))
    store, index = Store.open(settings), open_index(settings)
    while (job := store.jobs.take("prov")) is not None:
        store.jobs.finish(job.id, "prov", do(store, index, job, lambda _: None))
    drain(store, index)
    index.close()
    store.close()


def _add(mona: Visit, query: str, *names: str) -> None:
    """Search beside the request, and put what is found into it."""
    page = mona.page
    page.get_by_label("Sök handlingar att pröva").fill(query)
    mona.follow(page.locator(".finding button"))
    for name in names:
        page.get_by_label(name).check()
    mona.follow(page.get_by_role("button", name="Lägg till de valda"))


def _answer(page: Page) -> None:
    """Yes to every question, by key, and the harm in words."""
    for _ in range(page.locator("[data-question]").count()):
        page.keyboard.press("j")
    page.get_by_label("Skada eller men").fill("Ringa, mot brottet.")
    page.keyboard.press("Escape")


def test_from_asking_to_the_copies_and_the_register(visit: Opener, place: Place) -> None:
    pal = visit(width=1280)
    pal.sign_in("pal")
    page = pal.page
    pal.follow(page.get_by_role("link", name="Begäran", exact=True))
    page.get_by_label("Vad som begärs").fill("Tillsyn av Kebnekrogen 2024")
    page.get_by_label("Rubrik").first.fill("Anmälan om lukt")
    pal.follow(page.get_by_role("button", name="Fler rader"))
    expect(page.get_by_label("Rubrik").first).to_have_value("Anmälan om lukt")
    assert violations(page, WHOLE) == []
    pal.follow(page.get_by_role("button", name="Skicka begäran"))
    expect(page.locator(".named")).to_contain_text("Inte besvarad")

    mona = visit(width=1440)
    mona.sign_in("mona")
    desk = mona.page
    mona.follow(desk.get_by_role("link", name="Begäran", exact=True))
    mona.follow(desk.get_by_role("link", name="Tillsyn av Kebnekrogen 2024"))
    _add(mona, "Kebnekrogen", REPORT)
    _add(mona, "tillbaka", NOTE)
    mona.follow(desk.locator(".named").get_by_role("button", name="Sök"))
    _add(mona, "luktar", TIP)
    assert violations(desk, WHOLE) == []
    mona.follow(desk.get_by_role("link", name="Pröva i följd"))
    _try_each(mona)
    expect(desk.locator(".sending")).to_contain_text("2 handlingar lämnas ut. Avslag sägs med OSL 26:1.")
    page.reload()
    expect(page.locator("main")).not_to_contain_text("OSL 26:1")
    mona.follow(desk.get_by_role("button", name="Skicka beslutet"))
    _work_and_follow(place.home)

    page.reload()
    expect(page.locator(".named")).to_contain_text("Lämnas inte ut")
    expect(page.locator("main")).not_to_contain_text(TIP)
    assert violations(page, WHOLE) == []
    pal.follow(page.get_by_role("link", name="(maskad).pdf"))
    expect(page.locator(".came-from")).to_contain_text("Kopian är maskad av den som lämnade ut den")
    pal.search("Frysen")
    expect(page.locator("[data-hit]")).to_have_count(1)
    pal.search("föreläggande")
    expect(page.locator("[data-hit]")).to_have_count(0)

    mona.follow(desk.get_by_role("link", name="Begäran", exact=True))
    mona.follow(desk.get_by_role("link", name="Register över utlämnanden"))
    expect(desk.locator(".lines tbody tr")).to_have_count(3)
    assert violations(desk, WHOLE) == []
    with desk.expect_download() as got:
        desk.get_by_role("button", name="Hämta som CSV").click()
    assert got.value.suggested_filename == "utlamnanden.csv"


def _try_each(mona: Visit) -> None:
    """The three documents, in whatever order they come, with one decision taken back on the way."""
    desk, undone = mona.page, False
    while "/prova/" in desk.url:
        title = desk.get_by_role("heading", level=1)
        expect(desk.locator("#preview")).to_be_visible()
        if not undone:
            assert violations(desk, WHOLE) == []
        if TIP in (title.text_content() or ""):
            desk.locator("#ground").fill("26 kap. 1 § OSL")
            desk.keyboard.press("Escape")
            key = "a"
        elif REPORT in (title.text_content() or ""):
            _answer(desk)
            desk.locator("#ground").fill("OSL 26:1")
            desk.get_by_label("Bara dessa sidor").fill("1-2")
            desk.keyboard.press("Escape")
            key = "m"
        else:
            _answer(desk)
            key = "h"
        with desk.expect_navigation():
            desk.keyboard.press(key)
        if not undone and "/prova/" in desk.url:
            undone = True
            with desk.expect_navigation():
                desk.keyboard.press("z")
            expect(desk.locator(".tried h1 .badge")).to_have_text("Ska prövas")


def test_without_script_on_a_narrow_dark_screen(visit: Opener) -> None:
    pal = visit(javascript=False)
    pal.sign_in("pal")
    pal.follow(pal.page.get_by_role("link", name="Begäran", exact=True))
    pal.page.get_by_label("Vad som begärs").fill("Anmälningar om lukt")
    pal.follow(pal.page.get_by_role("button", name="Skicka begäran"))
    mona = visit(width=390, javascript=False, dark=True)
    mona.sign_in("mona")
    page = mona.page
    page.goto(f"{mona.address}/utlamnanden")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{mona.address}/begaran")
    mona.follow(page.get_by_role("link", name="Anmälningar om lukt"))
    _add(mona, "luktar", TIP)
    expect(page.locator("#prova")).to_be_visible()
    mona.follow(page.locator(".trial-row a").first)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
