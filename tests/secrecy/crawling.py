"""Every page and every form of the front end, by Flask's test client: links are followed, forms filled and sent.

What is noted is what others than the reader may come to see: addresses asked for, addresses sent to, and titles.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Final

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_ENDING: Final = ("/logga-ut", "/konto/logga-ut-overallt", "/sprak", "/konto/tvasteg")
"""Forms that would end the session, or change the language and go back."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(slots=True)
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)  # names of what a person types
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Page(HTMLParser):
    """The links, forms and title of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.title, self._in_title = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag == "title":
            self._in_title = not self.title  # the page's own: in a drawing it is what is told of a part
        elif self.forms and given.get("name"):
            self._fill(self.forms[-1], tag, given)

    def _fill(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if tag == "button" or kind == "submit":
            form.buttons.append((name, given.get("value", "")))
        elif kind == "file":
            form.files.append(name)
        elif tag in ("input", "textarea") and kind in ("text", "search", "textarea") and not given.get("value"):
            form.typed.append(name)
        elif tag == "input" and kind not in ("checkbox", "radio"):
            form.fields[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


@dataclass(slots=True)
class Crawl:
    """``addresses`` with whatever was asked for and sent to; ``titles`` by address."""

    client: FlaskClient
    types: list[str]  # what is typed into forms, in turn
    addresses: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def run(self, starts: list[str], most: int) -> None:
        """Visit at most so many pages; of each sort of form (by its address without ids) some are sent."""
        waiting, sent = deque(starts), dict[str, int]()
        while waiting and len(self.titles) < most:
            address = waiting.popleft()
            if address in self._seen:
                continue
            self._seen.add(address)
            page = self._read(address, self.client.get(address))
            if page is None:
                continue
            waiting.extend(link.split("#")[0] for link in page.links if link.split("#")[0] not in self._seen)
            for form in page.forms:
                sort = f"{form.method} {_ID.sub('ID', form.action)} {sorted(form.typed)}"
                if form.action.startswith("/") and not form.action.startswith(_ENDING) and sent.get(sort, 0) < 6:
                    sent[sort] = sent.get(sort, 0) + 1
                    waiting.extendleft(self._send(form))

    def _send(self, form: Form) -> list[str]:
        """Send it by each of some buttons; where they lead."""
        led: list[str] = []
        for button in form.buttons[:4] or [("", "")]:
            values: dict[str, object] = dict(form.fields)
            for name in form.typed:
                self.types.append(self.types.pop(0))
                values[name] = self.types[-1]
            for name in form.files:
                values[name] = (BytesIO(self.types[0].encode()), f"{self.types[0]}.txt")
            if button[0]:
                values[button[0]] = button[1]
            if form.method == "get":
                answer = self.client.get(form.action, query_string={k: str(v) for k, v in values.items()})
            else:
                answer = self.client.post(form.action, data=values)
            self._read(form.action, answer)
            if answer.location:
                led.append(answer.location.replace("http://localhost", ""))
        return led

    def _read(self, address: str, answer: TestResponse) -> _Page | None:
        self.addresses += [answer.request.url, answer.location or ""]
        self.statuses[address] = answer.status_code
        if answer.mimetype != "text/html":
            self.addresses.append(answer.headers.get("Content-Disposition", ""))
            return None
        page = _Page()
        page.feed(answer.text)
        self.titles[address] = unescape(page.title)
        return page
