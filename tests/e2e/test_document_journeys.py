"""The document page by hand and by keyboard: the picture, the text beside it in step, hits, uncertain words, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from models.document import Field, PageMethod
from models.document import Page as Sheet
from models.layout import Block, BlockKind, Layout
from models.mention import Label, Mention
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.e2e.conftest import Opener, Visit
from tests.processes import wait_until
from tests.serving import serving
from tests.web import archive
from tests.web.readings import put_read, scanned, sheet, spans
from web.app import create_app

_HIGHER_THAN = """share => {
  const found = document.querySelector(".in-step");
  if (!found) { return null; }
  const line = found.getBoundingClientRect();
  const picture = document.querySelector(".picture svg").getBoundingClientRect();
  return (line.top - picture.top) / picture.height < share;
}"""
_LOWER_THAN = _HIGHER_THAN.replace("< share", "> share")
_HALFWAY = 0.5
_ROLLED = """([selector, share]) => {
  const frame = document.querySelector(selector), end = Math.round(share * (frame.scrollHeight - frame.clientHeight));
  frame.scrollTop = Math.abs(frame.scrollTop - end) < 2 ? end + (share > 0.5 ? -3 : 3) : end;
}"""
_LOOK, _LOOKS = 50, 6  # milliseconds: all looks take longer than a frame that was led does not lead (pointing.js)
_MIDDLE = """(box) => {
  const whole = document.querySelector(".picture svg").getBoundingClientRect(), part = box.getBoundingClientRect();
  const across = (part.left + part.width / 2 - whole.left) / whole.width;
  return [across, (part.top + part.height / 2 - whole.top) / whole.height];
}"""
LINES = [f"Rad {number} om vattenskadan i källaren, enligt anteckning." for number in range(1, 31)]
FIRST = "\n".join(["Besiktning av Almgården", *LINES, "Sist stod Almgården tom."])
SECOND = "Sammanställning\nRum\tSkada\nKök\tfukt\nHall\tmögel\nÄrende BYGG 2024-77, Almgården"
THIRD = "Handskrivet.\nSlut för Almgården."
MIDDLE = "Ingenting här."


def _table() -> Layout:
    blocks = list[Block]()
    for row, line in enumerate(("Rum\tSkada", "Kök\tfukt", "Hall\tmögel"), 1):
        ((start, end),) = spans(SECOND, line)
        tab = start + line.index("\t")
        blocks.append(Block(start, end, BlockKind.ROW, f"tabell 1, rad {row}"))
        for column, span in ((1, (start, tab)), (2, (tab + 1, end))):
            blocks.append(Block(*span, BlockKind.CELL, f"tabell 1, rad {row}, kolumn {column}"))
    return Layout(tuple(blocks))


def _fill(store: Store) -> None:
    archive.fill(store)
    unsure = {"vattenskadan": 0.4, "källaren,": 0.7, "anteckning.": 0.85}
    pages = [
        scanned(store, FIRST, unsure),
        scanned(store, SECOND, {}, 2, _table()),
        scanned(store, MIDDLE, {}, 3),
        scanned(store, THIRD, {"Handskrivet.": 0.2}, 4),
    ]
    ((start, end),) = spans(SECOND, "BYGG 2024-77")
    names = [
        Mention(Label.LOC, number, *span, "Almgården", "Almgården", 0.9, "prov")
        for number, text in ((1, FIRST), (2, SECOND), (4, THIRD))
        for span in spans(text, "Almgården")
    ]
    case = Field("case_number", "BYGG 2024-77", "BYGG 2024-77", 2, start, end)
    put_read(store, "besiktning.tif", pages, mentions=names, fields=[case], day=date(2024, 4, 2))
    rows = [("Utförare", "Belopp"), ("Almgårdens omsorg AB", "12 500")]
    put_read(store, "utbetalningar.csv", [sheet(rows)], media_type="text/csv")
    for number in (1, 2):
        told = {
            "message_id": f"<{number}@prov.example>",
            "subject": f"Fråga {number} om pannan",
            "date": f"2024-05-0{number}",
        }
        told |= {"in_reply_to": "<1@prov.example>"} if number == 2 else {}
        brev = Sheet(1, PageMethod.TEXT, "file_text", f"Pannan, brev {number}.", 1.0)
        put_read(store, f"panna{number}.eml", [brev], media_type="message/rfc822", facts=told)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an archive with a scanned survey is served."""
    settings = Settings(home=tmp_path_factory.mktemp("document") / "home")
    store = Store.open(settings, create=True)
    _fill(store)
    index = open_index(settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as found:
        yield found
    index.close()
    store.close()


def _open(opened: Visit, query: str = "Almgården", name: str = "besiktning.tif") -> Page:
    opened.sign_in()
    opened.search(query)
    opened.follow(opened.page.get_by_role("link", name=name, exact=True))
    opened.page.wait_for_load_state("networkidle")
    return opened.page


def _share(page: Page, selector: str = ".hit-box") -> tuple[float, float]:
    """Where the middle of the first box lies in the picture, as shares of its width and height; both are looked at in
    one moment, as the picture may roll."""
    across, down = page.locator(selector).first.evaluate(_MIDDLE)
    return float(across), float(down)


def _roll(page: Page, selector: str, share: float, until: Callable[[], object]) -> None:
    """Roll a frame to its beginning (0) or end (1), anew where it had just been led by the other and did not lead."""

    def is_led() -> bool:
        page.evaluate(_ROLLED, [selector, share])
        for _look in range(_LOOKS):
            page.wait_for_timeout(_LOOK)
            if until():
                return True
        return False

    assert wait_until(is_led)


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_the_boxes_follow_the_picture_at_every_size_and_turn(visit: Opener) -> None:
    page = _open(visit())
    across, down = _share(page)
    turned = {0: (across, down), 90: (1 - down, across), 180: (1 - across, 1 - down), 270: (down, 1 - across)}
    for key in ("+", "+", "-", "0"):
        page.keyboard.press(key)
        assert _share(page) == pytest.approx(turned[0], abs=0.004)
    for press in ("Hel sida", "100 %", "Större", "Mindre", "Bredd"):
        page.get_by_role("link", name=press).click()
        assert _share(page) == pytest.approx(turned[0], abs=0.004)
        _fits(page)
    for degrees in (90, 180, 270, 0):
        page.keyboard.press("r")
        assert _share(page) == pytest.approx(turned[degrees], abs=0.004)
        _fits(page)
    page.keyboard.press("r")
    page.get_by_role("link", name="100 %").click()
    page.keyboard.press("n")  # what was chosen goes on to the next page
    expect(page.locator(".tools-turn")).to_contain_text("Sida 2 av 4")
    assert re.search(r"zoom=100&turn=90|turn=90&zoom=100", page.url)
    assert page.locator(".picture svg").get_attribute("data-turned") == "90"


def test_the_picture_is_dragged_and_a_press_is_no_drag(visit: Opener) -> None:
    page = _open(visit())
    page.get_by_role("link", name="100 %").click()
    page.keyboard.press("+")
    place = page.locator(".picture").bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    before = page.evaluate("document.querySelector('.picture').scrollTop")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y - 120, steps=4)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.picture').scrollTop") == pytest.approx(before + 120, abs=3)


def test_hit_by_hit_across_pages_and_from_text_to_picture_and_back(visit: Opener) -> None:
    page = _open(visit())
    count = page.locator("[data-hit-count]")
    expect(count).to_have_text("Träff 1 av 2 på sidan")
    page.keyboard.press("N")
    expect(count).to_have_text("Träff 2 av 2 på sidan")
    expect(page.locator(".spot.hit.here")).to_be_in_viewport()
    page.keyboard.press("N")
    expect(page.locator(".tools-turn")).to_contain_text("Sida 2 av 4")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("P")
    expect(page.locator(".tools-turn")).to_contain_text("Sida 1 av 4")
    expect(count).to_have_text("Träff 2 av 2 på sidan")

    page.locator(".spot.hit").first.focus()
    expect(page.locator("[data-told]")).to_have_text("Träff: Almgården – 97 procents säkerhet")
    page.keyboard.press("Enter")
    assert page.evaluate("[...CSS.highlights.get('point')].map(String)") == ["Almgården"]
    page.keyboard.press("ArrowRight")
    expect(page.locator(".spot.hit").nth(1)).to_be_focused()

    page.locator(".page-text mark").last.hover()
    assert _share(page, ".point") == pytest.approx(_share(page, ".spot.hit >> nth=1"), abs=0.01)
    page.get_by_text("Rad 30 om").click()
    expect(page.locator(".point")).to_be_in_viewport()


def test_text_and_picture_go_in_step(visit: Opener) -> None:
    page = _open(visit())
    _roll(page, ".text", 1, lambda: page.evaluate(_LOWER_THAN, _HALFWAY))
    expect(page.locator(".in-step")).to_be_in_viewport()
    _roll(page, ".text", 0, lambda: page.evaluate(_HIGHER_THAN, _HALFWAY))
    page.keyboard.press("+")
    page.keyboard.press("+")
    _roll(page, ".picture", 1, lambda: page.evaluate("document.querySelector('.text').scrollTop > 50"))


def test_uncertain_words_tables_fields_and_a_citation(visit: Opener) -> None:
    opened = visit()
    page = _open(opened)
    expect(page.locator(".legend-step")).to_have_text(["något osäkert", "osäkert", "mycket osäkert"])
    assert page.locator(".page-text .unsure-3").count() == 30
    tint = page.locator(".unsure-box").first
    expect(tint).to_be_visible()
    page.locator(".tint").first.hover()
    expect(page.locator("[data-told]")).to_have_text("”vattenskadan” – mycket osäkert, 40 procents säkerhet")
    page.get_by_role("button", name="Visa osäkra ord").click()
    expect(tint).to_be_hidden()
    page.get_by_role("button", name="Visa osäkra ord").click()
    page.get_by_text("90 osäkra ord på sidan").click()
    page.locator(".unsure-list a").first.click()
    expect(page.locator(".point")).to_have_count(1)

    opened.follow(page.locator(".fields").get_by_role("link", name="s. 2"))  # what is chosen is heard by its scripts
    expect(page.locator(".tools-turn")).to_contain_text("Sida 2 av 4")
    expect(page.locator(".field-spot.pointed")).to_be_visible()
    expect(page.locator(".told-table tr").nth(1).locator("td")).to_have_text(["Kök", "fukt"])

    page.get_by_text("Sammanställning").dblclick()
    page.context.grant_permissions(["clipboard-write"])
    page.get_by_role("button", name="Kopiera hänvisningen").click()
    expect(page.locator("[data-cite-said]")).to_have_text("Kopierad med det markerade")
    expect(page.locator("#citation")).to_have_value(
        "besiktning.tif, s. 2. Övrigt, BYGG 2024-77, 2024-04-02. Källa: inspektioner, Miljönämnden.\n”Sammanställning”"
    )


def test_small_pages_and_the_page_that_was_asked_for(visit: Opener) -> None:
    page = _open(visit())
    small = page.locator(".small-page")
    expect(small).to_have_count(4)
    small.last.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.small-page')].every((one) => one.complete && one.naturalWidth > 40)"
    )
    page.get_by_label("Gå till sida").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator(".tools-turn")).to_contain_text("Sida 4 av 4")
    expect(page.get_by_text("Slut för")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_picture_text_or_both(visit: Opener, width: int) -> None:
    page = _open(visit(width=width))
    picture, text = page.locator(".picture"), page.locator(".text")
    for press, shown in (("t", (False, True)), ("i", (True, False)), ("b", (True, True))):
        page.keyboard.press(press)
        assert (picture.is_visible(), text.is_visible()) == shown
        _fits(page)
    one, other = picture.bounding_box(), text.bounding_box()
    assert one is not None
    assert other is not None
    beside = one["x"] + one["width"] <= other["x"]
    assert beside == (width == 1440)
    page.get_by_role("link", name="Text", exact=True).click()
    page.wait_for_url(re.compile("view=text"))
    page.reload()
    assert (picture.is_visible(), text.is_visible()) == (False, True)


def test_rows_of_a_file_and_the_mails_of_a_thread(visit: Opener) -> None:
    opened = visit()
    page = _open(opened, "omsorg", "utbetalningar.csv")
    expect(page.locator(".told-table th[scope=col]")).to_have_text(["Utförare", "Belopp"])
    expect(page.locator(".told-table mark")).to_have_text("omsorg")
    page.keyboard.press("N")  # the only hit: it stays
    expect(page.locator(".told-table mark")).to_be_visible()
    opened.search("pannan")
    opened.follow(page.locator("[data-hit]").filter(has_text="panna2.eml"))
    expect(page.locator(".thread li")).to_have_count(2)
    opened.follow(page.locator(".thread").get_by_role("link", name="Fråga 1 om pannan"))
    expect(page.get_by_text("Pannan, brev 1.")).to_be_visible()


def test_without_javascript_it_is_links(visit: Opener) -> None:
    opened = visit(javascript=False)
    page = _open(opened)
    before = _share(page)
    for press in ("Större", "Hel sida", "100 %"):
        opened.follow(page.get_by_role("link", name=press))
        assert _share(page) == pytest.approx(before, abs=0.004)
    opened.follow(page.get_by_label("Vrid ett kvarts varv"))
    assert _share(page) == pytest.approx((1 - before[1], before[0]), abs=0.004)
    opened.follow(page.get_by_role("link", name="Text", exact=True))
    expect(page.locator(".picture")).to_be_hidden()
    opened.follow(page.get_by_role("link", name="Båda"))
    opened.follow(page.get_by_role("button", name="Visa osäkra ord"))
    expect(page.locator(".unsure-box").first).to_be_hidden()
    expect(page.locator("#citation")).to_have_value(re.compile("^besiktning.tif, s. 1"))
    expect(page.get_by_role("button", name="Kopiera hänvisningen")).to_be_hidden()
    opened.follow(page.locator(".fields").get_by_role("link", name="s. 2"))
    expect(page.locator(".field-spot.pointed")).to_be_visible()
    page.get_by_label("Gå till sida").fill("3")
    page.get_by_role("button", name="Gå", exact=True).click()
    expect(page.locator(".tools-turn")).to_contain_text("Sida 3 av 4")


def test_nothing_of_the_page_is_kept_in_the_browser(visit: Opener) -> None:
    page = _open(visit())
    page.get_by_text("Rad 3 om").dblclick()
    page.keyboard.press("r")
    kept = page.evaluate("JSON.stringify([location.href, document.title, localStorage, sessionStorage, history.state])")
    assert not re.search("Almg|Rad|vatten", kept)
