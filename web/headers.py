"""The security headers of every answer: nothing from elsewhere, nothing inline, nothing kept by the browser."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final, cast
from urllib.parse import quote

from flask import Flask, Response, g, request

from models.masking import mask
from web.doors import FILES

REPORTS: Final = "/csp-rapport"
"""Where a browser tells what a page tried and was not let to (``web/policy_reports.py``)."""
_POLICY: Final = (
    "default-src 'none'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    f"report-uri {REPORTS}",
)
ATTACHMENT_POLICY: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For bytes that came from outside: even if a browser shows them, they run and load nothing."""

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # as the policy's frame-ancestors, for scanners that ask for nothing newer
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(
        f"{each}=()"
        for each in (
            "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "geolocation",
            "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
        )
    ),
    "X-Robots-Tag": "noindex",
}  # fmt: skip
_HSTS: Final = "max-age=31536000; includeSubDomains"
_STATIC_CACHE: Final = "public, max-age=31536000, immutable"  # the address carries a hash of the file


def nonce() -> str:
    """What marks our own sheets and scripts in this answer, and no other: 128 bits that nobody can know beforehand."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return cast(str, g.nonce)


def policy() -> str:
    """The Content-Security-Policy of this answer: a sheet or script without its nonce is not loaded, ours neither."""
    return "; ".join((*_POLICY, *(f"{kind} 'nonce-{nonce()}'" for kind in ("script-src", "style-src"))))


def set_headers(app: Flask, *, https: bool) -> None:
    """Hang the headers on every answer of the app, errors included, and give templates the nonce."""
    app.jinja_env.globals["nonce"] = nonce

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        response.headers.setdefault("Content-Security-Policy", policy())
        versioned = request.endpoint in FILES and response.status_code == 200 and "v" in request.args
        response.headers["Cache-Control"] = _STATIC_CACHE if versioned else "no-store"
        if g.get("left"):  # nothing is kept there; what a fault of ours might leave goes (ASVS 5.0, 14.3.1)
            response.headers["Clear-Site-Data"] = '"storage"'
        if https:
            response.headers["Strict-Transport-Security"] = _HSTS
        return response


def attachment(content: bytes, name: str, media_type: str = "application/octet-stream") -> Response:
    """An answer that is only ever saved, never shown: bytes from a file that nobody vouches for."""
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = _disposition(
        mask(_plain(name))
    )  # dropping signs may bring digits together
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def _disposition(name: str) -> str:
    """The name in ASCII for old browsers, and whole as RFC 6266 has it: a header holds no other letters."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or "original"
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def _plain(name: str) -> str:
    """The name without path separators and control characters."""
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\"')
    return kept[-150:].lstrip(".") or "original"
