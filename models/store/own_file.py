"""A table in a temporary file that goes with whoever has it: what would grow in memory with an archive or a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import ClassVar, Self

from models.errors import DiskFullError


class OwnFile:
    """``columns`` of the table ``held``, as SQL says them."""

    columns: ClassVar[str]

    def __init__(self) -> None:
        self._file = sqlite3.connect("")  # SQLite's own temporary file, of its own accord on the disk where it is large
        self._file.execute(f"CREATE TABLE held {self.columns}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


@contextmanager
def room_needed() -> Iterator[None]:
    """SQLite's word for a full disk, in ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskFullError("Disken för tillfälliga filer (TMPDIR) är full") from error
