"""Headers of a mail as text (RFC 5322, RFC 2047), also such as no standard allows. The standard library's own parser
takes minutes on a header of a megabyte and raises on many a malformed one; this takes what it can and never raises.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Mapping
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from ingest.text.decoding import decode

_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_RUN: Final = re.compile(r"(?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)+")
_BETWEEN: Final = re.compile(r"\?=[ \t\r\n]{1,200}(?==\?)")  # RFC 2047 6.2: the space between two words is not shown
_LATIN: Final = frozenset(("iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"))
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,250}>")
_LONGEST_FACT: Final = 499


def header(message: Message, name: str, most: int) -> str:
    """The header's first value, decoded, on one line, cut after ``most`` characters; empty where there is none."""
    wanted = name.lower()
    for key, raw in message.raw_items():
        if key.lower() == wanted:
            return one_line(decoded(str(raw)[:most]))
    return ""


def one_line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def decoded(raw: str) -> str:
    """``raw`` with its encoded words decoded; bytes that are not ASCII (surrogates) are read as UTF-8 or CP1252."""
    text = raw
    if not raw.isascii():
        content = raw.encode("utf-8", "surrogateescape")
        text = text_in(content, "utf-8")
    if "=?" not in text:
        return text
    return _RUN.sub(_decoded_run, _BETWEEN.sub("?=", text))


def _decoded_run(match: re.Match[str]) -> str:
    """Words that follow one another: a character may begin in one and end in the next (against RFC 2047)."""
    written: list[str] = []
    content, charset = b"", ""
    for word in _WORD.finditer(match.group()):
        try:
            piece = _word_bytes(word)
        except (binascii.Error, ValueError):
            written.extend((text_in(content, charset), word.group()))
            content, charset = b"", ""
            continue
        if word.group(1).lower() != charset:
            written.append(text_in(content, charset))
            content, charset = b"", word.group(1).lower()
        content += piece
    written.append(text_in(content, charset))
    return "".join(written)


def _word_bytes(word: re.Match[str]) -> bytes:
    payload = word.group(3).encode("ascii", "replace")
    if word.group(2) not in "bB":
        return binascii.a2b_qp(payload, header=True)
    content = binascii.a2b_base64(payload + b"===")
    if payload and not content:
        raise ValueError("Inga tecken i base64")
    return content


def text_in(content: bytes, charset: str) -> str:
    """``content`` in ``charset``, or in what it seems to be where that is unknown or wrong."""
    name = charset.partition("*")[0].lower()  # RFC 2231 5: the language stands after a star
    try:
        return content.decode("cp1252" if name in _LATIN and not content.isascii() else name or "utf-8")
    except (LookupError, ValueError):
        return decode(content) or content.decode("latin-1")


def facts(headers: Mapping[str, str]) -> dict[str, str]:
    """What ties a mail to its thread, from its decoded ``headers``; what is missing or cannot be read is left out."""
    found = {
        "message_id": _first_id(headers.get("Message-ID", "")),
        "in_reply_to": _first_id(headers.get("In-Reply-To", "")),
        "references": _joined(_MESSAGE_ID.findall(headers.get("References", ""))),
        "thread_topic": headers.get("Thread-Topic", ""),
        "date": iso_date(headers.get("Date", "")),
        "subject": headers.get("Subject", ""),
        "from": headers.get("From", ""),
        "to": headers.get("To", ""),
    }
    return {name: value[:_LONGEST_FACT] for name, value in found.items() if value}


def _first_id(value: str) -> str:
    match = _MESSAGE_ID.search(value)
    return match.group() if match else value.partition(" ")[0]


def _joined(ids: Iterable[str]) -> str:
    """The first, which is the thread's, and as many of the last, which are the nearest, as a fact has room for."""
    first, *rest = ids or [""]
    kept: list[str] = []
    room = _LONGEST_FACT - len(first)
    for id in reversed(rest):
        room -= len(id) + 1
        if room < 0:
            break
        kept.insert(0, id)
    return " ".join([first, *kept])


def iso_date(value: str) -> str:
    """A Date header as ISO 8601 with its own time zone, or empty where it cannot be read."""
    try:
        return parsedate_to_datetime(value[:200]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return ""
