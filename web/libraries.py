"""Libraries of others, handed to browsers as our own static files are: by a hashed address, kept for good."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Final

from flask import Blueprint, Flask, Response, abort, request, url_for

from web.library_list import FOLDER, libraries

ENDPOINT: Final = "libraries.file"
blueprint = Blueprint("libraries", __name__)


@dataclass(frozen=True, slots=True)
class _Script:
    """A file as it is sent, packed and not, and what tells its content from another's."""

    plain: bytes
    packed: bytes
    fingerprint: str


def set_up(app: Flask) -> None:
    """Give templates ``library('cytoscape.js')``."""
    app.jinja_env.globals["library"] = address


def address(name: str) -> str:
    """Where a page finds the file; empty where set-up could not fetch it, so that the page does without and says so."""
    found = _script(name)
    return url_for(ENDPOINT, filename=name, v=found.fingerprint) if found else ""


@blueprint.get("/bibliotek/<path:filename>")
def file(filename: str) -> Response:
    """One of the files that are listed for pages; ours to read is no other."""
    found = _script(filename)
    if found is None:
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(found.packed if packed else found.plain, mimetype="text/javascript")
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _script(name: str) -> _Script | None:
    return _read(name) if name in _served() and (FOLDER / name).is_file() else None


@cache
def _served() -> frozenset[str]:
    names = (name for each in libraries() if each.served for name in each.files.values())
    return frozenset(name for name in names if name.endswith(".js"))


@cache
def _read(name: str) -> _Script:
    plain = (FOLDER / name).read_bytes()
    return _Script(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:12])
