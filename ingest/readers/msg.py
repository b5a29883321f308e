"""MSG: one item of Outlook's in an OLE file ([MS-OXMSG]). A mail within it is written out as a mail file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import olefile  # type: ignore[import-untyped, unused-ignore]

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers import mapi
from ingest.readers.container import OpenContainer
from ingest.readers.eml_writing import eml_of
from ingest.readers.letter import Letter, open_letter
from ingest.readers.mapi import Properties, Value
from ingest.readers.outlook_item import letter_of_item
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_BROKEN: Final = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError,
                  OverflowError)  # fmt: skip
_HEADERS: Final = {"": 32, "message": 24}  # bytes before the properties: of the file, of a mail within; else 8
_DEEPEST: Final = 10  # mails in mails: each is written into the one around it, a third larger each time
_PROPERTIES: Final = "__properties_version1.0"
_NAMES: Final = "__nameid_version1.0"


def open_msg(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Headers, body, attachments, as of any other mail."""
    try:
        with olefile.OleFileIO(path) as file:
            return open_letter(_Item(file, _named_ids(file)).letter(), request.limits)
    except _BROKEN as error:
        raise CorruptFileError("MSG-filen är skadad") from error


def _named_ids(file: olefile.OleFileIO) -> dict[int, int]:
    where = [_NAMES, "__substg1.0_00030102"]
    return mapi.named_ids(file.openstream(where).read()) if file.exists(where) else {}


class _Item:
    """A storage of the file that is an item: the root, or one within an attachment."""

    def __init__(self, file: olefile.OleFileIO, names: dict[int, int], at: tuple[str, ...] = ()) -> None:
        self._file, self._names, self._at = file, names, at
        self._streams = [tuple(entry) for entry in file.listdir()]
        self._lost = ""

    def letter(self, depth: int = 0) -> Letter:
        kind = "message" if self._at else ""
        properties = self._properties(self._at, _HEADERS[kind])
        recipients = [self._properties(at, 8) for at in self._storages("__recip_version1.0_#")]
        files = list(self._files(depth))
        return letter_of_item(properties, recipients, files, self._lost)

    def _storages(self, beginning: str) -> list[tuple[str, ...]]:
        level = len(self._at)
        inside = (entry for entry in self._streams if entry[:level] == self._at and len(entry) > level + 1)
        return sorted({entry[: level + 1] for entry in inside if entry[level].startswith(beginning)})

    def _files(self, depth: int) -> Iterator[RawAttachment]:
        for number, at in enumerate(self._storages("__attach_version1.0_#"), start=1):
            properties = self._properties(at, 8)
            name = mapi.string(properties, mapi.LONG_NAME, mapi.FILE_NAME, mapi.NAME) or f"bilaga {number}"
            content = properties.get(mapi.CONTENT)
            inner = (*at, "__substg1.0_3701000D")
            if isinstance(content, bytes):
                yield RawAttachment(name, content)
            elif self._file.exists([*inner, _PROPERTIES]) and depth < _DEEPEST:
                letter = _Item(self._file, self._names, inner).letter(depth + 1)
                yield RawAttachment(name if name.lower().endswith(".eml") else f"{name}.eml", eml_of(letter))
            else:  # an object of another program's, a link to a file elsewhere, or too deep
                self._lost = "attachments_unread"

    def _properties(self, at: tuple[str, ...], header: int) -> Properties:
        """The properties of the storage ``at``: those of fixed size from its table, the others from their streams."""
        table = self._read((*at, _PROPERTIES))[header:]
        numbers = self._fixed(table)
        encoding = mapi.charset(numbers.get(mapi.CODEPAGE) or numbers.get(mapi.INTERNET_CODEPAGE))
        return {**numbers, **dict(self._strings(at, encoding))}

    def _fixed(self, table: bytes) -> dict[int, Value]:
        found: dict[int, Value] = {}
        for at in range(0, len(table) - 15, 16):
            kind, id = struct.unpack_from("<HH", table, at)
            value = mapi.value(kind, table[at + 8 : at + 16], "ascii") if kind in _FIXED else None
            if value is not None:
                found[self._names.get(id, id)] = value
        return found

    def _strings(self, at: tuple[str, ...], encoding: str) -> Iterator[tuple[int, Value]]:
        level = len(at)
        for entry in self._streams:
            tag = entry[-1].removeprefix("__substg1.0_")
            if len(entry) == level + 1 and entry[:level] == at and len(tag) == 8 and tag != entry[-1]:
                id, kind = int(tag[:4], 16), int(tag[4:], 16)
                value = mapi.value(kind, self._read(entry), encoding) if kind in _VARIABLE else None
                if value is not None:
                    yield self._names.get(id, id), value

    def _read(self, entry: tuple[str, ...]) -> bytes:
        return bytes(self._file.openstream(list(entry)).read()) if self._file.exists(list(entry)) else b""


_FIXED: Final = frozenset((mapi.INTEGER, mapi.BOOLEAN, mapi.TIME))
_VARIABLE: Final = frozenset((mapi.STRING8, mapi.UNICODE, mapi.BINARY))
