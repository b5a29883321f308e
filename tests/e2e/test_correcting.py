"""Correcting in place on a real server: words are marked, names judged in the dialog, a round answered by keys.

All of it can be taken back, and the facets show it on the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from models.settings import Settings
from models.store.store import Store
from search import following
from search.backends import open_index
from search.indexing import drain
from tests.e2e.conftest import PATIENCE, Visit
from tests.serving import serving
from tests.web import archive, judged_papers
from tests.web.pace import UNHURRIED
from web.app import create_app

Place = tuple[str, dict[str, str]]
_SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector(".page-text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) {
      document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
      document.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
      return;
    }
  }
  throw new Error("not there");
}"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A server of the test's own, where it is, and document ids by file name.

    Nobody else drains: the index follows each judgement at once, however slow the machine is.
    """
    for limit in ("_LONGEST", "_PATIENCE"):
        monkeypatch.setattr(following, limit, 60.0)
    settings = Settings(home=tmp_path / "home", limits=UNHURRIED)
    store = Store.open(settings, create=True)
    ids = archive.fill(store) | judged_papers.fill(store)
    index = open_index(settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as address:
        yield address, ids
    index.close()
    store.close()


@pytest.fixture
def visit(browser: Browser, place: Place) -> Iterator[Visit]:
    """Ines at her browser, which must not complain."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), place[0])
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    visit.sign_in("ines")
    yield visit
    context.close()
    assert visit.complaints == []


def _facet(page: Page, address: str, title: str) -> list[str]:
    """The values of a facet as a search of everything shows them now."""
    shown = page.context.new_page()
    shown.goto(address)
    shown.get_by_label("Sökord").fill("")
    with shown.expect_navigation():
        shown.get_by_role("button", name="Sök", exact=True).click()
    facet = shown.locator("details.facet", has=shown.locator("summary", has_text=title)).first
    found = [each.strip() for each in facet.locator(".value-label").all_text_contents()]
    shown.close()
    return found


def _say(visit: Visit, button: str, why: str) -> None:
    """Give a reason in the dialog's form that has this button, and press it."""
    form = visit.page.locator("#correct form", has=visit.page.get_by_role("button", name=button, exact=True))
    form.get_by_label("Varför").fill(why)
    visit.follow(form.get_by_role("button", name=button, exact=True))


def _undo(visit: Visit) -> None:
    visit.follow(visit.page.locator(".judged-now").get_by_role("button", name="Ångra"))
    expect(visit.page.locator(".judged-now")).to_contain_text("Ångrat.")


def test_a_name_is_marked_judged_made_one_parted_and_taken_back(visit: Visit, place: Place) -> None:
    page, (address, ids) = visit.page, place
    document = f"{address}/d/{ids['besök.pdf']}/1"
    dialog = page.locator("#correct")

    page.goto(document)  # a name after a sign of two UTF-16 units is marked where it stands
    page.evaluate(_SELECT, ["Anna Bergkvist"])
    page.locator(".mark-as").get_by_role("button", name="Person").click()
    expect(dialog.locator("mark")).to_have_text("Anna Bergkvist")
    _say(visit, "Markera", "hon som ringde")
    marked = page.locator(".mention.judged-mention")
    expect(marked).to_have_text("Anna Bergkvist")
    expect(page.locator(".judged-now")).to_contain_text("Sökningens filter är uppdaterade.")
    assert "Anna Bergkvist" in _facet(page, address, "Personer")

    marked.focus()  # by the keyboard: who judged it and why, another type, and back
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Hon som ringde. Ines Inspektör")
    dialog.get_by_text("Är av en annan typ").click()
    dialog.get_by_label("Typ").select_option(label="Organisation")
    _say(visit, "Byt typ", "en firma")
    assert "Anna Bergkvist" in _facet(page, address, "Organisationer")
    _undo(visit)
    assert "Anna Bergkvist" not in _facet(page, address, "Organisationer")
    assert "Anna Bergkvist" in _facet(page, address, "Personer")

    page.locator(".mention", has_text="Johan Andersson").first.click()  # the same as his namesake, and not
    dialog.get_by_role("link", name="Samma som någon annan").click()
    dialog.get_by_label("Johan Andersson").check()
    _say(visit, "De är samma", "samma man")
    assert _facet(page, address, "Personer").count("Johan Andersson") == 1
    page.locator(".mention", has_text="Johan Andersson").first.click()
    dialog.get_by_role("link", name="Skilj ut ställen").click()
    expect(dialog.get_by_role("checkbox").and_(dialog.locator(":checked"))).to_have_count(1)
    _say(visit, "De är någon annan", "två män")
    assert _facet(page, address, "Personer").count("Johan Andersson") == 2
    _undo(visit)
    assert _facet(page, address, "Personer").count("Johan Andersson") == 1

    page.locator(".mention", has_text="Diskbänken").click()  # looked for by a part of a name, which no address tells
    dialog.get_by_role("link", name="Samma som någon annan").click()
    dialog.get_by_label("Del av namnet").fill("adam")
    dialog.get_by_role("button", name="Sök").click()
    expect(dialog.get_by_label("Adam Provsson")).to_be_visible()
    dialog.get_by_role("link", name="Tillbaka").click()
    dialog.get_by_text("Lägg till ett namn").click()
    dialog.get_by_label("Kallas också").fill("Bänken")
    _say(visit, "Lägg till", "så kallas den")
    expect(page.locator(".judged-now")).to_contain_text("”Bänken”: kallas också")
    page.locator(".mention", has_text="Diskbänken").click()
    _say(visit, "Inget namn någonstans", "inredning")
    expect(page.locator(".mention", has_text="Diskbänken")).to_have_count(0)
    assert "Diskbänken" not in _facet(page, address, "Personer")
    _undo(visit)
    assert "Diskbänken" in _facet(page, address, "Personer")
    kept = page.evaluate("JSON.stringify([location.href, document.title, localStorage, sessionStorage])")
    assert not re.search("Bänken|Andersson|adam", kept)


def test_a_dialog_that_is_refused_says_why_and_is_left_by_escape(visit: Visit, place: Place) -> None:
    page, (address, ids) = visit.page, place
    page.goto(f"{address}/d/{ids['besök.pdf']}/1")
    name = page.locator(".mention", has_text="Johan Andersson").first
    name.click()
    dialog = page.locator("#correct")
    expect(dialog.get_by_label("Varför").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(name).to_be_focused()
    page.get_by_text("Markera ett namn i texten").click()
    page.get_by_label("Orden, som de står på sidan").fill("Cecilia Saknas")
    page.get_by_role("button", name="Fortsätt").click()
    expect(dialog.get_by_role("alert").first).to_contain_text("Orden står inte på sidan")


def test_a_round_is_answered_by_keys(visit: Visit, place: Place) -> None:
    page, (address, _) = visit.page, place
    page.goto(f"{address}/att-se-over")
    visit.follow(page.get_by_role("link", name="Förslag att bedöma"))
    visit.follow(page.get_by_role("button", name="Börja med allt"))

    def press(key: str) -> None:
        page.wait_for_load_state()
        with page.expect_navigation():
            page.keyboard.press(key)

    expect(page.locator(".round-place")).to_have_text("1 av 2")
    expect(page.locator("mark.side-one").first).to_have_text("Johan Andersson")
    expect(page.locator("mark.side-other").first).to_have_text("Johan Andersson")
    press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Är det här ett namn, av rätt typ?")
    press("k")
    press("a")
    expect(page.locator(".round-place")).to_have_text("2 av 2")
    assert _facet(page, address, "Personer").count("Johan Andersson") == 1
    page.reload()
    expect(page.locator(".round-place")).to_have_text("2 av 2")
    press("z")
    expect(page.locator(".round-place")).to_have_text("1 av 2")
    assert _facet(page, address, "Personer").count("Johan Andersson") == 2
    press("r")
    page.get_by_label("Varför").fill("arasz")  # keys that are typed are words
    expect(page.get_by_label("Varför")).to_have_value("arasz")
    page.get_by_label("Varför").blur()
    press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Omgången är klar")
    assert "Diskbänken" not in _facet(page, address, "Personer")
