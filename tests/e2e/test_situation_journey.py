"""A situation picture in a browser: from a search and by its form, with the keyboard, numbers opened, taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from tests.e2e.conftest import Opener
from tests.e2e.working import work

pytestmark = pytest.mark.browser


def _fits(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)


def test_a_picture_is_made_read_and_taken_out(visit: Opener, home: Path, tmp_path: Path) -> None:
    opened = visit(still=True)
    page = opened.page
    opened.sign_in("alva")
    opened.search("Kebnekrogen")
    opened.follow(page.get_by_role("button", name="Lägesbild av detta"))
    assert "Kebnekrogen" not in page.url
    expect(page.get_by_label("Inom").locator("option:checked")).to_have_text("Kebnekrogen")
    page.get_by_label("Från", exact=True).fill("2023-01-01")
    page.get_by_label("Till", exact=True).fill("2024-12-31")
    page.get_by_text("Återkommande namn").click()
    page.get_by_label("I minst så många källor").select_option("2")
    with page.expect_navigation():
        page.get_by_label("Tema").press("Enter")
    expect(page.locator(".situation-total")).to_contain_text("3 handlingar från 2023-01-01 till 2024-12-31")
    row = page.get_by_role("row", name="Kebnekrogen AB")
    expect(row.locator(".situation-sources")).to_contain_text("inspektioner 2")
    number = row.get_by_role("button", name="Kebnekrogen AB, inspektioner: 2 handlingar")
    number.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".total strong")).to_have_text("2")
    page.go_back()
    opened.follow(page.get_by_role("link", name="Kebnekrogen AB").first)
    expect(page.locator("h1")).to_contain_text("Kebnekrogen AB")
    page.go_back()
    opened.follow(page.get_by_role("button", name="Skapa PDF"))
    work(home)
    page.goto(f"{opened.address}/jobb")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta").first.click()
    fetched.value.save_as(tmp_path / "bild.pdf")
    text = "\n".join(each.get_textpage().get_text_range() for each in PdfDocument(tmp_path / "bild.pdf"))
    assert "inspektion-kebnekrogen.pdf. Inspektionsrapport, 2024-03-05. Källa: inspektioner, Miljönämnden." in text


def test_it_works_on_a_phone_without_scripts(visit: Opener) -> None:
    opened = visit(width=390, javascript=False, dark=True)
    page = opened.page
    opened.sign_in("ines")
    opened.open_menu()
    opened.follow(page.get_by_role("link", name="Lägesbild"))
    assert _fits(page)
    opened.follow(page.get_by_role("button", name="Senaste kvartalet"))
    expect(page.get_by_role("heading", name="Inga handlingar i perioden")).to_be_visible()
    assert _fits(page)
    opened.follow(page.get_by_role("button", name="Visa året fram till dess"))
    expect(page.locator(".situation-total")).to_contain_text("2 handlingar")
    assert _fits(page)
    opened.follow(page.locator(".situation-total button"))
    expect(page.locator(".total strong")).to_have_text("2")
