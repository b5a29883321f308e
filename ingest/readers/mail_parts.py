"""The parts of a MIME message (RFC 2045, RFC 2046): which are its words, and which are files that came with it."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from ingest.raw_page import RawAttachment
from ingest.readers.html_text import text_of
from ingest.readers.mail_headers import decoded, header, one_line, text_in
from ingest.readers.mail_parsing import WRITTEN, parsed

_EXTENSIONS: Final = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "image/jpeg": ".jpg",
                      "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf", "text/calendar": ".ics",
                      "text/csv": ".csv", "text/rfc822-headers": ".txt", "message/delivery-status": ".txt",
                      "application/pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m"}  # fmt: skip
_WORDS: Final = frozenset(("text/plain", "text/html", "text/enriched", "text/x-amp-html"))
_BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError)  # what the library raises on malformed parts
_CONTINUED: Final = 10
_HEADER: Final = 65_536  # characters of a header of a part that stands after an end
_PADDING: Final = re.compile(rb"=+")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")
_UU_NAME: Final = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,250})", re.M)


@dataclass(slots=True)
class Parts:
    """What was found: the pieces of the body in order, as text, and the files."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[RawAttachment] = field(default_factory=list)
    continued: int = 0  # times that what came after a part's end was looked at for parts

    @property
    def body(self) -> str:
        return "\n\n".join(piece.strip("\n") for piece in (*self.plain, *self.html) if piece.strip())


def parts_of(message: Message) -> Parts:
    """The words and files of ``message``. Of alternatives the plain one is read, where it says anything."""
    found = Parts()
    _take(message, found, top=True)
    return found


def _take(part: Message, found: Parts, *, top: bool = False) -> None:
    kind, payload = content_type(part), inner_parts(part)
    if payload is not None and kind.startswith("multipart/"):
        if kind == "multipart/alternative":
            _take_alternatives(payload, found)
        else:
            for inner in payload:
                _take(inner, found)
        _take_after_end(part, found)
    elif payload is not None:  # message/rfc822, message/delivery-status …
        found.files.append(RawAttachment(_name(part, kind, len(found.files)), _messages(payload)))
    elif _is_words(part, kind) or kind.startswith("multipart/") or (top and kind.startswith("text/")):
        _take_words(part, kind, found)
    else:
        content = payload_bytes(part)
        found.files.append(RawAttachment(_name(part, kind, len(found.files), content), content))


def _take_after_end(part: Message, found: Parts) -> None:
    """Parts that stand after the end of ``part``: so it is where a part within has the same boundary."""
    boundary, epilogue = _parameter(part, "boundary"), str(part.epilogue or "")
    if not boundary or f"\n--{boundary}\n" not in f"\n{epilogue}" or found.continued >= _CONTINUED:
        return
    found.continued += 1
    head = f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'
    _take(parsed((head + epilogue).encode("utf-8", "surrogateescape"), _HEADER), found)


def inner_parts(part: Message) -> list[Message] | None:
    """The parts of a part that has any, else None."""
    payload = part.get_payload() if part.is_multipart() else None
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else None


def _written_text(part: Message) -> str:
    """What stands in a part that has none within, still encoded."""
    try:
        return str(part.get_payload())
    except _BROKEN:
        return ""


def _take_alternatives(alternatives: list[Message], found: Parts) -> None:
    """The same words in several forms: the first that has plain ones, else the first that has any. Files of all."""
    forms = []
    for each in alternatives:
        form = Parts()
        _take(each, form)
        forms.append(form)
        found.files.extend(form.files)
    best = next((form for form in forms if "".join(form.plain).strip()), None)
    best = best or next((form for form in forms if form.html), Parts())
    found.plain.extend([best.body] if best.body else [])


def _take_words(part: Message, kind: str, found: Parts) -> None:
    text = content_text(part)
    if kind in ("text/html", "text/x-amp-html"):
        found.html.append(text_of(text))
    else:
        found.plain.append(text)


def _is_words(part: Message, kind: str) -> bool:
    return kind in _WORDS and not file_name(part) and not _disposition(part).startswith("attachment")


def content_type(part: Message) -> str:
    """The media type in lower case, without parameters; text/plain where none can be read (RFC 2045, 5.2)."""
    return part.get_content_type()


def _disposition(part: Message) -> str:
    return header(part, "Content-Disposition", 100).lower()


def content_text(part: Message) -> str:
    """A text part's text, also where its charset is unknown or wrong."""
    return text_in(payload_bytes(part), _parameter(part, "charset")).replace("\r\n", "\n")


def _parameter(part: Message, name: str) -> str:
    try:
        return str(part.get_param(name) or "")[:100]
    except _BROKEN:
        return ""


def payload_bytes(part: Message) -> bytes:
    """What the part holds, decoded. Base64 goes past the library, which copies it three times and stops at a "="."""
    if header(part, "Content-Transfer-Encoding", 100).lower() == "base64" and not part.is_multipart():
        return b"".join(map(_from_base64, _PADDING.split(_written_text(part).encode("ascii", "ignore"))))
    try:
        payload = part.get_payload(decode=True)
    except _BROKEN:
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _from_base64(text: bytes) -> bytes:
    """What ``text``, which has no padding, stands for; a letter too many at its end is left out."""
    try:
        return binascii.a2b_base64(text + b"===")
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", text)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def _messages(payload: list[Message]) -> bytes:
    """A mail within the mail, or the blocks of a report, as they stood."""
    return b"\n".join(_written(payload))


def _written(payload: list[Message]) -> Iterator[bytes]:
    for inner in payload:
        try:
            yield inner.as_bytes(policy=WRITTEN)
        except (*_BROKEN, RecursionError):
            yield "".join(f"{name}: {value}\n" for name, value in inner.raw_items()).encode("utf-8", "replace")


def file_name(part: Message) -> str:
    """The name that the part is sent under, decoded, or empty."""
    headers = Message()
    for name, raw in part.raw_items():
        if name.lower() in ("content-disposition", "content-type"):  # bytes that are not ASCII the library would drop
            headers[name] = str(raw) if str(raw).isascii() else decoded(str(raw))
    try:
        return one_line(decoded(headers.get_filename() or ""))
    except _BROKEN:
        return ""


def _name(part: Message, kind: str, before: int, content: bytes = b"") -> str:
    name, inner = file_name(part), inner_parts(part)
    if not name and kind == "message/rfc822" and inner:
        subject = header(inner[0], "Subject", 200)
        name = f"{subject}.eml" if subject else ""
    if not name and "uu" in header(part, "Content-Transfer-Encoding", 100).lower():
        match = _UU_NAME.search(_written_text(part)[:1000].encode("utf-8", "replace"))
        name = match.group(1).decode("utf-8", "replace").strip() if match else ""
    return name or f"del-{before + 1}{_extension(kind)}"


def _extension(kind: str) -> str:
    by_family = {"text": ".txt", "message": ".eml"}
    return _EXTENSIONS.get(kind) or by_family.get(kind.partition("/")[0], ".bin")
