"""Rows in order by the hundred thousand, in a file that goes with them: in memory they would grow with a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from models.store.own_file import OwnFile, room_needed


class SortedRows(OwnFile):
    """Rows of texts, given back in order of the first, then of the others: which came first tells nothing."""

    columns = "(first TEXT, others TEXT)"

    def add(self, some: Iterable[Sequence[str]]) -> None:
        """Raises :class:`models.errors.DiskFullError`."""
        with room_needed():
            kept = ((first, json.dumps(others)) for first, *others in some)
            self._file.executemany("INSERT INTO held VALUES (?, ?)", kept)
            self._file.commit()

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        with closing(self._file.execute("SELECT first, others FROM held ORDER BY first, others")) as rows:
            yield from ((first, *json.loads(others)) for first, others in rows)
