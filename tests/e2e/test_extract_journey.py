"""A register extract in a browser: asked for, gone through by keys, taken out; a request recorded on a telephone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import expect

from models.mention import Label
from models.settings import Settings
from models.store.store import Store
from tests.e2e.axe import WHOLE, violations
from tests.e2e.conftest import Opener, Visit
from tests.e2e.own_site import add_officer, served
from tests.e2e.working import work
from tests.web import archive

pytestmark = pytest.mark.browser
TEXTS = (
    "Vilma Hemligsson (860412-2391) ringde om frysen med Bo Persson. Hemligsson återkommer.",
    "Vilma Hemligsson (620101-1111) är en annan. Mötet leddes av V. Hemligsson.",
)
PAPER = archive.Paper(
    archive.MILJO, "samtal.pdf", "", None, TEXTS, ((Label.PERSON, "Bo Persson", "Bo Persson"),), pictures=False
)


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def own_address(own_home: Path) -> Iterator[str]:
    """The small archive with a paper about somebody and a namesake, and the board's officer."""
    store = Store.open(Settings(home=own_home), create=True)
    archive.fill(store)
    archive.put(store, PAPER)
    add_officer(store, "siv")
    with served(store) as (found, _):
        yield found


def _signed_in(visit: Opener, address: str, **shape: object) -> Visit:
    opened = visit(**shape)
    opened.address = address
    opened.sign_in("siv")
    return opened


def _ask(siv: Visit, surname: str) -> None:
    page = siv.page
    siv.follow(page.get_by_role("link", name="Registerutdrag"))
    if not page.get_by_label("Ert ärendenummer").is_visible():
        page.locator("summary", has_text="Nytt utdrag").click()
    page.get_by_label("Ert ärendenummer").fill("R-12")
    page.get_by_label("Varför uppgifterna behandlas").fill("tillsyn av livsmedel")
    page.get_by_label("Förnamn").fill("Vilma")
    page.get_by_label("Efternamn").fill(surname)
    page.get_by_label("Personnummer").fill("19860412-2391")
    siv.follow(page.get_by_role("button", name="Samla fynden"))
    expect(page.get_by_role("heading", name="Fynden samlas")).to_be_visible()


def _fits(siv: Visit) -> bool:
    wide = siv.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)


def test_from_the_question_to_the_file(visit: Opener, own_address: str, own_home: Path) -> None:
    siv = _signed_in(visit, own_address)
    page = siv.page
    _ask(siv, "Hemligsson")
    work(own_home)
    page.reload()
    assert violations(page, WHOLE) == []
    waits = page.get_by_role("link", name="Väntar")
    expect(waits).to_contain_text("4")
    for key in ("a", "a", "r"):
        with page.expect_navigation():
            page.keyboard.press(key)
    expect(waits).to_contain_text("1")
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(waits).to_contain_text("2")
    with page.expect_navigation():
        page.keyboard.press("r")
    page.get_by_label("Bestämmelse").first.fill("OSL 21:1")
    siv.follow(page.get_by_role("button", name="Undanta").first)
    with page.expect_download() as fetched:
        page.get_by_role("button", name="PDF").click()
    with pdfplumber.open(io.BytesIO(Path(fetched.value.path()).read_bytes())) as pdf:
        text = "\n".join(each.extract_text() for each in pdf.pages)
    assert "Vilma Hemligsson (860412-2391) ringde om frysen med [namn]." in " ".join(text.split())
    assert "1 uppgift enligt OSL 21:1" in text
    assert "Persson" not in text
    telephone = _signed_in(visit, own_address, width=390, javascript=False, dark=True)
    _on_a_telephone(telephone, own_home)


def _on_a_telephone(siv: Visit, home: Path) -> None:
    """Somebody whom the archive does not know: an extract all the same; a request is recorded and decided."""
    page = siv.page
    _ask(siv, "Finnsinte")
    assert _fits(siv)
    work(home)
    siv.follow(page.get_by_role("link", name="Alla utdrag"))
    assert _fits(siv)
    siv.follow(page.get_by_role("link", name="R-12").last)
    assert _fits(siv)
    page.locator("summary", has_text="Anteckna en begäran").click()
    page.get_by_label("Vad som begärs").fill("Radera allt")
    siv.follow(page.get_by_role("button", name="Anteckna").last)
    page.locator("summary", has_text="Anteckna beslutet").click()
    page.get_by_label("Skäl").fill("Arkivlagen")
    siv.follow(page.get_by_role("button", name="Anteckna", exact=True).first)
    expect(page.get_by_text("Arkivlagen")).to_be_visible()
    assert _fits(siv)
