"""A person at a browser, by Flask's test client: fetches forms' tokens as a browser would, and reads what is shown."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from flask import Flask
from werkzeug.test import TestResponse

Fields = dict[str, object]


class Browsing:
    """Follows no redirect by itself, so that a test sees the address."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self._token = ""

    def get(self, address: str) -> TestResponse:
        response = self._client.get(address, buffered=True)
        if found := re.search(
            r'name="csrf_token" value="([^"]+)"', response.text if response.mimetype == "text/html" else ""
        ):
            self._token = found[1]
        return response

    def post(self, address: str, **fields: object) -> TestResponse:
        return self._client.post(address, data={"csrf_token": self._token, **fields})

    def post_without_token(self, address: str, **fields: object) -> TestResponse:
        return self._client.post(address, data=fields)

    def sign_in(self, name: str, password: str) -> TestResponse:
        self.get("/logga-in")
        response = self.post("/logga-in", name=name, password=password)
        self.get("/andamal")
        return response

    def give_purpose(self) -> TestResponse:
        response = self.post("/andamal", text="prov av gränssnittet", case="PROV-1")
        self.get("/")
        return response

    def search(self, query: str, **pressed: object) -> TestResponse:
        """Ask from the empty page; the page that the redirect leads to."""
        return self.get(self.post("/sok", q=query, options="1", **pressed).location)

    def press(self, page: TestResponse, **pressed: object) -> TestResponse:
        """Press a button of a search page, as it stands."""
        shown = re.search(r'name="state" value="([0-9a-f]*)"', page.text)
        assert shown is not None
        query = re.search(r'id="q"[^>]* value="([^"]*)"', page.text)
        assert query is not None
        return self.get(self.post("/sok", state=shown[1], q=unescape(query[1]), options="1", **pressed).location)


def hits(page: TestResponse) -> list[str]:
    """The names of the documents on a search page, in order."""
    return [unescape(name) for name in re.findall(r"data-hit>([^<]+)</a>", page.text)]


def total(page: TestResponse) -> int:
    found = re.search(r'class="total"[^>]*><strong>\s*([\d ]+)</strong>', page.text)
    assert found is not None
    return int(found[1].replace(" ", ""))


def decided(page: TestResponse) -> list[str]:
    """The decisions that a request's page has before its officer, as its form sends them."""
    return re.findall(r'name="seen" value="([^"]+)"', page.text)


def facet(page: TestResponse, type: str) -> dict[str, int]:
    """The values of a facet with their counts, by the label that is shown."""
    rows = re.findall(
        rf'name="toggle" value="{type}:[^"]+" aria-pressed.*?value-label">([^<]*)</span>\s*<span class="count">(\d*)<',
        page.text,
        re.DOTALL,
    )
    return {unescape(label): int(count or 0) for label, count in rows}


def value_id(page: TestResponse, type: str, label: str) -> str:
    """The id of a facet's value, by its label: what its button sends."""
    rows = re.findall(
        rf'name="toggle" value="({type}:[^"]+)" aria-pressed.*?value-label">([^<]*)</span>', page.text, re.DOTALL
    )
    return str(next(value for value, shown in rows if unescape(shown) == label))


_IDS = re.compile(r"[0-9a-f]{32,}")


def without_ids(text: str) -> str:
    """A page, or what a command says, without its ids: they are drawn at random, and one of some two thousand has just
    the four digits in it that the text is not to have."""
    return _IDS.sub("", text)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_REFERENCE = re.compile(r"Referens: \w{4}-\w{4}")


def words(page: TestResponse) -> str:
    """What a person reads on the page, without its tags, and without the reference number that each fault has."""
    parser = _Words()
    parser.feed(page.text)
    return _REFERENCE.sub("Referens", " ".join(" ".join(parser.words).split()))
