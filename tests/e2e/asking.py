"""Signing in to a running demo and asking it something, for what takes pictures of it."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

from demo import PASSWORD
from sample.story.cast import cast
from sample.world import World

QUERY: Final = cast(World(1)).boss.name


def sign_in(page: Page, address: str, name: str, purpose: str = "", case: str = "") -> None:
    """Somebody, with a purpose where one is asked for; whoever was signed in before is gone."""
    page.context.clear_cookies()
    page.goto(f"{address}logga-in")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Logga in").click()
    if purpose:
        page.get_by_label("Ändamål").fill(purpose)
        page.get_by_label("Ärende").fill(case)
        with page.expect_navigation():
            page.get_by_role("button", name="Fortsätt").click()


def search(page: Page, address: str, query: str) -> None:
    """The hits of a query."""
    page.goto(address)
    page.get_by_label("Sökord").fill(query)
    with page.expect_navigation():
        page.get_by_role("button", name="Sök", exact=True).click()
