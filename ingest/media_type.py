"""The type of a file, told from its bytes. Its name is only ever used to *refuse* text that says it is something else.

Our own small table, not a library's: we must be sure of seven types and name the rest; a wrong guess by a large table
would send a hostile file to the wrong reader.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from ingest.text_decoding import decode
from models.errors import CorruptFileError, UnsupportedTypeError

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL: Final = "message/rfc822"
PLAIN: Final = "text/plain"

_HEAD: Final = 8192
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\0\0\0\x0cjP  ", "image/jp2"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"BZh", "application/x-bzip2"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"!BDN", "application/vnd.ms-outlook-pst"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
)
_BINARY_ONLY: Final = frozenset((b"BM",))  # two letters also begin words: it must not look like text
_ZIPPED: Final = (
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("META-INF/manifest.xml", "application/vnd.oasis.opendocument"),
)
_NAMED: Final = {".csv": "text/csv", ".tsv": "text/csv", ".html": "text/html", ".htm": "text/html", ".xml": "text/xml",
                 ".json": "application/json", ".jsonl": "application/json", ".rtf": "application/rtf",
                 ".mbox": "application/mbox", ".hocr": "text/html"}  # fmt: skip
_HTML: Final = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
_XML: Final = re.compile(r"^\s*<\?xml\b", re.I)
_HEADER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):")
_MAIL_HEADERS: Final = frozenset(
    ("from", "to", "cc", "subject", "date", "received", "return-path", "message-id", "mime-version", "reply-to",
     "delivered-to", "content-type", "in-reply-to", "references", "sender")
)  # fmt: skip
_MBOX_NEXT: Final = re.compile(r"\n\nFrom \S+.*\d\d:\d\d")
_MAIL_ONLY: Final = _MAIL_HEADERS - {"to", "date", "subject"}  # a memo begins with these too


def media_type(path: Path, name: str) -> str:
    """The media type of the file at ``path``, called ``name`` by whoever sent it.

    Raises :class:`UnsupportedTypeError` for bytes of no type that we know at all.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # before PDF: an archive may hold one, uncompressed
        return _zipped(path)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for signature, found in _SIGNATURES:
        if head.startswith(signature) and not (signature in _BINARY_ONLY and decode(head, partial=True) is not None):
            return found
    text = decode(head, partial=len(head) == _HEAD)
    if text is None:
        raise UnsupportedTypeError("Okänd filtyp")
    return _text_type(text, name)


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CorruptFileError("Zip-filen är skadad") from error
    if "word/document.xml" in names:
        return DOCX
    for beginning, found in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            return found
    return "application/zip"


def _text_type(head: str, name: str) -> str:
    if _HTML.search(head):
        return "text/html"
    if _XML.search(head):
        return "text/xml"
    if head.startswith("From ") and _is_mail(head.partition("\n")[2]):
        several = name.lower().endswith(".mbox") or _MBOX_NEXT.search(head)
        return "application/mbox" if several else MAIL
    if _is_mail(head):
        return MAIL
    return _NAMED.get(PurePosixPath(name.lower()).suffix, PLAIN)


def _is_mail(head: str) -> bool:
    """Whether it begins with mail headers: two of those that we know, one of them such as no memo has."""
    found: set[str] = set()
    for line in head.lstrip("\ufeff\n").split("\n"):
        match = _HEADER.match(line)
        if match:
            found.add(match.group(1).lower())
        elif not line.startswith((" ", "\t")) or not found:
            break
    return len(found & _MAIL_HEADERS) >= 2 and bool(found & _MAIL_ONLY)
