"""A walk through the whole front end in a browser: each link that leads to another sort of page, each form, sent empty.

A page is of a sort by its route. What a form leads to when nothing was filled in is an error's page, or that of a deed;
it is looked at where nothing like it was seen before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, Page, Response
from playwright.sync_api import TimeoutError as PageTimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from web.doors import FILES

_ENDING: Final = frozenset(
    {"login.leave", "account.leave_everywhere", "account.end_session", "language.choose", "factor.remove"}
)
"""Forms that would end the session, or change the language of all that follows."""
NO_PAGES: Final = FILES | {
    *("document.image", "document.thumbnail", "document.original", "jobs.download", "desk.files"),
    *("network.file", "network.picture", "extract.file", "release_register.file"),
    *("retention_orders.yearly_csv", "retention_orders.yearly_pdf"),
    *("redaction.sheet", "redaction_finish.copy", "redaction_finish.paper"),
}
"""Routes that answer with a file, or with nothing."""
_SECONDS: Final = 20  # for a page
_LINKS: Final = "all => all.map(each => each.getAttribute('href')).filter(each => each.startsWith('/'))"
_FORMS: Final = "all => all.map(each => new URL(each.action).pathname)"
_SEND: Final = """(form) => {
  const button = [...form.elements].find(each => each.type === "submit" && each.name);
  if (button) { form.append(Object.assign(document.createElement("input"),
    {type: "hidden", name: button.name, value: button.value})); }
  HTMLFormElement.prototype.submit.call(form);
}"""
"""As it stands, whatever the browser or a script would ask for first: the server's own answer is wanted."""


@dataclass(slots=True)
class Walk:
    """``look`` is called on each page. ``reached`` are the routes whose pages were looked at."""

    page: Page
    address: str
    routes: MapAdapter
    look: Callable[[Page], None]
    reached: set[str] = field(default_factory=set)
    _tried: set[str] = field(default_factory=set)
    _sights: set[tuple[str, int, str]] = field(default_factory=set)
    _forms: dict[str, str] = field(default_factory=dict)  # where the form is that sends to a route

    def through(self, starts: Iterable[str], *, on: bool = True) -> None:
        """Look at these pages, and, going ``on``, at one of each sort that they, and those in turn, lead to."""
        asked = list(dict.fromkeys(starts))
        waiting, seen = deque(asked), set[str]()
        while waiting:
            path = waiting.popleft()
            route = self._route(path, "GET")
            if path not in seen and (path in asked or route not in self.reached | self._tried | NO_PAGES):
                seen.add(path)
                found = self._links(path, always=path in asked)
                waiting.extend(found if on else ())

    def send_forms(self) -> None:
        """Send one form of each sort that the pages so far have, empty, and look at what comes."""
        for route, path in list(self._forms.items()):
            self.page.goto(f"{self.address}{path}")
            forms = self.page.locator("form[method=post]")
            sent_to = [self._route(each, "POST") for each in forms.evaluate_all(_FORMS)]
            if route in sent_to:  # another form may have taken its reason away
                self._send(forms.nth(sent_to.index(route)), route)

    def _send(self, form: Locator, route: str) -> None:
        try:
            with self.page.expect_navigation(timeout=_SECONDS * 1000) as gone:
                form.evaluate(_SEND)
        except PageTimeoutError as error:
            raise AssertionError(f"no page came of {route}: one of NO_PAGES?") from error
        except Error:  # a file came
            return
        self._see(gone.value)

    def _links(self, path: str, *, always: bool) -> list[str]:
        """Where the page leads; nowhere where it is a file."""
        self._tried.add(self._route(path, "GET"))  # which may lead on to a page of another
        try:
            answer = self.page.goto(f"{self.address}{path}")
        except Error as error:
            if "Download is starting" not in error.message:
                raise
            return []
        if not self._see(answer, always=always):
            return []
        for action in self.page.locator("form[method=post]").evaluate_all(_FORMS):
            if (route := self._route(action, "POST")) not in _ENDING | NO_PAGES:
                self._forms.setdefault(route, path)
        links: list[str] = self.page.locator("a[href]").evaluate_all(_LINKS)
        return [link.split("#")[0] for link in links]

    def _see(self, answer: Response | None, *, always: bool = False) -> bool:
        """Look at the page, where it is one and unlike those that were seen."""
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return False
        route = self._route(self.page.url.removeprefix(self.address), "GET")
        self.reached.add(route)
        sight = (route, answer.status, "|".join(self.page.locator("h1, [role=alert]").all_inner_texts()))
        if always or sight not in self._sights:
            self._sights.add(sight)
            self.look(self.page)
        return True

    def _route(self, path: str, method: str) -> str:
        try:
            return str(self.routes.match(urlsplit(path).path, method)[0])
        except HTTPException:
            return "none"
