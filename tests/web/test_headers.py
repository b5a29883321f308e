"""What every answer carries, errors and files included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import web
from tests.web.browsing import Browsing
from tests.web.conftest import Site
from web.app import create_app

TEMPLATES = sorted((Path(web.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize(
    "address", ["/", "/jobb", "/vem", "/finns-inte", "/d/finns-inte/1", "/healthz", "/readyz", "/static/icon.svg"]
)
def test_every_answer_is_locked_down(alva: Browsing, address: str) -> None:
    headers = alva.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for part in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_case_pages_and_pictures_are_never_kept(site: Site, alva: Browsing) -> None:
    id = site.ids["pm-fordon.pdf"]
    for address in ("/", f"/d/{id}/1", f"/d/{id}/1/bild", f"/d/{id}/original", "/jobb"):
        assert alva.get(address).headers["Cache-Control"] == "no-store", address


def test_static_files_are_kept_only_by_their_fingerprint(alva: Browsing) -> None:
    versioned = re.search(r'href="(/static/css/base\.css\?v=\w+)"', alva.get("/").text)
    assert versioned is not None
    assert "immutable" in alva.get(versioned[1]).headers["Cache-Control"]
    assert alva.get("/static/css/base.css").headers["Cache-Control"] == "no-store"


def test_an_original_is_an_attachment_that_may_do_nothing(site: Site, alva: Browsing) -> None:
    answer = alva.get(f"/d/{site.ids['pm-fordon.pdf']}/original")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="pm-fordon.pdf"')
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_over_https_the_cookie_is_bound_to_the_host(site: Site) -> None:
    app = create_app(site.store, site.index, https=True)
    answer = app.test_client().get("/logga-in", base_url="https://samsyn.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-samsyn=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_script_style_or_handler_in_it(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son(?!e=)[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "|safe" not in text
    assert not re.search(r"https?://", text)
    for tag in re.findall(r'<link [^>]*rel="stylesheet"[^>]*>|<script\b[^>]*>', text):
        assert 'nonce="{{ nonce() }}"' in tag, "the policy lets nothing else in"
