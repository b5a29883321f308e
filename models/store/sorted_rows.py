"""Rows in order by the hundred thousand, in a file that goes with them: in memory they would grow with a run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from types import TracebackType
from typing import Self

from models.store.hash_set import room_needed


class SortedRows:
    """Rows of texts, given back in order of the first, then of the others: which came first tells nothing."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")  # SQLite's own temporary file
        self._file.execute("CREATE TABLE held (first TEXT, others TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, some: Iterable[Sequence[str]]) -> None:
        """Raises :class:`models.errors.DiskFullError`."""
        with room_needed():
            kept = ((first, json.dumps(others)) for first, *others in some)
            self._file.executemany("INSERT INTO held VALUES (?, ?)", kept)
            self._file.commit()

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        with closing(self._file.execute("SELECT first, others FROM held ORDER BY first, others")) as rows:
            yield from ((first, *json.loads(others)) for first, others in rows)
