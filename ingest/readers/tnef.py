"""TNEF (winmail.dat, [MS-OXTNEF]): what Outlook sends beside a mail: its body, and the files that came with it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers import mapi
from ingest.readers.container import OpenContainer
from ingest.readers.eml_writing import eml_of
from ingest.readers.letter import Letter, open_letter
from ingest.readers.mail_headers import text_in
from ingest.readers.mapi import Value
from ingest.readers.outlook_item import letter_of_item
from ingest.readers.tnef_properties import Table, properties_of, rows_of
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_SUBJECT, _BODY, _MESSAGE_CLASS, _MESSAGE_ID = 0x8004, 0x800C, 0x8008, 0x8009
_CODEPAGE, _PROPERTIES, _RECIPIENTS = 0x9007, 0x9003, 0x9004
_FILE_BEGINS, _FILE_TITLE, _FILE_CONTENT, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_TEXTS: Final = {_SUBJECT: mapi.SUBJECT, _BODY: mapi.BODY, _MESSAGE_ID: mapi.MESSAGE_ID, _MESSAGE_CLASS: 0x001A}
_MESSAGE: Final = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage, before a TNEF within the TNEF
_DEEPEST: Final = 10
_HEAD: Final = 9


@dataclass(slots=True)
class _Item:
    """What was found so far. ``files`` are the property tables of the attachments."""

    properties: Table = field(default_factory=dict)
    recipients: list[Table] = field(default_factory=list)
    files: list[Table] = field(default_factory=list)
    encoding: str = "cp1252"
    whole: bool = True


def open_tnef(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Read as far as it goes: where it breaks off, what came before is kept."""
    raw = path.read_bytes()
    if not raw.startswith(_SIGNATURE):
        raise CorruptFileError("Ingen TNEF-fil")
    return open_letter(_letter(raw, 0), request.limits)


def _letter(raw: bytes, depth: int) -> Letter:
    item = _Item()
    try:
        for id, content in _attributes(raw, item):
            _take(item, id, content)
    except (struct.error, ValueError, IndexError, OverflowError):
        item.whole = False
    files = list(_files(item, depth))
    lost = "" if item.whole and len(files) == len(item.files) else "attachments_unread"
    return letter_of_item(item.properties, item.recipients, files, lost)


def _attributes(raw: bytes, item: _Item) -> Iterator[tuple[int, bytes]]:
    """Level, id, type, length, content, checksum, one after the other ([MS-OXTNEF] 2.1.3)."""
    at = len(_SIGNATURE) + 2
    while at + _HEAD <= len(raw):
        id, _, size = struct.unpack_from("<HHI", raw, at + 1)
        end = at + _HEAD + size
        yield id, raw[at + _HEAD : end]
        at = end + 2
    item.whole = item.whole and at <= len(raw)


def _take(item: _Item, id: int, content: bytes) -> None:
    if id in _TEXTS:
        item.properties.setdefault(_TEXTS[id], text_in(content.rstrip(b"\0"), item.encoding))
    elif id == _CODEPAGE:
        item.encoding = mapi.charset(int.from_bytes(content[:4], "little"))
    elif id == _PROPERTIES:
        item.properties.update(properties_of(content, item.encoding))
    elif id == _RECIPIENTS:
        item.recipients = rows_of(content, item.encoding)
    elif id == _FILE_BEGINS:
        item.files.append({})
    elif item.files:
        _take_file(item, id, content)


def _take_file(item: _Item, id: int, content: bytes) -> None:
    if id == _FILE_TITLE:
        item.files[-1].setdefault(mapi.FILE_NAME, text_in(content.rstrip(b"\0"), item.encoding))
    elif id == _FILE_CONTENT:
        item.files[-1][mapi.CONTENT] = content
    elif id == _FILE_PROPERTIES:
        item.files[-1] = {**item.files[-1], **properties_of(content, item.encoding)}


def _files(item: _Item, depth: int) -> Iterator[RawAttachment]:
    for number, properties in enumerate(item.files, start=1):
        content: Value | None = properties.get(mapi.CONTENT)
        name = mapi.string(properties, mapi.LONG_NAME, mapi.FILE_NAME, mapi.NAME) or f"bilaga {number}"
        if isinstance(content, bytes) and content.startswith(_MESSAGE) and depth < _DEEPEST:
            inner = eml_of(_letter(content[len(_MESSAGE) :], depth + 1))
            yield RawAttachment(name if name.lower().endswith(".eml") else f"{name}.eml", inner)
        elif isinstance(content, bytes):
            yield RawAttachment(name, content)
