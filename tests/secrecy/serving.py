"""The front end on a real server, with every request's line kept as an access log would have it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page

from models.store.store import Store
from search.index import Index
from tests.secrecy.installation import PASSWORD
from tests.serving import serving
from web.app import create_app


@dataclass(slots=True)
class Served:
    """``requests`` are the lines of an access log with the referring page; ``application`` what was logged."""

    address: str = ""
    requests: list[str] = field(default_factory=list)
    application: list[str] = field(default_factory=list)

    def emit_to(self) -> logging.Handler:
        lines = self.application

        class Kept(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(f"{record.name}: {record.getMessage()} {record.exc_info or ''}")

        return Kept(logging.DEBUG)


@contextmanager
def served(store: Store, index: Index) -> Iterator[Served]:
    """Serve until left."""
    found = Served()
    app, handler = create_app(store, index, demo=True), found.emit_to()

    def noted(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
        referer = environ.get("HTTP_REFERER", "-")
        found.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{query} {referer}")
        return app(environ, start)

    logging.getLogger().addHandler(handler)
    try:
        with serving(noted) as found.address:
            yield found
    finally:
        logging.getLogger().removeHandler(handler)


@dataclass
class Watched:
    """A page in a browser, and what should never come of it: dialogs, refusals by the policy, faults of scripts."""

    page: Page
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def fault(self, error: Error) -> None:
        self.complaints.append(str(error))

    def note(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)


@contextmanager
def signed_in(browser: Browser, address: str, user: str) -> Iterator[Watched]:
    """A browser in which this user has signed in and given a purpose."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    watched = Watched(context.new_page())
    page = watched.page
    page.on("dialog", watched.dismiss)
    page.on("pageerror", watched.fault)
    page.on("console", watched.note)
    page.goto(f"{address}/logga-in")
    page.get_by_label("Användarnamn").fill(user)
    page.get_by_label("Lösenord").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Logga in").click()
    page.get_by_label("Ändamål").fill("prov i webbläsare")
    page.get_by_label("Ärende").fill("PROV-2")
    with page.expect_navigation():
        page.get_by_role("button", name="Fortsätt").click()
    yield watched
    context.close()
