"""Whether a TIFF has its end: its directories of pages, and the strips that they point at, lie within the file.

Writers put them in either order, so both are asked after (TIFF 6.0, sections 2 and 15).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

_MOST_DIRECTORIES: Final = 10_000  # pages; a chain that goes round ends here
_MOST_STRIPS: Final = 100_000  # of a page
_ENTRY: Final = 12  # bytes
_OFFSETS: Final = (273, 324)  # of strips, of tiles
_COUNTS: Final = (279, 325)  # bytes of each
_KINDS: Final = {3: "H", 4: "I"}


def tiff_ends(untrusted: BinaryIO, size: int) -> bool:
    """Whether nothing that the file names lies behind its end. Stops at the first that does."""
    try:
        order = "<" if untrusted.read(4)[:2] == b"II" else ">"
        return all(end <= size for end in _ends(untrusted, order))
    except struct.error:  # read past the end
        return False


def _ends(untrusted: BinaryIO, order: str) -> Iterator[int]:
    """Where each thing that the file names would end."""
    at = _numbers(untrusted, 4, order, "I", 1)[0]
    for _ in range(_MOST_DIRECTORIES):
        count = _numbers(untrusted, at, order, "H", 1)[0]
        end = at + 2 + _ENTRY * count
        yield end + 4
        found = dict(_arrays(untrusted, at + 2, count, order))
        for offsets, counts in zip(_OFFSETS, _COUNTS, strict=True):
            yield from map(sum, zip(found.get(offsets, ()), found.get(counts, ()), strict=False))
        at = _numbers(untrusted, end, order, "I", 1)[0]
        if at == 0:
            return


def _arrays(untrusted: BinaryIO, at: int, count: int, order: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    for entry in range(at, at + _ENTRY * count, _ENTRY):
        tag, kind = _numbers(untrusted, entry, order, "H", 2)
        if tag not in (*_OFFSETS, *_COUNTS) or kind not in _KINDS:
            continue
        length = min(_numbers(untrusted, entry + 4, order, "I", 1)[0], _MOST_STRIPS)
        inline = length * struct.calcsize(_KINDS[kind]) <= 4
        where = entry + 8 if inline else _numbers(untrusted, entry + 8, order, "I", 1)[0]
        yield tag, _numbers(untrusted, where, order, _KINDS[kind], length)


def _numbers(untrusted: BinaryIO, at: int, order: str, kind: str, count: int) -> tuple[int, ...]:
    form = f"{order}{count}{kind}"
    untrusted.seek(at)
    return struct.unpack(form, untrusted.read(struct.calcsize(form)))
