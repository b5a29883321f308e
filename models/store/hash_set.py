"""Hashes by the million, in a file that goes with it: in memory they would grow with the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from types import TracebackType
from typing import Final, Self

from models.errors import DiskFullError

_TABLE: Final = "CREATE TABLE held (hash TEXT PRIMARY KEY) WITHOUT ROWID"


class HashSet:
    """SHA-256s, or ids of documents."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")  # SQLite's own temporary file, of its own accord on the disk where it is large
        self._file.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

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


@contextmanager
def room_needed() -> Iterator[None]:
    """SQLite's word for a full disk, in ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskFullError("Disken för tillfälliga filer (TMPDIR) är full") from error
