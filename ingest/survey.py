"""A first walk through what is to be taken in: how many files there are, and in which order they are taken."""

from __future__ import annotations

import hashlib
import heapq
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.existing.beside import may_be_reading
from ingest.intake import check_paths, find_files
from models.store.hash_set import HashSet

_THICK_BYTES: Final = 1024 * 1024  # about five scanned pages: what takes seconds to read
_THICKEST: Final = 10_000


class Survey:
    """What the walk tells, so that the folders are walked twice in all, and three times where there may be readings.

    One of millions of files is walked for minutes, and changes meanwhile: nothing is kept of it but how many files they
    were, and the thickest.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        check_paths(paths)
        self._paths, self._thickest = paths, list[tuple[int, Path]]()
        self.files = 0
        self._has_readings = False

    def walk(self) -> Iterator[Path]:
        """Every file once, in order of name; to be gone through before :meth:`in_reading_order`."""
        for path in self._files():
            self.files += 1
            if may_be_reading(path.name):
                self._has_readings = True
            elif (size := _size(path)) >= _THICK_BYTES:
                put = heapq.heappush if len(self._thickest) < _THICKEST else heapq.heappushpop
                put(self._thickest, (size, path))
            yield path

    def in_reading_order(self) -> Iterator[Path]:
        """The same files, those first that may be readings of scans: a scan's reading is there when the scan is read.

        Then the thickest: one that came last would keep a core at work when all others have nothing left to do. Some,
        since each is kept in memory: those that are over before the rest is cannot be what is waited for. The rest as
        they lie, so that what a case holds is searchable together.
        """
        if self._has_readings:
            yield from (path for path in self._files() if may_be_reading(path.name))
        thickest = [path for _size, path in sorted(self._thickest, reverse=True)]
        yield from thickest
        seen = set(thickest)
        for path in self._files():
            # One that came since the first walk may be a reading where there was none.
            if path not in seen and not (self._has_readings and may_be_reading(path.name)):
                yield path

    def _files(self) -> Iterator[Path]:
        """One of the paths may lie in another, and what is seen a second time would pass for a copy of itself."""
        found = find_files(self._paths)
        return _once(found) if len(self._paths) > 1 else found


def _once(found: Iterator[Path]) -> Iterator[Path]:
    """Each path once, by its absolute form. They may be millions: what has been met is kept in a file."""
    with HashSet() as met:
        for path in found:
            if met.add([hashlib.sha256(os.fsencode(path.absolute())).hexdigest()]):
                yield path


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
