"""The way of a case by keyboard alone, from signing in to the folder, with little room: nothing is clicked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Opener
from tests.faults.seeds import FULL
from tests.web.archive import PASSWORD

pytestmark = pytest.mark.browser

_MOST = 150  # steps of Tab to something on a page
_SEEN = """(at) => {
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return ringed && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
}"""


def _reach(page: Page, wanted: Locator) -> None:
    """Go on by Tab until it has the focus, which then is seen on the screen."""
    held = wanted.element_handle()
    for _step in range(_MOST):
        if held.evaluate("at => at === document.activeElement"):
            assert held.evaluate(_SEEN)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {wanted}")


def _press(page: Page, wanted: Locator) -> None:
    _reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _sign_in(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_label("Användarnamn")).to_be_focused()  # by itself, when the page is drawn
    for words in ("alva", PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_label("Ändamål", exact=True)).to_be_focused()
    page.keyboard.type("prov")
    page.keyboard.press("Tab")
    page.keyboard.type("PROV-3")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [320, 640] if FULL else [320])  # of 1280: 400 and 200 per cent
def test_from_search_to_folder(visit: Opener, width: int) -> None:
    opened = visit(width=width)
    page = opened.page
    _sign_in(page, opened.address)
    expect(page.get_by_label("Sökord")).to_be_focused()
    page.keyboard.type("Kebnekrogen")
    page.keyboard.press("Enter")
    expect(page.locator(".total")).to_contain_text("3 handlingar")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    _reach(page, page.locator("button[name=toggle][value='source:inspektioner']"))
    page.keyboard.press("Enter")
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    for key in ("j", "k"):
        page.keyboard.press(key)
        expect(page.locator("[data-hit]").first).to_be_focused()
    if "skannad" in page.locator("[data-hit]").first.inner_text():
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_contain_text("inspektion-kebnekrogen.pdf")
    with page.expect_navigation(url=re.compile("/3")):
        page.keyboard.press("N")
    _press(page, page.locator(".group li a", has_text="Kebnekrogen AB").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kebnekrogen AB")
    entity = page.url
    _press(page, page.get_by_role("button", name="Visa nätverket"))
    _press(page, page.get_by_role("link", name=re.compile("^Öppna .*Adam Provsson")))
    expect(page.locator("mark").first).to_be_visible()
    page.goto(entity)
    _reach(page, page.locator("#collect > summary"))
    page.keyboard.press("Enter")
    _reach(page, page.get_by_label("Namn på ny mapp"))
    page.keyboard.type(f"Krogen på {width}")
    _press(page, page.locator("#collect button[value=entity]"))
    _press(page, page.locator(".put-in a"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Krogen på {width}")
    expect(page.get_by_role("link", name="Kebnekrogen AB")).to_be_visible()
