"""Searching as somebody does it: in place with script, page by page without, by keyboard alone, and on a telephone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Opener, Visit

STATE: Final = re.compile(r"/s/[0-9a-f]{32}$")
_TWICE: Final = "[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, at, all) => all.indexOf(id) < at)"


def _mark(page: Page) -> None:
    """Something that is lost when the page is loaded anew."""
    page.evaluate("window.stayed = true")


def _stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def _asked(opened: Visit, query: str) -> Page:
    opened.sign_in()
    opened.page.get_by_label("Sökord").fill(query)
    opened.page.get_by_role("button", name="Sök", exact=True).click()
    expect(opened.page).to_have_url(STATE)
    return opened.page


def test_facets_change_in_place(visit: Opener) -> None:
    opened = visit()
    opened.sign_in()
    page = opened.page
    _mark(page)
    page.get_by_label("Sökord").fill("Kebnekrogen")
    page.keyboard.press("Enter")
    expect(page.locator(".total")).to_contain_text("3 handlingar")
    expect(page).to_have_url(STATE)
    first = page.url

    value = page.locator("#facets").get_by_role("button", name=re.compile("^inspektioner"))
    value.click()
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    expect(page.locator("#told")).to_have_text("2 handlingar")
    expect(page.locator(".chip")).to_contain_text("inspektioner")
    expect(value).to_be_focused()
    expect(value).to_have_attribute("aria-pressed", "true")
    expect(page).not_to_have_url(first)

    page.get_by_role("button", name="Äldst först").click()
    expect(page.locator("[data-hit]").first).to_have_text("skannad-anmälan.tif")
    page.go_back()
    expect(page.locator("[data-hit]").first).to_have_text("inspektion-kebnekrogen.pdf")
    page.go_back()
    expect(page.locator(".total")).to_contain_text("3 handlingar")
    expect(page).to_have_url(first)
    page.go_forward()
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    assert page.evaluate(_TWICE) == []  # each part was put in the place of the one that was

    # What somebody folds or unfolds stays so; what is typed within a facet narrows it as one types.
    page.locator("details[data-keep=source] > summary").click()
    page.get_by_role("button", name="Rensa allt").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("details[data-keep=source]")).not_to_have_attribute("open", "")
    # A filter further down than the few hits reach: what was found is shown, not the empty place beside the filter.
    page.set_viewport_size({"width": 1440, "height": 300})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#results")).not_to_be_in_viewport()
    page.evaluate("[...document.querySelectorAll('#facets .pick')].at(-1).click()")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".total")).to_be_in_viewport()

    assert _stayed(page)
    kept = page.evaluate("JSON.stringify([location.href, document.title, localStorage, sessionStorage, history.state])")
    assert "Kebnekrogen" not in kept


def test_what_is_typed_is_understood_and_completed(visit: Opener) -> None:
    opened = visit()
    opened.sign_in()
    page, box = opened.page, opened.page.get_by_label("Sökord")
    _mark(page)
    box.press_sequentially("850412-2391 -krog ty")
    expect(page.locator(".part-number")).to_contain_text("personnummer")
    expect(page.locator(".part-operator")).to_have_text("-")
    expect(page.locator("[data-completes='2']").first).to_be_visible()  # what is said of all that was typed
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-completes]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_have_value("850412-2391 -krog typ:")
    expect(box).to_be_focused()
    box.press_sequentially("pol")
    page.locator("[data-completes]", has_text="Polis-PM").click()
    expect(box).to_have_value("850412-2391 -krog typ:Polis-PM ")
    expect(page.locator("#understood .reading")).to_contain_text("inte")
    assert STATE.search(page.url) is None

    page.get_by_text("Så kan du skriva").click()
    page.get_by_role("button", name="krog OR restaurang").click()
    expect(page.locator("[data-part=reading]")).to_contain_text("krog")
    expect(box).to_have_value("krog OR restaurang")
    assert _stayed(page)


def test_a_span_of_dates_is_drawn_and_set_by_keyboard(visit: Opener) -> None:
    opened = visit()
    page = _asked(opened, "")
    _mark(page)
    bars = page.locator(".chart-bars").bounding_box()
    assert bars is not None
    line = bars["y"] + bars["height"] - 4
    page.mouse.move(bars["x"] + 2, line)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] * 0.7, line, steps=5)
    page.mouse.up()
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    expect(page.get_by_label("från", exact=True).first).to_be_visible()
    assert page.locator("[name=since]").input_value() == "2023-11-01"

    page.clock.install()  # the last press counts: four of them on a slow machine are to be one choice too
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    page.locator("#chart-from").focus()
    for _month in range(4):
        page.keyboard.press("ArrowRight")
    page.clock.run_for("00:01")
    page.clock.resume()
    expect(page.locator(".total")).to_contain_text("1 handling")
    expect(page.locator(".chip")).to_contain_text("2024-03-01")
    page.locator(".chip").click()
    expect(page.locator(".total")).to_contain_text("4 handlingar")
    page.locator("button.chart-bar").last.click()
    expect(page.locator("[data-hit]")).to_have_count(1)
    expect(page.locator("[data-hit]")).to_have_text("pm-fordon.pdf")
    assert _stayed(page)


def test_table_and_time_line(visit: Opener) -> None:
    opened = visit()
    page = _asked(opened, "")
    _mark(page)
    page.get_by_role("button", name="Tabell").click()
    expect(page.locator("tr[data-row]")).to_have_count(4)
    assert violations(page) == []
    head = page.get_by_role("button", name="Handling", exact=True)
    head.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text(re.compile("^Handling"))
    expect(page.locator("[data-hit]").first).to_have_text("anteckning.txt")
    expect(head).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text(re.compile("^Handling"))
    expect(page.locator("[data-hit]").first).to_have_text("skannad-anmälan.tif")
    page.go_back()
    expect(page.locator("[data-hit]").first).to_have_text("anteckning.txt")
    assert violations(page) == []
    page.get_by_role("button", name="Datum", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text(re.compile("^Datum"))
    page.get_by_role("button", name="Datum", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    expect(page.locator("[data-hit]").first).to_have_text("skannad-anmälan.tif")
    page.get_by_text("Välj kolumner").first.click()
    page.get_by_label("Parter").uncheck()
    expect(page.locator("thead")).not_to_contain_text("Parter")
    expect(page.get_by_label("Utfall", exact=True)).to_be_visible()  # the choice of columns stays open
    page.get_by_role("button", name="Flytta Källa åt vänster").press("Enter")
    expect(page.locator("thead th").nth(2)).to_contain_text("Källa")
    expect(page.get_by_role("button", name="Flytta Källa åt vänster, plats 2 av 5")).to_be_focused()
    page.get_by_role("button", name="Tidslinje").click()
    expect(page.locator(".month > h2").first).to_contain_text("november 2023")
    expect(page.locator(".month-none")).to_contain_text("anteckning.txt")
    assert violations(page) == []
    page.get_by_role("button", name="Lista").click()
    expect(page.locator("li.hit")).to_have_count(4)
    assert _stayed(page)


def test_by_keyboard_alone_with_preview(visit: Opener) -> None:
    opened = visit()
    page = _asked(opened, "föreläggande OR luktar")
    expect(page.locator(".total")).to_contain_text("2 handlingar")
    page.locator(".wordmark").focus()
    page.keyboard.press("j")
    name = page.locator("[data-hit]").first.text_content() or ""
    with page.expect_response(re.compile("/bild$")) as picture:
        page.keyboard.press("v")
    assert picture.value.status == 200
    pane = page.locator("#preview")
    expect(pane).to_be_focused()
    expect(pane).to_contain_text(name)
    expect(pane.locator("rect.preview-hit")).to_have_count(1)
    assert violations(page) == []
    page.keyboard.press("j")
    expect(page.locator("[data-hit]").nth(1)).to_be_focused()
    page.keyboard.press(" ")
    expect(pane).to_contain_text(page.locator("[data-hit]").nth(1).text_content() or "")
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    expect(page.locator("[data-hit]").nth(1)).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator("details[data-keep=dates] > summary")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("till filtren")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Sökord")).to_be_focused()
    page.keyboard.type("?jv")
    expect(page.get_by_label("Sökord")).to_have_value("?jv")


def test_all_of_it_without_script(visit: Opener) -> None:
    opened = visit(javascript=False, width=390)
    page = _asked(opened, "Kebnekrogen")

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url

    for view in ("Tabell", "Tidslinje", "Lista"):
        opened.follow(page.get_by_role("button", name=view))
        fits()
        if view == "Tabell":
            opened.follow(page.get_by_role("button", name="Handling", exact=True))
            expect(page.locator("[data-hit]").first).to_have_text("inspektion-kebnekrogen.pdf")
            opened.follow(page.get_by_role("button", name="Handling", exact=True))
            expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
            expect(page.locator("[data-hit]").first).to_have_text("skannad-anmälan.tif")
    opened.follow(page.get_by_role("link", name="Förhandsvisa").first)
    expect(page.locator(".preview-content")).to_be_visible()
    fits()
    opened.follow(page.get_by_role("link", name="Till träffarna"))
    page.get_by_text("Filter", exact=True).click()
    opened.follow(page.locator(".chart-bar").nth(0))
    expect(page.locator(".total")).to_contain_text("1 handling")
    opened.follow(page.get_by_role("button", name="Rensa allt"))
    opened.follow(page.get_by_role("link", name="Tangenter"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tangenter")
    page.goto(opened.address + "/sok/hjalp")
    fits()
    opened.follow(page.get_by_role("button", name="krog OR restaurang"))
    expect(page.get_by_label("Sökord")).to_have_value("krog OR restaurang")


def test_on_a_telephone_the_preview_is_a_page(visit: Opener) -> None:
    opened = visit(width=390)
    page = _asked(opened, "Kebnekrogen")
    opened.follow(page.get_by_role("link", name="Förhandsvisa").first)
    expect(page.locator("rect.preview-hit")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.follow(page.get_by_role("link", name="Till träffarna"))
    page.get_by_text("Filter", exact=True).click()
    expect(page.locator(".chart-bars")).to_be_visible()


def test_a_server_that_does_not_answer_is_told(visit: Opener) -> None:
    opened = visit()
    page = _asked(opened, "Kebnekrogen")
    page.route("**/sok", lambda route: route.abort())
    page.get_by_role("button", name="Äldst först").click()
    expect(page.locator("#told")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("Servern svarade inte")
    opened.complaints.clear()  # the browser tells of the request that was cut
    page.unroute("**/sok")
    page.get_by_role("button", name="Äldst först").click()
    expect(page.locator("[data-hit]").first).to_have_text("skannad-anmälan.tif")
    page.context.clear_cookies()
    page.get_by_role("button", name="Nyast först").click()
    expect(page.get_by_label("Användarnamn")).to_be_visible()
    page.close()
    opened.complaints.clear()


def test_the_hit_asked_for_last_is_the_one_previewed(visit: Opener) -> None:
    page = _asked(visit(), "Kebnekrogen")
    previews, held = re.compile("/forhandsvisning/"), list[Route]()
    page.route(previews, lambda route: route.continue_() if held else held.append(route))
    links, pane = page.locator("[data-preview]"), page.locator("#preview")
    second = page.locator("[data-hit]").nth(1).text_content() or ""
    with page.expect_request(previews):
        links.first.click()
    links.nth(1).click()
    expect(pane).to_contain_text(second)
    with page.expect_response(previews) as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(pane).to_contain_text(second)


def test_back_from_an_error_leads_to_the_page_before(visit: Opener) -> None:
    opened = visit()
    page = _asked(opened, "Kebnekrogen")
    wrong = "<main id=main><h1>Fel</h1></main>"
    page.route("**/sok", lambda route: route.fulfill(status=500, content_type="text/html", body=wrong))
    page.get_by_role("button", name="Äldst först").click()
    expect(page.get_by_role("heading", name="Fel")).to_be_visible()
    page.unroute("**/sok")
    page.go_back()
    expect(page.locator(".total")).to_contain_text("4 handlingar")
    opened.complaints.clear()  # the browser tells of the error


def test_single_keys_are_turned_off_and_on(visit: Opener) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in("ines")
    opened.search("kebnekrogen")
    page.locator(".wordmark").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("button", name="Stäng", exact=True)).to_be_focused()
    opened.follow(page.get_by_role("button", name="Stäng av tangenterna"))
    page.locator(".wordmark").focus()
    for key in ("j", "?", "/"):
        page.keyboard.press(key)
        expect(page.locator(".wordmark")).to_be_focused()
    page.get_by_role("link", name="Tangenter").click()
    assert violations(page) == []
    opened.follow(page.get_by_role("button", name="Slå på tangenterna"))
    page.locator(".wordmark").focus()
    page.keyboard.press("j")
    expect(page.locator("[data-hit]").first).to_be_focused()
