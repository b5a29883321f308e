"""The network in a real browser: drawn under our policy, pressed on in place, opened, saved; by keyboard; no script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opener, Visit

_COUNT = """() => {
  const held = document.querySelector(".graph-canvas")._cyreg.cy;
  return [held.nodes().length, held.edges().length];
}"""
_AT = """(name) => {
  const held = document.querySelector(".graph-canvas")._cyreg.cy;
  const found = held.nodes().filter((node) => node.data("name") === name)[0];
  const frame = document.querySelector(".graph-canvas").getBoundingClientRect();
  const { x, y } = found.renderedPosition();
  return { x: frame.x + x, y: frame.y + y };
}"""
_BETWEEN = """([one, other]) => {
  const held = document.querySelector(".graph-canvas")._cyreg.cy;
  const node = (name) => held.nodes().filter((each) => each.data("name") === name)[0];
  const edge = node(one).edgesWith(node(other))[0];
  edge.select();
  return edge.id().length;
}"""
_NAMED = """async (wanted) => {
  const held = document.querySelector(".graph-canvas")._cyreg.cy;
  const sizes = () => [...new Set(held.nodes(".named").map(
    (node) => Math.round(node.numericStyle("font-size") * held.zoom())))];
  for (let frame = 0; frame < 2000 && String(sizes()) !== String(wanted); frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  return sizes();
}"""  # a moment after the last press they are chosen anew; between two slow presses too
_CHOSEN = """() => document.querySelector(".graph-canvas")._cyreg.cy.$(":selected").length"""
_VIEW = """() => {
  const held = document.querySelector(".graph-canvas")._cyreg.cy;
  return [held.zoom(), held.pan().x, held.pan().y].map((each) => Math.round(each * 100) / 100);
}"""


def _begin(opened: Visit) -> Page:
    """From the entity's page to its network."""
    page = opened.page
    opened.sign_in()
    page.goto(f"{opened.address}/natverk")
    page.get_by_label("Lägg till någon eller något").fill("kebne")
    opened.follow(page.locator(".network-find").get_by_role("button", name="Sök"))
    opened.follow(page.get_by_role("button", name="Lägg till Kebnekrogen AB"))
    return page


def _drawn(page: Page, nodes: int) -> None:
    expect(page.locator(f"#graph[data-ready='{nodes}']")).to_be_visible()


def test_it_is_drawn_and_pressed_on_in_place(visit: Opener) -> None:
    opened = visit()
    page = _begin(opened)
    _drawn(page, 4)
    assert page.evaluate(_COUNT) == [4, 4]
    page.evaluate("window.stays = true")

    at = page.evaluate(_AT, "Bertil Exempel")
    page.mouse.click(at["x"], at["y"])
    expect(page.locator("#chosen h2")).to_have_text("Bertil Exempel")
    page.locator("#chosen").get_by_role("button", name="Ta bort").click()
    _drawn(page, 4)
    expect(page.get_by_role("heading", name="Borttagna")).to_be_visible()
    assert page.evaluate(_COUNT) == [3, 2]
    assert re.fullmatch(rf"{opened.address}/natverk/[0-9a-f]{{32}}", page.url)
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("heading", name="Borttagna")).to_have_count(0)
    assert page.evaluate(_COUNT) == [4, 4]
    page.get_by_role("button", name="Gör om").click()
    expect(page.get_by_role("heading", name="Borttagna")).to_be_visible()
    page.get_by_role("button", name="Ta tillbaka Bertil Exempel").click()
    expect(page.get_by_role("heading", name="Borttagna")).to_have_count(0)

    page.evaluate(_BETWEEN, ["PRV01A", "Kebnekrogen AB"])
    expect(page.locator("#chosen mark").first).to_have_text("PRV 01A")
    expect(page.locator("#chosen .where").first).to_contain_text("pm-fordon.pdf")

    page.get_by_text("Slag av namn", exact=True).first.click()
    page.locator(".network-filter").get_by_label("Fordon").uncheck()
    page.locator(".network-filter").get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator(".network-told")).to_contain_text("3 namn")
    assert page.evaluate(_COUNT)[0] == 3
    page.evaluate("location.hash = 'main'")  # as the link past the header does
    page.go_back()
    assert page.evaluate("window.stays") is True  # the page was never left
    page.go_back()
    expect(page.locator(".network-told")).to_contain_text("4 namn")


def test_it_is_saved_as_picture_and_file(visit: Opener) -> None:
    opened = visit()
    page = _begin(opened)
    _drawn(page, 4)
    for name, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbf"), ("GraphML", b"<?xml")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        assert download.value.suggested_filename == f"natverk.{name.lower()}"
        content = download.value.path().read_bytes()
        assert content.startswith(begins)
        if name == "SVG":
            assert "Bertil Exempel" in content.decode()
            assert "<script" not in content.decode()


def test_by_keyboard_in_the_dark_with_less_motion(visit: Opener) -> None:
    opened = visit(dark=True)
    opened.page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    page = _begin(opened)
    _drawn(page, 4)
    canvas = page.locator(".graph-canvas")
    canvas.focus()
    before = page.evaluate(_VIEW)
    page.keyboard.press("+")
    assert page.evaluate(_VIEW)[0] > before[0]
    page.keyboard.press("0")
    assert page.evaluate(_VIEW) == before
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(_VIEW)[1] == before[1] + 60
    assert page.evaluate(_NAMED, []) == []  # near, each has its name
    for _ in range(6):
        page.keyboard.press("-")
    assert page.evaluate(_NAMED, [11]) == [11]  # from afar those that have room, as large as near
    page.keyboard.press("0")
    shown = page.get_by_role("button", name="Visa i bilden Bertil Exempel")
    shown.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chosen h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Fäll ut", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".badge", has_text="utfälld")).to_have_count(2)
    assert page.evaluate(_CHOSEN) == 0  # a press on the same chooses it again
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 27)"


def test_without_script_the_tables_say_it_all(visit: Opener) -> None:
    opened = visit(javascript=False, width=390)
    page = _begin(opened)
    expect(page.locator("#graph")).to_be_hidden()
    expect(page.locator(".network-told")).to_contain_text("4 namn, 4 samband")
    opened.follow(page.get_by_role("button", name="Fäll ut Adam Provsson"))
    expect(page.locator(".badge", has_text="utfälld")).to_have_count(2)
    page.locator(".network-ways").get_by_label("Från").select_option(label="Adam Provsson")
    page.locator(".network-ways").get_by_label("Till").select_option(label="Bertil Exempel")
    opened.follow(page.get_by_role("button", name="Sök vägar"))
    expect(page.locator(".way").first).to_contain_text("Kebnekrogen AB")
    opened.follow(page.locator(".way").get_by_role("link", name="på samma sida som").last)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bertil Exempel")
    opened.follow(page.locator(".where").first)
    expect(page.locator("mark").first).to_be_visible()
