"""The main way of an investigator: sign in, say why, search, narrow, see the hit on the page, follow a name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opener


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_login_to_entity(visit: Opener, javascript: bool) -> None:
    opened = visit(javascript=javascript)
    page = opened.page
    opened.sign_in()
    expect(page.locator(".purpose")).to_contain_text("prov i webbläsare")

    opened.search("Kebnekrogen")
    assert re.fullmatch(rf"{opened.address}/s/[0-9a-f]{{32}}", page.url)
    expect(page.locator(".total")).to_contain_text("3 handlingar")
    expect(page.locator("mark").first).to_have_text("Kebnekrogen")

    page.get_by_role("button", name="inspektioner", exact=False).first.click()
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    expect(page.locator(".chip")).to_contain_text("inspektioner")

    opened.follow(page.get_by_role("link", name="inspektion-kebnekrogen.pdf", exact=True))
    assert re.fullmatch(rf"{opened.address}/d/[0-9a-f]{{32}}/\?s=[0-9a-f]{{32}}", page.url)
    expect(page.locator("rect.hit-box")).to_have_count(1)
    opened.follow(page.get_by_role("link", name="Nästa", exact=True))
    expect(page.locator(".tools-turn")).to_contain_text("Sida 3 av 3")
    page.get_by_role("link", name="Visa namn").or_(page.get_by_role("button", name="Visa namn")).click()
    expect(page.locator("rect.named")).to_have_count(1)

    opened.follow(page.locator(".group").get_by_role("link", name="Adam Provsson"))
    assert re.fullmatch(rf"{opened.address}/e/[0-9a-f]{{32}}", page.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Adam Provsson")
    page.get_by_role("link", name="s. 1", exact=True).click()
    expect(page.locator(".text mark")).to_have_text("Adam Provsson")


def test_another_language_is_of_what_is_shown_now(visit: Opener) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in()
    page.get_by_label("Sökord").fill("Kebnekrogen")
    page.get_by_role("button", name="Sök", exact=True).click()
    expect(page).to_have_url(re.compile("/s/[0-9a-f]{32}$"))
    asked = page.url
    opened.follow(page.get_by_role("button", name="English"))
    expect(page).to_have_url(asked)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#q")).to_have_value("Kebnekrogen")


def test_the_box_lies_on_the_word_at_every_size(visit: Opener) -> None:
    opened = visit(javascript=False)
    opened.sign_in()
    opened.search("föreläggande")
    opened.follow(opened.page.locator("[data-hit]").first)
    places = []
    for zoom in ("Bredd", "Hel sida", "100 %", "Större"):
        opened.follow(opened.page.get_by_role("link", name=zoom))
        picture = opened.page.locator(".picture svg").bounding_box()
        box = opened.page.locator(".hit-box").bounding_box()
        assert picture is not None
        assert box is not None
        places.append(((box["x"] - picture["x"]) / picture["width"], (box["y"] - picture["y"]) / picture["height"]))
    # The line is the first of its page: 90 points down of 842, the word some way in from the margin at 72 of 595.
    for across, down in places:
        assert down == pytest.approx(89 / 842, abs=0.004)
        assert 0.2 < across < 0.35


def test_the_picture_is_loaded(visit: Opener) -> None:
    opened = visit()
    opened.sign_in()
    opened.search("luktar")
    with opened.page.expect_response(re.compile("/bild$")) as answer:
        opened.page.locator("[data-hit]").first.click()
    assert answer.value.status == 200


def test_by_keyboard_alone(visit: Opener) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in()
    opened.search("Kebnekrogen")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("[data-hit]").first).to_be_focused()
    with page.expect_navigation():  # keys are heard when the scripts have run, which may be after the heading is drawn
        page.keyboard.press("o")
    expect(page.locator(".doc-title")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator(".total")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Sökord")).to_be_focused()
    page.keyboard.type("ord/j")
    expect(page.get_by_label("Sökord")).to_have_value("ord/j")


def test_names_and_numbers_stay_out_of_what_the_browser_keeps(visit: Opener) -> None:
    opened = visit()
    opened.sign_in()
    opened.search("Provsson 850412-2391")
    kept = opened.page.evaluate("JSON.stringify([location.href, document.title, localStorage, sessionStorage])")
    assert "Provsson" not in kept
    assert "850412" not in kept
    assert opened.page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_no_page_is_wider_than_the_window(visit: Opener, width: int) -> None:
    opened = visit(width=width)
    page = opened.page

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    opened.sign_in()
    fits()
    opened.search("Kebnekrogen")
    fits()
    opened.follow(page.locator("[data-hit]").first)
    fits()
    page.get_by_role("link", name="Större").click()
    fits()
    opened.follow(page.locator(".group > ul a").first)
    fits()
    for path in (
        "/jobb",
        "/arkiv",
        "/arkiv/kallor",
        "/arkiv/mappar",
        "/arkiv/lage",
        "/hjalp",
        "/ordlista",
        "/att-se-over",
        "/vem",
        "/andamal",
    ):
        page.goto(opened.address + path)
        fits()


def test_on_a_telephone_the_menu_is_behind_one_press_without_script(visit: Opener) -> None:
    opened = visit(width=390, javascript=False)
    page = opened.page
    opened.sign_in()
    bar, menu = page.locator(".bar"), page.get_by_role("navigation", name="Huvudmeny")
    for path in ("/", "/mappar/"):
        page.goto(f"{opened.address}{path}")
        expect(menu).to_be_hidden()
        assert bar.evaluate("bar => bar.getBoundingClientRect().height") < 100, "two rows at most"
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    expect(page.get_by_role("link", name="Alva Analytiker")).to_be_visible()
    opened.follow(menu.get_by_role("link", name="Nätverk"))
    expect(menu).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(menu).to_be_visible()
    expect(page.locator(".menu")).to_be_hidden()
