"""E-mail as RFC 5322 has it (EML): the headers one reads first, the body, and the files that came with it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import Path
from typing import Final

from ingest.ocr import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.html_text import text_of
from ingest.request import ReadRequest
from ingest.text_decoding import decode
from models.document import Attachment
from models.errors import CorruptFileError

_SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")
_EXTENSIONS: Final = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "image/jpeg": ".jpg",
                      "image/png": ".png", "application/pdf": ".pdf"}  # fmt: skip


def open_mail(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """The headers and the body as one text; every other part as an attachment."""
    content = path.read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content.startswith(b"\xef\xbb\xbf"):
        content = (decode(content) or "").encode("utf-8")
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = _body(message)
        text = "\n".join([*_headers(message), "", body])
        attachments = list(_attachments(message, request.limits.attachments))
    except (RecursionError, ValueError, LookupError) as error:
        raise CorruptFileError("Brevet går inte att tolka") from error
    return OpenFlow(text, request.limits, title=header(message, "Subject"), attachments=attachments)


def _headers(message: EmailMessage) -> Iterator[str]:
    for name in _SHOWN:
        value = header(message, name)
        if value:
            yield f"{name}: {value}"


def header(message: EmailMessage, name: str) -> str:
    """A header's value on one line. Headers that the parser stumbles on are given as they stand in the file."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # the stdlib's header parser raises many kinds on malformed headers (python/cpython#88803 …)
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _body(message: EmailMessage) -> str:
    part: MIMEPart | None = message.get_body(preferencelist=("plain", "html"))
    if part is None and not message.is_multipart() and message.get_content_maintype() in ("text", "multipart"):
        part = message  # also a multipart mail whose parts nobody can find
    if part is None:
        return ""
    text = content_text(part)
    return text_of(text) if part.get_content_type() == "text/html" else text


def content_text(part: MIMEPart) -> str:
    """A text part's text, also where its charset is unknown or wrong."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw.decode(charset).replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return decode(raw) or raw.decode("latin-1")


def _attachments(message: EmailMessage, most: int) -> Iterator[Attachment]:
    body = message.get_body(preferencelist=("plain", "html"))
    shown = {id(body)} | _alternatives(message)
    for number, part in enumerate(_leaves(message), start=1):
        if part is message or id(part) in shown:
            continue
        if number > most:
            raise CorruptFileError("Brevet har för många bilagor")
        yield Attachment(_file_name(part, number), _content(part))


def _alternatives(message: EmailMessage) -> set[int]:
    """The HTML twin of a plain body: the same text again, no attachment."""
    bodies = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    return {id(part) for part in bodies if part is not None}


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that is not a container; a mail within the mail is one part."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.iter_parts():
        if isinstance(part, EmailMessage):
            yield from _leaves(part)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        return inner.as_bytes(policy=email.policy.compat32) if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: EmailMessage, number: int) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:  # as for headers
        name = ""
    if not name and part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        name = header(inner, "Subject") + ".eml" if isinstance(inner, EmailMessage) else ""
    return name or f"del-{number}{_EXTENSIONS.get(part.get_content_type(), '.bin')}"
