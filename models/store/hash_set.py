"""Hashes by the million, in a file that goes with it: in memory they would grow with the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from models.store.own_file import OwnFile, room_needed


class HashSet(OwnFile):
    """SHA-256s, or ids of documents."""

    columns = "(hash TEXT PRIMARY KEY) WITHOUT ROWID"

    def add(self, some: Iterable[str]) -> int:
        """How many of them are new. Raises :class:`models.errors.DiskFullError`."""
        with room_needed():
            count = self._file.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((one,) for one in some)).rowcount
            self._file.commit()
            return count

    def __contains__(self, one: object) -> bool:
        return self._file.execute("SELECT 1 FROM held WHERE hash = ?", (one,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """In order."""
        with closing(self._file.execute("SELECT hash FROM held ORDER BY hash")) as rows:
            yield from (row[0] for row in rows)
