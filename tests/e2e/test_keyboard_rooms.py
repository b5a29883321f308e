"""The rooms beside search by keyboard alone: Tab, Enter, Space, arrows and letters; nothing is clicked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Download, Locator, Page, expect

from models.settings import Settings
from models.store.store import Store
from search.index import Index
from search.indexing import drain
from tests.e2e.conftest import Opener
from tests.e2e.own_site import add_officer, served
from tests.e2e.test_extract_journey import PAPER
from tests.e2e.working import work_off
from tests.payment_papers import NORD
from tests.web import archive, payment_sheets
from tests.web.trying_site import CLAUSE, NOTE, REPORT, TIP

pytestmark = pytest.mark.browser

_MOST = 200  # steps of Tab to something on a page
_HERE = "(at) => [at.isConnected, at === document.activeElement]"
_SEEN = """(at) => {
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return ringed && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
}"""


@dataclass(frozen=True, slots=True)
class Place:
    address: str
    store: Store
    index: Index

    def work(self) -> None:
        """What a worker does meanwhile: every job that waits, and what follows it."""
        work_off(self.store, self.index)
        drain(self.store, self.index)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The small archive with sheets of payments and a paper about somebody; Polisen may ask the board's officer."""
    home = tmp_path_factory.mktemp("rooms") / "home"
    store = Store.open(Settings(home=home, sharing=(CLAUSE,), nlp_pipeline="rules"), create=True)
    archive.fill(store)
    payment_sheets.fill(store)
    archive.put(store, PAPER)
    add_officer(store, "siv")
    with served(store) as (address, index):
        yield Place(address, store, index)


@pytest.fixture
def address(place: Place) -> str:
    return place.address


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at the keyboard, without a pointer."""

    page: Page

    def reach(self, wanted: Locator, key: str = "Tab") -> None:
        """Go on until it has the focus, which then is seen on the screen."""
        held = wanted.element_handle()
        for _step in range(_MOST):
            if not (here := held.evaluate(_HERE))[0]:  # a part of the page was put anew
                held = wanted.element_handle()
            elif here[1]:
                assert held.evaluate(_SEEN), f"the focus is not seen: {wanted}"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"not reached by {key}: {wanted}")

    def press(self, wanted: Locator) -> None:
        """Press what leads to another page."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def send(self, field: Locator, words: str) -> None:
        self.write(field, words)
        self.press(field)

    def tick(self, box: Locator) -> None:
        self.reach(box)
        before = box.is_checked()
        self.page.keyboard.press("Space")
        assert box.is_checked() is not before

    def choose_next(self, choice: Locator, value: str) -> None:
        """The option below the one that is chosen."""
        self.reach(choice)
        self.page.keyboard.press("ArrowDown")
        expect(choice).to_have_value(value)

    def fetch(self, wanted: Locator) -> Download:
        self.reach(wanted)
        with self.page.expect_download() as loading:
            self.page.keyboard.press("Enter")
        return loading.value

    def go(self, menu: str, link: str) -> None:
        within = self.page.get_by_role("navigation", name=menu, exact=True)
        self.press(within.get_by_role("link", name=link, exact=True))

    def pause(self, place: Place) -> None:
        """Work is done, and one goes on from the first page."""
        self.page.goto(place.address)
        place.work()


def _sign_in(visit: Opener, name: str = "siv") -> Hands:
    opened = visit(still=True)
    hands = Hands(opened.page)
    opened.page.goto(opened.address)
    hands.write(opened.page.get_by_label("Användarnamn"), name)
    hands.write(opened.page.get_by_label("Lösenord"), archive.PASSWORD)
    hands.press(opened.page.get_by_role("button", name="Logga in"))
    hands.write(opened.page.get_by_label("Ändamål", exact=True), "prov utan mus")
    hands.write(opened.page.get_by_label("Ärende", exact=True), "PROV-7")
    hands.press(opened.page.get_by_role("button", name="Fortsätt"))
    return hands


def _text(fetched: Download) -> str:
    with pdfplumber.open(io.BytesIO(Path(fetched.path()).read_bytes())) as pdf:
        return " ".join(" ".join(each.extract_text() for each in pdf.pages).split())


def test_providers_and_a_situation_picture(visit: Opener, place: Place) -> None:
    hands = _sign_in(visit)
    page = hands.page
    hands.go("Huvudmeny", "Utförare")
    hands.write(page.get_by_label("Utförarens namn"), "omsorg")
    hands.choose_next(page.get_by_label("Ordning"), "sum")
    hands.press(page.get_by_role("button", name="Visa"))
    expect(page.get_by_role("rowheader").first).to_have_text(NORD)
    hands.press(page.get_by_role("link", name=NORD))
    expect(page.locator(".comparison").first).to_contain_text("Samma faktura bokförd mer än en gång")
    hands.press(page.get_by_role("link", name="2024-07", exact=True))
    expect(page.get_by_role("heading", name="Rader 2024-07")).to_be_visible()
    hands.press(page.get_by_role("button", name="Excel"))
    expect(page.get_by_role("cell", name="Utförarnas rader")).to_be_visible()

    hands.pause(place)
    hands.go("Huvudmeny", "Lägesbild")
    hands.send(page.get_by_label("Tema"), "föreläggande")
    expect(page.get_by_role("heading", name="Inga handlingar i perioden")).to_be_visible()
    hands.press(page.get_by_role("button", name="Visa året fram till dess"))
    expect(page.locator(".situation-total")).to_contain_text("1 handling")
    hands.press(page.locator(".situation-total button"))
    expect(page.locator(".total strong")).to_have_text("1")
    page.go_back()
    hands.press(page.get_by_role("button", name="Skapa PDF"))

    hands.pause(place)
    hands.go("Huvudmeny", "Jobb")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="lägesbilden"))
    assert "inspektion-kebnekrogen.pdf" in _text(hands.fetch(row.get_by_role("link", name="Hämta")))


def test_a_file_handed_in_and_a_masked_copy(visit: Opener, place: Place, tmp_path: Path) -> None:
    (tmp_path / "koloni.txt").write_text("Tillsyn av kolonilotterna.", encoding="utf-8")
    hands = _sign_in(visit)
    page = hands.page
    page.on("filechooser", lambda chooser: chooser.set_files(tmp_path / "koloni.txt"))  # the system's own, in a browser
    hands.go("Huvudmeny", "Arkiv")
    hands.choose_next(page.get_by_label("Källa"), payment_sheets.SHEETS.name)
    hands.reach(page.get_by_role("button", name="välj filer"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-all]")).to_contain_text("Filen är inlämnad")
    hands.press(page.get_by_role("link", name="Visa inläsningen"))
    place.work()
    page.reload()
    expect(page.locator("[data-cell=documents]")).to_have_text("1")
    hands.send(page.locator("#quick"), "kolonilotterna")
    expect(page.locator(".total")).to_contain_text("1 handling")

    page.goto(place.address)
    hands.write(page.get_by_label("Sökord"), "Kebnekrogen")
    page.keyboard.press("Enter")
    expect(page.locator(".total")).to_contain_text("handling")
    hands.press(page.locator("[data-hit]", has_text=REPORT))
    hands.press(page.get_by_role("button", name="Maskad kopia"))
    _mask(hands)
    hands.press(page.get_by_role("link", name="Gå igenom och gör kopian"))
    hands.write(page.get_by_label("Lämnas till"), "Provtidningen")
    hands.press(page.get_by_role("button", name="Gör den maskade kopian"))
    hands.pause(place)
    hands.go("Huvudmeny", "Jobb")
    text = _text(hands.fetch(page.get_by_role("link", name="Maskad kopia", exact=True)))
    assert "Inspektionsrapport" in text
    assert not any(word in text for word in ("Vid tillsyn", "Provgatan", "Adam", "850412"))


def _mask(hands: Hands) -> None:
    """Words, an area laid on the picture, a line, and all that is proposed."""
    page = hands.page
    masked = page.locator("rect.masked-box")
    hands.write(page.get_by_label("Bestämmelse för det som maskas"), "OSL 21:1")
    hands.send(page.get_by_label("Ord som ska maskas överallt"), "Provgatan")
    expect(page.get_by_text("Orden fanns på 1 ställe.")).to_be_visible()
    expect(masked).to_have_count(1)

    hands.reach(page.locator(".picture"))
    page.keyboard.press("Enter")
    area = page.locator(".drawn-box")
    before = {name: float(area.get_attribute(name) or 0) for name in ("x", "y", "width", "height")}
    for key in ("ArrowLeft", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    after = {name: float(area.get_attribute(name) or 0) - before[name] for name in before}
    assert after == pytest.approx({"x": -6, "y": 6, "width": 6, "height": -6}, abs=0.02)
    expect(page.get_by_text("Området är valt.")).to_be_visible()
    hands.press(page.get_by_role("button", name="Maska området"))
    expect(masked).to_have_count(2)

    hands.tick(page.locator(".redact-line input").nth(1))
    hands.press(page.get_by_role("button", name="Maska valda rader"))
    expect(page.locator(".said-masked", has_text="Vid tillsyn").first).to_be_visible()
    hands.press(page.get_by_role("button", name="Maska allt som föreslås", exact=True))
    expect(page.get_by_text("Allt som föreslås är avgjort.")).to_be_visible()


def test_a_register_extract(visit: Opener, place: Place) -> None:
    hands = _sign_in(visit)
    page = hands.page
    hands.go("Sekretess", "Registerutdrag")
    hands.write(page.get_by_label("Ert ärendenummer"), "R-12")
    hands.write(page.get_by_label("Varför uppgifterna behandlas"), "tillsyn av livsmedel")
    hands.write(page.get_by_label("Förnamn"), "Vilma")
    hands.write(page.get_by_label("Efternamn"), "Hemligsson")
    hands.write(page.get_by_label("Personnummer"), "19860412-2391")
    hands.press(page.get_by_role("button", name="Samla fynden"))
    place.work()
    page.reload()
    waits, now = page.get_by_role("link", name="Väntar"), page.locator(".is-current")
    for left, answer in ((4, "Ta med"), (3, "Ta med"), (2, "Någon annan")):
        expect(waits).to_contain_text(str(left))
        hands.press(now.get_by_role("button", name=answer))
    expect(waits).to_contain_text("1")
    hands.write(now.get_by_label("Bestämmelse"), "OSL 21:1")
    page.keyboard.press("Enter")  # takes nothing in
    hands.press(now.get_by_role("button", name="Undanta"))
    text = _text(hands.fetch(page.get_by_role("button", name="PDF")))
    assert "1 uppgift enligt OSL 21:1" in text
    assert "Persson" not in text


def test_a_request_and_its_trial(visit: Opener, place: Place) -> None:
    pal = _sign_in(visit, "pal")
    pal.go("Huvudmeny", "Begäran")
    pal.write(pal.page.get_by_label("Vad som begärs"), "Anteckningar om tillsyn")
    pal.press(pal.page.get_by_role("button", name="Skicka begäran"))
    hands = _sign_in(visit)
    page = hands.page
    hands.go("Sekretess", "Begäran")
    hands.press(page.get_by_role("link", name="Anteckningar om tillsyn"))
    hands.send(page.get_by_label("Sök handlingar att pröva"), "tillbaka")
    hands.tick(page.get_by_label(NOTE))
    hands.press(page.get_by_role("button", name="Lägg till de valda"))
    hands.press(page.get_by_role("link", name="Pröva i följd"))
    expect(page.locator("#preview")).to_be_focused()  # it comes by itself, and takes the focus
    hands.reach(page.get_by_role("button", name="Ta bort ur begäran"), "Shift+Tab")
    questions = page.locator("[data-question]")
    for number in range(questions.count()):
        hands.tick(questions.nth(number).locator("input").first)
    hands.write(page.get_by_label("Skada eller men"), "Ringa, mot brottet.")
    hands.write(page.locator("#ground"), "OSL 26:1")
    page.keyboard.press("Enter")  # releases nothing
    hands.press(page.get_by_role("button", name="Lämna ut hel"))
    hands.press(page.get_by_role("button", name="Skicka beslutet"))
    expect(page.get_by_role("heading", name="Utlämnat")).to_be_visible()
    pal.page.reload()
    expect(pal.page.get_by_role("heading", name="Utlämnat")).to_be_visible()


def test_a_rule_of_retention_and_its_order(visit: Opener, place: Place) -> None:
    hands = _sign_in(visit)
    page = hands.page
    hands.go("Huvudmeny", "Arkiv")
    hands.go("Arkiv", "Gallring")
    hands.press(page.get_by_role("link", name="Till reglerna"))
    hands.choose_next(page.get_by_label("Källa"), archive.MILJO.name)
    hands.write(page.get_by_label("År", exact=True), "1")
    hands.tick(page.get_by_label("efter utgången av det året"))
    hands.write(page.get_by_label("Stöd"), "DHP 2025 punkt 4.2")
    hands.press(page.get_by_role("button", name="Lägg till regeln"))
    hands.go("Gallring", "Att gallra")
    hands.press(page.get_by_role("link", name="inspektioner, alla handlingstyper"))
    hands.tick(page.get_by_label(f"Välj {TIP}"))
    hands.press(page.get_by_role("button", name="Välj de markerade"))
    hands.write(page.get_by_label("Skriv"), "gallra 1 handling")
    hands.press(page.get_by_role("button", name="Gallra"))
    expect(page.get_by_role("status")).to_contain_text("0 av 1")
    hands.pause(place)
    hands.go("Huvudmeny", "Arkiv")
    hands.go("Arkiv", "Gallring")
    hands.go("Gallring", "Beslut")
    expect(page.get_by_role("cell", name="DHP 2025 punkt 4.2")).to_be_visible()
    hands.press(page.locator("tbody th a"))
    expect(page.get_by_role("status")).to_contain_text("1 av 1")
