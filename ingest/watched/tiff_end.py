"""Whether a TIFF has its end: its directories of pages, and the strips that they point at, lie within the file.

Writers put them in either order, so both are asked after (TIFF 6.0, sections 2 and 15).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

_MOST_WORK: Final = 4_000_000  # numbers, of all directories: 500 pages of one row a strip, 5,000 of one strip a page
_EACH: Final = 16  # numbers could be had for what it costs to read some
_ENTRY: Final = 12  # bytes
_OFFSETS: Final = (273, 324)  # of strips, of tiles
_COUNTS: Final = (279, 325)  # bytes of each
_KINDS: Final = {3: "H", 4: "I"}


class _EnoughError(Exception):
    """So much was read, and nothing was missing."""


class _Numbers:
    """Reads the numbers of a file, at most so many in all: one may be made to be read for ever."""

    def __init__(self, untrusted: BinaryIO, order: str) -> None:
        self._untrusted, self._order, self._left = untrusted, order, _MOST_WORK

    def read(self, at: int, kind: str, count: int = 1) -> tuple[int, ...]:
        self._left -= count + _EACH
        if self._left < 0:
            raise _EnoughError
        form = f"{self._order}{count}{kind}"
        self._untrusted.seek(at)
        return struct.unpack(form, self._untrusted.read(struct.calcsize(form)))


def tiff_ends(untrusted: BinaryIO, size: int) -> bool:
    """Whether nothing that the file names lies behind its end. Stops at the first that does."""
    try:
        order = "<" if untrusted.read(4)[:2] == b"II" else ">"
        return all(end <= size for end in _ends(_Numbers(untrusted, order)))
    except struct.error:  # read past the end
        return False
    except _EnoughError:
        return True


def _ends(numbers: _Numbers) -> Iterator[int]:
    """Where each thing that the file names would end."""
    (at,) = numbers.read(4, "I")
    while at:
        (count,) = numbers.read(at, "H")
        end = at + 2 + _ENTRY * count
        yield end + 4
        found = dict(_arrays(numbers, at + 2, count))
        for offsets, counts in zip(_OFFSETS, _COUNTS, strict=True):
            yield from map(sum, zip(found.get(offsets, ()), found.get(counts, ()), strict=False))
        (at,) = numbers.read(end, "I")


def _arrays(numbers: _Numbers, at: int, count: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    for entry in range(at, at + _ENTRY * count, _ENTRY):
        tag, kind = numbers.read(entry, "H", 2)
        if tag not in (*_OFFSETS, *_COUNTS) or kind not in _KINDS:
            continue
        (length,) = numbers.read(entry + 4, "I")
        inline = length * struct.calcsize(_KINDS[kind]) <= 4
        where = entry + 8 if inline else numbers.read(entry + 8, "I")[0]
        yield tag, numbers.read(where, _KINDS[kind], length)
