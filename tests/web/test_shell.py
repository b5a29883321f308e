"""The shell around every page: walked through every route there is, as a stranger and as everybody who gets in."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.access import Role
from models.account import Access, Account
from tests.web import archive
from tests.web.browsing import Browsing
from tests.web.conftest import Filled, Site
from web.app import create_app
from web.doors import DOORS
from web.headers import REPORTS

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
CLOSED = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "report-uri": REPORTS,
    "require-trusted-types-for": "'script'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
PURPOSEFUL = {"alva", "greta"}
"""Who has given a purpose, which stands on every page with a header."""
WHO = {"alva": (), "greta": (Role.REVIEWER,), "adam": (Role.ADMINISTRATOR,)}


class _Page(HTMLParser):
    """What of a page could run, load or send something."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.nonces: list[str | None] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = dict(attributes)
        self.inline += [f"{tag} {name}" for name in held if name.startswith("on") or name in ("style", "srcdoc")]
        if tag in ("style", "iframe", "object", "embed", "base", "applet") or (tag == "script" and "src" not in held):
            self.inline.append(tag)
        if tag == "script" or (tag == "link" and "stylesheet" in (held.get("rel") or "")):
            self.nonces.append(held.get("nonce"))
        self.addresses += [held[name] or "" for name in ("src", "href", "action", "formaction") if name in held]


@pytest.fixture(scope="module")
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    for site in filled.opened(tmp_path_factory.mktemp("shell") / "home"):
        for name, roles in WHO.items():
            if roles:
                account = Account(name, name.title(), Access(frozenset(roles), frozenset()))
                site.store.users.create(account, archive.PASSWORD)
        yield site


def _rules(site: Site) -> list[Rule]:
    return sorted(site.app.url_map.iter_rules(), key=lambda rule: rule.rule)


def _address(site: Site, rule: Rule) -> str:
    filled = re.sub(r"<int\([^)]*\):\w+>", "1", rule.rule).replace("<path:filename>", "icon.svg")
    address = re.sub(r"<opaque:\w+>", site.ids["inspektion-kebnekrogen.pdf"], filled)
    assert "<" not in address, rule
    return address


def _walked(site: Site, browsing: Browsing) -> Iterator[tuple[Rule, TestResponse]]:
    """Every rule by every method of it, a form with its token; who is signed out by that comes in again."""
    for rule in _rules(site):
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            if rule.endpoint in ("login.leave", "account.leave_everywhere"):
                continue  # they have their tests, and end the walk
            address = _address(site, rule)
            yield rule, browsing.post(address) if method in CHANGING else browsing.get(address)


def _policy(answer: TestResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("user", [None, *WHO])
def test_every_route_answers_within_the_shell(site: Site, user: str | None) -> None:
    browsing = site.sign_in(user) if user else Browsing(site.app)
    seen, pages = set(), 0
    for rule, answer in _walked(site, browsing):
        seen.add(rule.endpoint)
        assert ALWAYS.items() <= dict(answer.headers).items(), rule
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store", rule
        assert answer.status_code < 500, rule
        policy = _policy(answer)
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            assert "sandbox" in policy, rule
            continue
        assert CLOSED.items() <= policy.items(), rule
        assert not re.search(r"unsafe|\*|https?:|data:|blob:", answer.headers["Content-Security-Policy"]), rule
        if answer.mimetype == "text/html":
            pages += 1
            _inspect(answer, policy, rule)
            if 'class="me"' in answer.text and user in PURPOSEFUL:
                assert 'class="purpose"' in answer.text, rule
    assert seen | {"login.leave", "account.leave_everywhere"} == set(DOORS)
    assert pages > 10


def _inspect(answer: TestResponse, policy: dict[str, str], rule: Rule) -> None:
    page = _Page()
    page.feed(answer.text)
    assert page.inline == [], rule
    nonce = re.fullmatch(r"'nonce-([\w-]{22})'", policy["script-src"])
    assert nonce is not None
    assert policy["style-src"] == policy["script-src"]
    assert set(page.nonces) <= {nonce[1]}, rule
    outside = [each for each in page.addresses if re.match(r"(?i)\s*(?:[a-z][a-z0-9+.-]*:|//)", each)]
    assert outside == [], rule


def test_a_nonce_is_used_once(site: Site) -> None:
    policies = {site.sign_in("alva").get("/vem").headers["Content-Security-Policy"] for _time in range(5)}
    assert len(policies) == 5


def test_over_https_every_cookie_is_bound_to_the_host(site: Site) -> None:
    app = create_app(site.store, site.index, https=True)
    client, cookies = app.test_client(), list[str]()
    for rule in _rules(site):
        if "GET" in (rule.methods or ()):
            answer = client.get(_address(site, rule), base_url="https://samsyn.example", buffered=True)
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
            cookies += answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert re.match(r"__Host-\w", cookie)
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "path=/"} <= parts
        assert parts & {"samesite=strict", "samesite=lax"}
        assert not any(part.startswith("domain") for part in parts)


def test_without_https_nothing_is_promised_of_it(site: Site) -> None:
    assert "Strict-Transport-Security" not in Browsing(site.app).get("/logga-in").headers


@pytest.mark.parametrize("user", [None, *WHO])
def test_every_form_of_every_page_carries_its_token(site: Site, user: str | None) -> None:
    forms = 0
    browsing = site.sign_in(user) if user else Browsing(site.app)
    for rule, answer in _walked(site, browsing):
        if answer.mimetype != "text/html":
            continue
        for form in re.findall(r'<form\b[^>]*method="post".*?</form>', answer.text, re.DOTALL):
            assert 'name="csrf_token"' in form, rule
            forms += 1
    assert forms > 1


def test_every_changing_route_but_the_browsers_own_report_asks_for_the_token(site: Site) -> None:
    for user in WHO:
        browsing = site.sign_in(user)
        for rule in _rules(site):
            if not CHANGING & (rule.methods or set()):
                continue
            answer = browsing.post_without_token(_address(site, rule))
            if rule.endpoint == "policy_reports.receive":
                assert answer.status_code == 204
            else:
                assert answer.status_code in (303, 400, 403), rule
                assert not rule.endpoint.startswith("login") or answer.status_code in (303, 400)


REPORT = {
    "csp-report": {
        "document-uri": "http://localhost/d/{id}/1?s=hemligt",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
        "script-sample": "alert('850412-2391')",
    }
}


def test_a_report_is_a_line_in_the_log_without_what_was_shown(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    id = site.ids["pm-fordon.pdf"]
    report = {"csp-report": {**REPORT["csp-report"], "document-uri": f"http://localhost/d/{id}/1?s=hemligt"}}
    with caplog.at_level(logging.WARNING, "samsyn.web"):
        answer = site.app.test_client().post(REPORTS, json=report)
    assert (answer.status_code, answer.text) == (204, "")
    assert [record.getMessage() for record in caplog.records] == ["CSP: script-src-elem, inline on document.page"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"csp-report": 1}', b'{"csp-report": {"effective-directive": "\\u202e\\n<b>", "document-uri": "http://["}}',
     b"x" * 20_000, b'{"csp-report": {"blocked-uri": "https://elak.example/850412-2391"}}'],
)  # fmt: skip
def test_a_report_that_is_none_is_taken_for_what_it_is(
    site: Site, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "samsyn.web"):
        answer = site.app.test_client().post(REPORTS, data=body, content_type="application/csp-report")
    assert answer.status_code in (204, 413)
    assert not any(each in caplog.text for each in ("2391", "elak", "\u202e", "<b>"))
