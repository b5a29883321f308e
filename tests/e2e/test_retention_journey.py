"""Retention in a browser: a rule, what is due, a hold that two people lift, and an order that is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.settings import Settings
from models.store.store import Store
from tests.e2e.axe import WHOLE, violations
from tests.e2e.conftest import Opener, Visit
from tests.e2e.own_site import add_officer, served
from tests.e2e.working import work
from tests.web import archive

pytestmark = pytest.mark.browser
OFFICERS = ("siv", "saga")


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def own_address(own_home: Path) -> Iterator[str]:
    """The small archive by itself, with two officers of the board: what is erased here is gone."""
    store = Store.open(Settings(home=own_home), create=True)
    archive.fill(store)
    for name in OFFICERS:
        add_officer(store, name)
    with served(store) as (found, _):
        yield found


def _signed_in(visit: Opener, address: str, name: str, **shape: object) -> Visit:
    opened = visit(still=True, **shape)
    opened.address = address
    opened.sign_in(name)
    return opened


def _room(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("navigation", name="Gallring").get_by_role("link", name=name).click()


def _fits(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)


def test_from_a_rule_to_what_is_left(visit: Opener, own_address: str, own_home: Path) -> None:
    siv = _signed_in(visit, own_address, "siv")
    page = siv.page
    siv.follow(page.get_by_role("link", name="Arkiv", exact=True))
    siv.follow(page.get_by_role("navigation", name="Arkiv").get_by_role("link", name="Gallring"))
    expect(page.get_by_role("heading", name="Ingen regel finns")).to_be_visible()
    siv.follow(page.get_by_role("link", name="Till reglerna"))
    page.get_by_label("Källa").select_option("inspektioner")
    page.get_by_label("År", exact=True).fill("1")
    page.get_by_label("efter utgången av det året").uncheck()
    page.get_by_label("Stöd").fill("DHP 2025 punkt 4.2")
    siv.follow(page.get_by_role("button", name="Lägg till regeln"))
    _sound(page)
    _room(page, "Att gallra")
    _sound(page)
    siv.follow(page.get_by_role("link", name="inspektioner, alla handlingstyper"))
    expect(page.get_by_role("heading", name="Att gallra nu")).to_contain_text("2")
    _sound(page)
    siv.follow(page.get_by_role("link", name="skannad-anmälan.tif"))
    _held(siv)
    saga = _signed_in(visit, own_address, "saga", width=390, javascript=False, dark=True)
    _lifted(siv, saga)
    _room(page, "Att gallra")
    siv.follow(page.get_by_role("link", name="inspektioner, alla handlingstyper"))
    page.get_by_label("Välj skannad-anmälan.tif").check()
    siv.follow(page.get_by_role("button", name="Välj de markerade"))
    _sound(page)
    page.get_by_label("Skriv").fill("gallra 1 handling")
    siv.follow(page.get_by_role("button", name="Gallra"))
    expect(page.get_by_role("status")).to_contain_text("0 av 1")
    _sound(page)
    work(own_home)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("1 av 1")
    _sound(page)
    for name in ("Beslut", "Bevis", "Redovisning"):
        _room(page, name)
        expect(page.get_by_role("cell", name="DHP 2025 punkt 4.2").first).to_be_visible()
        assert "skannad" not in page.content()
        _sound(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="PDF").click()
    assert re.fullmatch(r"gallring-\d{4}\.pdf", fetched.value.suggested_filename)


def _sound(page: Page) -> None:
    """Nothing for axe to find, with all unfolded; and it fits on 320 px."""
    page.evaluate("for (const each of document.querySelectorAll('details')) { each.open = true; }")
    assert violations(page, WHOLE) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert _fits(page), page.url
    page.set_viewport_size({"width": 1440, "height": 900})


def _held(siv: Visit) -> None:
    """Held from its own page: it is hindered in the list of what is due."""
    page = siv.page
    page.locator("summary", has_text=re.compile("^Gallring")).click()
    page.locator("summary", has_text="Spärra mot gallring").click()
    form = page.locator("form", has=page.get_by_role("button", name="Spärra", exact=True))
    form.get_by_label("Stöd").fill("TF 2 kap. 15 §")
    form.get_by_label("Skäl").fill("utlämnande prövas")
    siv.follow(form.get_by_role("button", name="Spärra", exact=True))
    _room(page, "Att gallra")
    siv.follow(page.get_by_role("link", name="inspektioner, alla handlingstyper"))
    expect(page.get_by_role("heading", name="Hindrade")).to_contain_text("1")


def _lifted(siv: Visit, saga: Visit) -> None:
    """Proposed by the one; approved by the other, on a telephone without script."""
    page = siv.page
    _room(page, "Spärrar")
    page.locator("summary", has_text="Föreslå att den hävs").click()
    page.get_by_label("Skäl").first.fill("prövat")
    siv.follow(page.get_by_role("button", name="Föreslå", exact=True))
    expect(page.get_by_text("Du föreslog det")).to_be_visible()
    _sound(page)
    saga.page.goto(f"{saga.address}/arkiv/gallring/sparrar")
    assert _fits(saga.page)
    saga.follow(saga.page.get_by_role("button", name="Godkänn och häv"))
    expect(saga.page.get_by_role("heading", name="Inget är spärrat")).to_be_visible()
    for path in ("", "/regler", "/redovisning"):
        saga.page.goto(f"{saga.address}/arkiv/gallring{path}")
        assert _fits(saga.page)
