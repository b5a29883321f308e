"""No page has a field without a label, a button without a name, headings out of order, or text that is hard to see."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opener, Visit

_COMPLAINTS: Final = (Path(__file__).parent / "complaints.js").read_text(encoding="utf-8")


def _complaints(opened: Visit) -> list[str]:
    return [f"{opened.page.url}: {complaint}" for complaint in opened.page.evaluate(_COMPLAINTS)]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_can_be_seen_and_heard(visit: Opener, width: int, dark: bool) -> None:
    opened = visit(width=width, dark=dark)
    page = opened.page
    page.goto(opened.address)
    found = _complaints(opened)
    opened.sign_in()
    found += _complaints(opened)
    opened.search("Kebnekrogen")
    found += _complaints(opened)
    opened.follow(page.locator("[data-hit]").first)
    found += _complaints(opened)
    opened.follow(page.locator(".group > ul a").first)
    found += _complaints(opened)
    for path in ("/sparade", "/nytt/", "/jobb", "/att-se-over", "/vem", "/andamal"):
        page.goto(opened.address + path)
        found += _complaints(opened)
    assert found == []


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
