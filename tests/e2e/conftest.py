"""The front end on a real server, looked at with a real browser: Debian's Chromium, found on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect, sync_playwright

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.serving import serving
from tests.web import archive
from web.app import create_app

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    # The browser's own errands, which are no page's: none may leave this machine (tests/outbound.py).
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-pings",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
PATIENCE: Final = 60_000
"""Milliseconds for what a browser is waited for, however busy the machine is: the time is for what never happens."""
STILL: Final = "globalThis.setInterval = () => 0;"
"""Before the page's own scripts: one that shows work going on is read again by itself, and would go while it is looked
at."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        message = "Chromium is not installed here: apt-get install chromium"
        if os.environ.get("CI") or os.environ.get("SAMSYN_TEST_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=2 * PATIENCE)
        yield running
        running.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the small archive lies: a test may do there what a worker does."""
    return tmp_path_factory.mktemp("e2e")


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    """Where the small archive is served."""
    settings = Settings(home=home)
    store = Store.open(settings, create=True)
    archive.fill(store)
    index = open_index(settings)
    drain(store, index)
    with serving(create_app(store, index, demo=True)) as found:
        yield found
    index.close()
    store.close()


@dataclass
class Visit:
    """A page in the browser and every complaint the browser made of it, refused content included."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def follow(self, link: Locator) -> None:
        """Click, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            link.click()

    def sign_in(self, name: str = "alva") -> None:
        self.page.goto(self.address)
        self.page.get_by_label("Användarnamn").fill(name)
        self.page.get_by_label("Lösenord").fill(archive.PASSWORD)
        self.follow(self.page.get_by_role("button", name="Logga in"))
        self.page.get_by_label("Ändamål", exact=True).fill("prov i webbläsare")
        self.page.get_by_label("Ärende", exact=True).fill("PROV-2")
        self.follow(self.page.get_by_role("button", name="Fortsätt"))

    def open_menu(self) -> None:
        """It lies behind a press where the page is narrow."""
        if (menu := self.page.locator(".menu summary")).is_visible():
            menu.click()

    def sign_out(self) -> None:
        self.open_menu()
        self.follow(self.page.get_by_role("button", name="Logga ut", exact=True))

    def search(self, query: str) -> None:
        self.page.goto(self.address)
        self.page.get_by_label("Sökord").fill(query)
        self.follow(self.page.get_by_role("button", name="Sök", exact=True))


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens a fresh browser profile; at the end, the browser must not have complained. ``still``: :data:`STILL`."""
    contexts: list[tuple[BrowserContext, Visit]] = []

    def open_one(*, width: int = 1440, javascript: bool = True, dark: bool = False, still: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        if still:
            context.add_init_script(STILL)
        visit = Visit(context.new_page(), address)

        def note(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                visit.complaints.append(message.text)

        visit.page.on("console", note)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        contexts.append((context, visit))
        return visit

    yield open_one
    for context, opened in contexts:
        context.close()
        assert opened.complaints == []
