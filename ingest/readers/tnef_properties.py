"""Tables of properties as TNEF writes them ([MS-OXTNEF] 2.1.3.4)."""

from __future__ import annotations

import struct
from typing import Final

from ingest.readers import mapi
from ingest.readers.mapi import NAMED, Value

Table = dict[int, Value]
_SEVERAL: Final = 0x1000
_SIZES: Final = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_COUNTED: Final = frozenset((mapi.STRING8, mapi.UNICODE, mapi.BINARY, mapi.OBJECT))
_OBJECT_GUID: Final = 16  # bytes before what an object holds


def properties_of(raw: bytes, encoding: str) -> Table:
    """The one table that ``raw`` is. Raises struct.error or ValueError where it does not hold together."""
    return _table(raw, 0, encoding)[0]


def rows_of(raw: bytes, encoding: str) -> list[Table]:
    """Several tables, one for each recipient ([MS-OXTNEF] 2.1.3.5)."""
    (count,) = struct.unpack_from("<I", raw)
    rows: list[Table] = []
    at = 4
    while len(rows) < count and at + 4 <= len(raw):
        row, at = _table(raw, at, encoding)
        rows.append(row)
    return rows


def _table(raw: bytes, at: int, encoding: str) -> tuple[Table, int]:
    (count,) = struct.unpack_from("<I", raw, at)
    at += 4
    found: Table = {}
    for _ in range(count):
        kind, id = struct.unpack_from("<HH", raw, at)
        at += 4
        if id >= 0x8000:
            id, at = _named(raw, at)
        values, at = _values(raw, at, kind)
        value = mapi.value(kind & ~_SEVERAL, values[0], encoding) if values else None
        if value is not None:
            found[id] = value
    return found, at


def _named(raw: bytes, at: int) -> tuple[int, int]:
    """NAMED plus the number after the GUID, or 0 for a property that has a word for its name; and where it ends."""
    (by_word, number) = struct.unpack_from("<II", raw, at + 16)
    if not by_word:
        return NAMED | number & 0xFFFF, at + 24
    return 0, at + 24 + _padded(number)


def _values(raw: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    several, kind = bool(kind & _SEVERAL), kind & ~_SEVERAL
    if kind in _SIZES and not several:
        return [raw[at : at + _SIZES[kind]]], at + _SIZES[kind]
    if kind not in _SIZES and kind not in _COUNTED:
        raise ValueError("Okänd typ av egenskap")
    (count,) = struct.unpack_from("<I", raw, at)
    at += 4
    if count > len(raw):
        raise ValueError("Fler värden än byte")
    values = []
    for _ in range(count):
        size = _SIZES.get(kind, 0)
        if not size:
            (size,) = struct.unpack_from("<I", raw, at)
            at += 4
        if at + size > len(raw):
            raise ValueError("Egenskapen bryts av")
        values.append(raw[at : at + size])
        at += _padded(size)
    return values, at


def _padded(size: int) -> int:
    return (size + 3) & ~3
