"""Somebody who is new: help at its place, the glossary, the tour, and an error with a reference to copy."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from models.settings import Settings
from models.store.notices import TOUR
from models.store.store import Store
from tests.e2e.axe import LAID_OUT, violations
from tests.e2e.conftest import Opener


@pytest.fixture
def toured(address: str, home: Path) -> str:
    """The small archive's address, with a tour of it."""
    with closing(Store.open(Settings(home=home))) as store:
        alva = store.users.viewer("alva")
        memo = next(each.document for each in store.documents.places(alva) if each.name == "pm-fordon.pdf")
        story = {"man": "Adam Provsson", "warehouse": "Kebnekrogen", "carer": "luktar", "plate": "PRV 01A"}
        store.notices.put(TOUR, {**story, "words": "tillsyn", "documents": {"memo": memo}})
    return address


def test_the_way_of_somebody_new(visit: Opener, toured: str) -> None:
    address, opened = toured, visit()
    page = opened.page
    page.goto(address)
    expect(page.get_by_text("ta rundturen")).to_be_visible()
    opened.sign_in()
    opened.follow(page.get_by_role("link", name="Ta rundturen på fem minuter"))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()  # what fades from light to dark is looked at when it has
    assert violations(page, LAID_OUT) == []
    page.get_by_label("Sett: Börja med det som sågs").check()
    opened.follow(page.get_by_role("button", name="Sök PRV 01A"))
    expect(page.get_by_role("link", name="pm-fordon.pdf", exact=True)).to_be_visible()
    page.go_back()
    opened.follow(page.get_by_role("link", name="Polisens promemoria"))
    expect(page.locator(".doc-title")).to_be_visible()
    opened.follow(page.get_by_role("link", name="Hjälp", exact=True))
    page.get_by_role("link", name="Sekretess", exact=True).click()
    expect(page.get_by_role("heading", name="Sekretess", exact=True)).to_be_in_viewport()
    opened.follow(page.get_by_role("navigation", name="Ämnen").get_by_role("link", name="Ordlista"))
    expect(page.locator("dt", has_text="Karantän")).to_be_visible()
    page.goto(f"{address}/arkiv/kallor")
    mark = page.get_by_label("Hjälp: Ny källa")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ägaren är den myndighet")).to_be_visible()


def test_an_error_has_a_reference_to_copy(visit: Opener, address: str) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/d/{'0' * 32}/1")
    reference = page.locator(".reference").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", reference)
    page.get_by_role("button", name="Kopiera").click()
    expect(page.get_by_role("button", name="Kopierat")).to_be_visible()
    opened.complaints.clear()  # the browser's own word of the 404
