"""A masked copy in a real browser: an area drawn with the pointer, words chosen in the text, what becomes of the page;
and all of it but drawing without JavaScript."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from playwright.sync_api import expect

from tests.e2e.axe import WHOLE, violations
from tests.e2e.conftest import Opener, Visit
from tests.e2e.working import work


def _begun(visit: Visit) -> None:
    visit.sign_in("ines")
    visit.search("kebnekrogen")
    visit.follow(visit.page.get_by_role("link", name="inspektion-kebnekrogen.pdf").first)
    visit.follow(visit.page.get_by_role("button", name="Maskad kopia"))


def test_drawn_chosen_seen_and_fetched(visit: Opener, home: Path) -> None:
    here = visit(still=True)
    page = here.page
    _begun(here)
    page.get_by_label("Bestämmelse för det som maskas").fill("OSL 21:1")  # not saved: it goes with the press
    page.get_by_label("Ord som ska maskas överallt").fill("Provgatan")
    here.follow(page.get_by_role("button", name="Maska orden"))
    assert page.get_by_text("Orden fanns på 1 ställe.").is_visible()
    svg = page.locator("svg[data-drawn]")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(box["x"] + 240, box["y"] + box["height"] * 0.64, steps=4)
    page.mouse.up()
    expect(page.get_by_text("Området är valt.")).to_be_visible()
    here.follow(page.get_by_role("button", name="Maska området"))
    assert page.locator("rect.masked-box").count() == 2
    piece = page.locator(".page-text [data-start]", has_text="Inspektionsrapport").first
    piece.dblclick()
    expect(page.locator("[data-words-quote]")).to_have_value("Inspektionsrapport")  # told after the press, not in it
    here.follow(page.get_by_role("button", name="Maska det valda"))
    assert page.locator("rect.masked-box").count() == 3
    here.follow(page.get_by_role("button", name="Ångra"))
    assert page.locator("rect.masked-box").count() == 2
    here.follow(page.get_by_role("button", name="Maska allt som föreslås", exact=True))
    here.follow(page.get_by_role("link", name="Så blir den"))
    picture = page.locator(".preview-sheets img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1190
    here.follow(page.get_by_role("link", name="Gå igenom och gör kopian"))
    assert violations(page, WHOLE) == []
    page.get_by_label("Lämnas till").fill("Provtidningen")
    here.follow(page.get_by_role("button", name="Gör den maskade kopian"))
    work(home)
    here.follow(page.get_by_role("link", name="Uppdatera"))
    with page.expect_download() as loading:
        page.get_by_role("link", name="Maskad kopia", exact=True).first.click()
    with pypdfium2.PdfDocument(io.BytesIO(Path(loading.value.path()).read_bytes())) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "Inspektionsrapport" in text
    assert not any(word in text for word in ("Provgatan", "Adam", "850412"))


def test_without_javascript(visit: Opener) -> None:
    here = visit(javascript=False, width=390)
    page = here.page
    _begun(here)
    assert page.get_by_role("button", name="Maska området").count() == 0
    page.get_by_label("Bestämmelse för det som maskas").fill("OSL 26:1")
    here.follow(page.get_by_role("button", name="Spara").first)
    page.get_by_label("Ord som ska maskas överallt").fill("tillsyn")
    here.follow(page.get_by_role("button", name="Maska orden"))
    page.locator(".redact-line input").nth(1).check()
    here.follow(page.get_by_role("button", name="Maska valda rader"))
    assert page.locator(".said-masked").count() >= 2
    here.follow(page.get_by_role("button", name="Maska hela sidan"))
    assert page.locator("rect.masked-box").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here.follow(page.get_by_role("link", name="Alla maskade kopior"))
    here.follow(page.get_by_role("button", name="Ta bort").first)
    assert page.get_by_role("heading", name="Inga maskade kopior än").count() <= 1
