"""Signs of damage that can be seen in a PDF's bytes, cheaply: whether its own word about its pages can be believed.

pdfium opens most damaged files and is silent about what it could not find. So a file with one of these signs is walked
through page by page (:mod:`ingest.readers.pdf_repair`) before its number of pages is believed.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TAIL: Final = 4096  # bytes: where the end of a whole file stands, some rubbish after it allowed
_PAGE: Final = re.compile(rb"/Type\s{0,9}/Page(?![A-Za-z])")
_ENORMOUS_COUNT: Final = re.compile(rb"/Count\s{1,9}\+?\d{7,}")
_START: Final = re.compile(rb"startxref\s+(\d{1,12})")
_TABLE: Final = re.compile(rb"\s*(xref|\d{1,10}\s+\d{1,5}\s+obj)")
_OWN_ROOT: Final = re.compile(rb"trailer\s*<<|/Type\s{0,9}/XRef(?![A-Za-z])")
_BINARY_ENOUGH: Final = 20_000  # bytes: a file of this size with packed streams has line feeds without a return
_RETURNS_ENOUGH: Final = 50
_ONE_BY_ONE: Final = 64 * 1024 * 1024  # bytes: page objects are only counted in files up to this size


@dataclass(frozen=True, slots=True)
class Damage:
    """``pages_written``: page objects that stand in the open; older versions of a page count too.

    ``sent_as_text``: every line feed was given a return, also those within packed streams (FTP in text mode).
    """

    truncated: bool = False
    misplaced_table: bool = False
    enormous_count: bool = False
    sent_as_text: bool = False
    names_its_root: bool = True
    pages_written: int = 0

    @property
    def is_likely(self) -> bool:
        return self.truncated or self.misplaced_table or self.enormous_count or self.sent_as_text


def look_for_damage(path: Path) -> Damage:
    """The signs in the file at ``path``."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        tail = data[-_TAIL:]
        small = len(data) <= _ONE_BY_ONE
        misplaced = _misplaced(data, tail)
        return Damage(
            truncated=_truncated(tail),
            misplaced_table=misplaced,
            enormous_count=small and _ENORMOUS_COUNT.search(data) is not None,
            sent_as_text=small and misplaced and _sent_as_text(data),  # each return added moved the table
            names_its_root=not small or _OWN_ROOT.search(data) is not None,
            pages_written=sum(1 for _ in _PAGE.finditer(data)) if small else 0,
        )


def _truncated(tail: bytes) -> bool:
    """Whether the file ends among its objects: one laid out for the web has an end at its beginning too."""
    return max(tail.rfind(b"%%EOF"), tail.rfind(b"startxref")) <= max(0, tail.rfind(b" obj"), tail.rfind(b"stream"))


def _misplaced(data: mmap.mmap, tail: bytes) -> bool:
    """Whether the file says where its table of objects stands, and it is not there."""
    starts = _START.findall(tail)
    if not starts:
        return True
    before = max(0, data.find(b"%PDF-", 0, 1024))  # places are counted from the header where rubbish stands before it
    place = int(starts[-1])
    return all(_TABLE.match(data[at : at + 40]) is None for at in (place, place + before))


def _sent_as_text(data: mmap.mmap) -> bool:
    if len(data) < _BINARY_ENOUGH or data.find(b"/FlateDecode") < 0:
        return False
    whole = data[:]
    returns = whole.count(b"\r\n")
    return returns >= _RETURNS_ENOUGH and returns == whole.count(b"\n")
