"""What kind of text a text is: mail, a mailbox, HTML, XML, records, rows, or words."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from models.errors import CorruptFileError

_NAMED: Final = {".csv": "text/csv", ".tsv": "text/csv", ".html": "text/html", ".htm": "text/html",
                 ".json": "application/json", ".rtf": "application/rtf", ".mbox": "application/mbox"}  # fmt: skip
_PACKAGES: Final = frozenset((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".7z", ".pdf"))
_HTML: Final = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
_XML: Final = re.compile(r"^\s*<\?xml\b", re.I)
_ALTO: Final = re.compile(r"<([A-Za-z]+:)?alto\b", re.I)
_HOCR: Final = re.compile(r"""class=['"]ocr_page\b|name=['"]ocr-system['"]""")
_RECORD: Final = re.compile(r"""^\s*(\[\s*)?\{\s*"[^"\n]{1,200}"\s*:""")
_HEADER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):")
_MAIL_HEADERS: Final = frozenset(
    ("from", "to", "cc", "subject", "date", "received", "return-path", "message-id", "mime-version", "reply-to",
     "delivered-to", "content-type", "in-reply-to", "references", "sender")
)  # fmt: skip
_MBOX_NEXT: Final = re.compile(r"\n\nFrom \S+.*\d\d:\d\d")
_MAIL_ONLY: Final = _MAIL_HEADERS - {"to", "date", "subject"}  # a memo begins with these too


def text_type(head: str, name: str) -> str:
    """The media type of a text that begins with ``head``, called ``name`` by whoever sent it.

    Raises :class:`CorruptFileError` where the name says that it is a package, which no text can be: an error page saved
    in place of the file, most often.
    """
    if _HTML.search(head):
        return "text/vnd.hocr+html" if _HOCR.search(head) else "text/html"
    if _XML.search(head) or _ALTO.match(head.lstrip("\ufeff\n\r\t ")):
        return "application/alto+xml" if _ALTO.search(head) else _other_xml(head)
    if head.startswith("From ") and _is_mail(head.partition("\n")[2]):
        several = name.lower().endswith(".mbox") or _MBOX_NEXT.search(head)
        return "application/mbox" if several else "message/rfc822"
    if _is_mail(head):
        return "message/rfc822"
    if _RECORD.match(head):
        return "application/x-ndjson"
    ending = PurePosixPath(name.lower()).suffix
    if ending in _PACKAGES:
        raise CorruptFileError(f"Filen heter {ending} men är text")
    return _NAMED.get(ending, "text/plain")


def _other_xml(head: str) -> str:
    return "text/vnd.hocr+html" if _HOCR.search(head) else "text/xml"


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
