"""Provider review in a real browser: from the list to a double booking and its row; narrowed; without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.e2e.axe import WHOLE, violations
from tests.e2e.conftest import Opener
from tests.payment_papers import NORD, VAST
from tests.serving import serving
from tests.web import archive, payment_sheets
from web.app import create_app


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small archive with the planted sheets."""
    settings = Settings(home=tmp_path_factory.mktemp("paid") / "home")
    store = Store.open(settings, create=True)
    archive.fill(store)
    payment_sheets.fill(store)
    index = open_index(settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as found:
        yield found
    index.close()
    store.close()


def test_from_a_sum_to_the_row_that_is_booked_twice(visit: Opener) -> None:
    opened = visit(width=1280)
    opened.sign_in()
    page = opened.page
    opened.follow(page.get_by_role("link", name="Utförare", exact=True))
    expect(page.get_by_role("row")).to_have_count(4)
    page.get_by_label("Ordning").select_option("sum")
    opened.follow(page.get_by_role("button", name="Visa"))
    expect(page.get_by_role("rowheader").first).to_have_text(NORD)
    assert violations(page, WHOLE) == []
    opened.follow(page.get_by_role("link", name=NORD))
    assert violations(page, WHOLE) == []
    twice = page.locator(".comparison").first
    expect(twice.get_by_role("heading")).to_have_text("Samma faktura bokförd mer än en gång")
    expect(twice).to_contain_text("7 350 kr står mer än en gång.".replace("7 350", "7\xa0350"))
    opened.follow(page.get_by_role("link", name="2024-07", exact=True))
    expect(page.get_by_role("heading", name="Rader 2024-07")).to_be_visible()
    opened.follow(page.locator("#rader td a").last)
    expect(page.locator(".told-table mark").first).to_be_in_viewport()
    page.go_back()
    page.get_by_label("Till och med").fill("2024-06-30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="2024-07", exact=True)).to_have_count(0)
    opened.follow(page.get_by_role("link", name="Visa alla rader"))
    opened.follow(page.get_by_role("button", name="Excel"))
    expect(page.get_by_role("cell", name="Utförarnas rader").first).to_be_visible()


def test_without_script_on_a_narrow_dark_screen(visit: Opener) -> None:
    opened = visit(width=390, javascript=False, dark=True)
    opened.sign_in()
    page = opened.page
    page.goto(f"{opened.address}/utforare")
    page.get_by_label("Utförarens namn").fill("väst")
    opened.follow(page.get_by_role("button", name="Visa"))
    opened.follow(page.get_by_role("link", name=VAST))
    expect(page.get_by_role("heading", level=1)).to_have_text(VAST)
    opened.follow(page.get_by_role("link", name="Läs vad handlingarna säger"))
    expect(page.locator("#personer")).to_contain_text("Ingen som handlingarna knyter")
