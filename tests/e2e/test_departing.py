"""When a session has ended nothing of it stays on a screen: another tab, half an hour, a server that is away."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect
from sqlalchemy import update

from models.settings import Settings
from models.store.schema_accounts import sessions
from models.store.store import Store
from tests.e2e.conftest import Opener, Visit

pytestmark = pytest.mark.browser

_BY_HAND = """(() => {
  const every = globalThis.setInterval;
  globalThis.setInterval = (act, time) => { if (time !== 4000) { return every(act, time); } globalThis.again = act; };
})();"""
"""Before the page's own scripts: what would show the page anew every few seconds does so when it is told to."""


def _opened(seen: Visit) -> Page:
    """A document, in a tab beside the one in which somebody signed in."""
    other = seen.page.context.new_page()
    other.goto(seen.address)
    other.get_by_label("Sökord").fill("fordon")
    with other.expect_navigation():
        other.get_by_role("button", name="Sök", exact=True).click()
    with other.expect_navigation():
        other.locator("[data-hit]").first.click()
    expect(other.locator("header .me")).to_be_visible()
    return other


def test_nothing_stays_on_the_screen(visit: Opener) -> None:
    seen = visit()
    seen.page.clock.install()
    seen.sign_in()

    # Who is at work is not sent away: the session is told of it, as a page that is opened would tell it.
    konto = f"{seen.address}/konto"
    with seen.page.expect_request(lambda request: (request.method, request.url) == ("HEAD", konto)):
        seen.page.get_by_label("Sökord").press_sequentially("bi")
        seen.page.clock.fast_forward("02:00")  # at one go: that somebody typed is noticed at the end of it
    seen.page.clock.fast_forward("29:00")
    expect(seen.page.locator("header .me")).to_be_visible()
    assert seen.page.get_by_label("Sökord").input_value() == "bi"

    # Signed out in one tab, the other asks to sign in.
    other = _opened(seen)
    seen.sign_out()
    other.wait_for_url("**/logga-in")
    expect(other.get_by_label("Användarnamn")).to_be_visible()
    assert other.go_back() is None or "fordon" not in other.content(), "the way back shows it"


def test_half_an_hour_without_use_empties_the_page_though_no_server_answers(visit: Opener) -> None:
    seen = visit()
    seen.page.clock.install()
    seen.sign_in()
    seen.search("fordon")
    assert seen.page.locator("[data-hit]").count() > 0

    def away(route: Route) -> None:
        route.abort("connectionrefused")

    seen.page.route("**/*", away)
    seen.page.clock.fast_forward("31:00")
    expect(seen.page.locator("[data-hit]")).to_have_count(0)
    expect(seen.page).not_to_have_title(re.compile("fordon"))
    seen.page.close()
    seen.complaints.clear()  # the browser says that nobody answered, and after the page is closed it says no more


def test_a_page_that_is_shown_anew_waits_for_whoever_is_at_the_keyboard(visit: Opener) -> None:
    seen = visit()
    page, asked = seen.page, list[str]()
    page.add_init_script(_BY_HAND)
    seen.sign_in()

    def going(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<section >", "<section data-refresh>"))

    def noted(request: Request) -> None:
        if request.url.endswith("sjalv=1"):
            asked.append(request.url)

    page.route("**/jobb", going)
    page.goto(f"{seen.address}/jobb")
    page.on("request", noted)
    page.keyboard.press("Tab")
    page.evaluate("again()")
    expect(page.locator(":focus")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.evaluate("again()")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    assert asked == []
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation(url="**/jobb?sjalv=1"):
        page.evaluate("setTimeout(again)")


def test_what_a_page_asks_for_by_itself_is_no_use_of_it(visit: Opener, home: Path) -> None:
    """Work in progress is shown anew every few seconds: half an hour after somebody was there the page is empty."""
    seen = visit()
    seen.page.clock.install()
    seen.sign_in()
    store = Store.open(Settings(home=home))
    with store.database.write() as connection:
        connection.execute(update(sessions).values(seen=datetime.now(UTC) - timedelta(minutes=20)))
    store.close()
    seen.page.goto(f"{seen.address}/jobb?sjalv=1")
    expect(seen.page.locator("header .me")).to_be_visible()
    seen.page.clock.run_for("00:50")
    expect(seen.page.locator("header .me")).to_be_visible()
    seen.page.clock.fast_forward("12:00")
    seen.page.wait_for_url("**/logga-in")
