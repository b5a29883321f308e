"""A letter as a mail file (RFC 5322 with MIME): the same letter gives the same bytes, so that it is one document."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from email.header import Header
from typing import Final
from urllib.parse import quote

from ingest.raw_page import RawAttachment
from ingest.readers.letter import Letter

_LINE: Final = 57  # bytes that fill a line of 76 characters (RFC 2045, 6.8)


def eml_of(letter: Letter) -> bytes:
    """Headers, the body as plain text in UTF-8, the files as attachments."""
    body = _part('text/plain; charset="utf-8"', "", letter.body.encode("utf-8", "replace"))
    parts = [body, *(_file(file) for file in letter.files)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    boundary = digest.hexdigest()[:40].encode("ascii")
    head = "".join(f"{line}\r\n" for line in _headers(letter)).encode("ascii", "replace")
    mixed = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    pieces = [head, mixed]
    for part in parts:
        pieces += [b"--" + boundary + b"\r\n", part, b"\r\n"]
    return b"".join([*pieces, b"--" + boundary + b"--\r\n"])


def _headers(letter: Letter) -> Iterator[str]:
    for name, text in letter.headers.items():
        value = " ".join(text.split())
        yield f"{name}: {value if value.isascii() else _encoded(value)}"


def _encoded(value: str) -> str:
    return Header(value.encode("utf-8", "replace"), "utf-8", maxlinelen=76).encode(linesep="\r\n")


def _file(file: RawAttachment) -> bytes:
    """A mail too goes as bytes: what it is told from them, and they come out as they went in."""
    content = file.content if isinstance(file.content, bytes) else file.content.read()
    name = quote(file.untrusted_name.encode("utf-8", "replace"), safe="")
    disposition = f"Content-Disposition: attachment; filename*=utf-8''{name}\r\n"
    return _part("application/octet-stream", disposition, content)


def _part(kind: str, disposition: str, content: bytes) -> bytes:
    head = f"Content-Type: {kind}\r\n{disposition}Content-Transfer-Encoding: base64\r\n\r\n".encode("ascii")
    lines = (base64.b64encode(content[at : at + _LINE]) for at in range(0, len(content), _LINE))
    return head + b"\r\n".join(lines)
