"""E-mail as RFC 5322 has it (EML): the headers one reads first, the body, and the files that came with it."""

from __future__ import annotations

from email.message import Message
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.container import OpenContainer
from ingest.readers.letter import KEPT, Letter, open_letter
from ingest.readers.mail_headers import decoded, one_line, text_in
from ingest.readers.mail_parsing import parsed, parsed_headers
from ingest.readers.mail_parts import Parts, content_type, parts_of, payload_bytes
from ingest.readers.signed import CMS_TYPES, content_of
from ingest.request import ReadRequest
from ingest.text.decoding import decode
from models.errors import CorruptFileError, EncryptedFileError
from models.limits import Limits

_MARKED: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HEADERS: Final = 1_000_000  # bytes in which the headers of a mail are looked for that is nested too deep
_DEEPEST: Final = 3  # wrappings of a signed mail, one in the other


def open_mail(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """The headers and the body as one text; every other part as an attachment.

    Raises EncryptedFileError for a mail whose words are encrypted (S/MIME, PGP/MIME).
    """
    content = path.read_bytes()
    if content.startswith(_MARKED):
        content = (decode(content) or "").encode("utf-8")
    return open_letter(letter_of(content, request.limits), request.limits)


def letter_of(content: bytes, limits: Limits) -> Letter:
    """The mail that ``content`` is. One that is nested too deep is read as its headers and the text as it stands."""
    try:
        message = parsed(content, limits.header_characters)
        headers = headers_of(message)
        parts = _opened(message, limits, _DEEPEST)
    except RecursionError:
        message = parsed_headers(content[:_HEADERS], limits.header_characters)
        body = content.partition(b"\n\n")[2] or content.partition(b"\r\n\r\n")[2]
        return Letter(headers_of(message), text_in(body, "utf-8"), lost="attachments_unread")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CorruptFileError("Brevet går inte att tolka") from error
    cut = any(len(str(value)) >= limits.header_characters for _, value in message.raw_items())
    return Letter(headers, parts.body, parts.files, lost="headers_cut" if cut else "")


def headers_of(message: Message) -> dict[str, str]:
    """The headers that are kept, decoded, of each the first; those that are empty are left out."""
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    found = {name: one_line(decoded(raw.get(name.lower(), ""))) for name in KEPT}
    return {name: value for name, value in found.items() if value}


def _opened(message: Message, limits: Limits, depth: int) -> Parts:
    """The parts of the message, or of the one that is signed within it (RFC 8551, 3.5.2)."""
    kind = content_type(message)
    if kind == "multipart/encrypted":
        raise EncryptedFileError("Brevet är krypterat")
    if kind in CMS_TYPES and depth:
        inner = content_of(payload_bytes(message))
        if inner is not None:
            return _opened(parsed(inner, limits.header_characters), limits, depth - 1)
    return parts_of(message)
