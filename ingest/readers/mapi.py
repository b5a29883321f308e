"""Properties of Outlook's items ([MS-OXPROPS]) as MSG, PST and TNEF keep them, and what words they hold."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from ingest.readers.compressed_rtf import rtf_text
from ingest.readers.html_text import text_of
from ingest.readers.mail_headers import text_in

Value = str | bytes | int | datetime
Properties = Mapping[int, Value]
"""Property id → value; a named property stands under NAMED plus the number that names it (its LID)."""

NAMED: Final = 0x1_0000
MESSAGE_CLASS, SUBJECT, SUBMITTED, DELIVERED = 0x001A, 0x0037, 0x0039, 0x0E06
TRANSPORT_HEADERS, TOPIC, MESSAGE_ID, IN_REPLY_TO, REFERENCES = 0x007D, 0x0070, 0x1035, 0x1042, 0x1039
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP, SENT_FOR, SENT_FOR_ADDRESS = 0x0C1A, 0x0C1F, 0x5D01, 0x0042, 0x0065
DISPLAY_TO, DISPLAY_CC, RECIPIENT_KIND, NAME, ADDRESS, SMTP = 0x0E04, 0x0E03, 0x0C15, 0x3001, 0x3003, 0x39FE
BODY, RTF, HTML, INTERNET_CODEPAGE, CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE, 0x3FFD
CONTENT, FILE_NAME, LONG_NAME = 0x3701, 0x3704, 0x3707
STRING8, UNICODE, BINARY, OBJECT, INTEGER, BOOLEAN, TIME = 0x1E, 0x1F, 0x102, 0x0D, 0x03, 0x0B, 0x40
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_CODEPAGES: Final = {65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 28591: "cp1252", 28605: "iso-8859-15",
                     20866: "koi8-r", 50220: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030"}  # fmt: skip
_OWN_BYTES: Final = frozenset((BINARY, OBJECT))


def charset(codepage: object) -> str:
    """Windows' number of an encoding as Python calls it; cp1252 where there is none."""
    return _CODEPAGES.get(codepage, f"cp{codepage}") if isinstance(codepage, int) and codepage > 0 else "cp1252"


def value(kind: int, raw: bytes, encoding: str) -> Value | None:
    """``raw`` as a value of property type ``kind`` ([MS-OXCDATA] 2.11.1); None for a type that no text is made of."""
    if kind == UNICODE:
        return raw.decode("utf-16-le", "replace").rstrip("\0")
    if kind == STRING8:
        return text_in(raw.rstrip(b"\0"), encoding)
    if kind in _OWN_BYTES:
        return raw
    if kind in (INTEGER, BOOLEAN):
        return int.from_bytes(raw[:4], "little")
    return _time(int.from_bytes(raw[:8], "little")) if kind == TIME else None


def _time(ticks: int) -> datetime | None:
    """A FILETIME: tenths of microseconds since 1601 ([MS-DTYP] 2.3.3)."""
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None


def named_ids(entries: bytes) -> dict[int, int]:
    """Property id of one file → NAMED plus the number it stands for there ([MS-OXMSG] 2.2.3.1.2, [MS-PST] 2.4.7.1)."""
    found: dict[int, int] = {}
    for at in range(0, len(entries) - 7, 8):
        number, kind, index = struct.unpack_from("<IHH", entries, at)
        if not kind & 1 and number < NAMED:
            found.setdefault(0x8000 + index, NAMED | number)
    return found


def string(properties: Properties, *ids: int) -> str:
    """The first of the properties that is a text and says something."""
    for each in ids:
        found = properties.get(each)
        if isinstance(found, str) and found.strip("\0 "):
            return found.strip("\0")
    return ""


def moment(properties: Properties, *ids: int) -> datetime | None:
    found = (properties.get(each) for each in ids)
    return next((each for each in found if isinstance(each, datetime) and each > _EPOCH), None)


def body(properties: Properties) -> str:
    """The words of an item: plain, else of its HTML, else of its (compressed) RTF."""
    plain = string(properties, BODY)
    if plain.strip():
        return plain.replace("\r\n", "\n")
    html = properties.get(HTML)
    if isinstance(html, bytes):
        html = text_in(html, charset(properties.get(INTERNET_CODEPAGE)))
    if isinstance(html, str) and html.strip():
        return text_of(html)
    packed = properties.get(RTF)
    return rtf_text(packed) if isinstance(packed, bytes) else ""
