"""The two files of an owner's vectors: what each row is of (SQLite), and the rows themselves (int8, memory-mapped).

``{slug}.sqlite3`` names the file of rows. A row is a vector scaled so that its largest number is 127; the scale stands
in SQLite. Rows are written, and on the disk, before they are named, and emptied before they are struck: whatever ends
a process on the way, no row is taken for another and none is left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import apsw
import numpy as np
from numpy.typing import NDArray

from search.meaning.vectors import Matrix

_BUSY_MILLISECONDS: Final = 60_000
_LARGEST: Final = 127.0
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, whole TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passage (row INTEGER PRIMARY KEY, document TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, digest TEXT NOT NULL, scale REAL NOT NULL);
CREATE INDEX IF NOT EXISTS passage_document ON passage (document);
CREATE TABLE IF NOT EXISTS state (embedder TEXT NOT NULL, dimensions INTEGER NOT NULL, file TEXT NOT NULL,
    next INTEGER NOT NULL, generation INTEGER NOT NULL);
INSERT INTO state SELECT '', 0, '', 0, 0 WHERE NOT EXISTS (SELECT * FROM state);
"""


@dataclass(frozen=True, slots=True)
class State:
    """``next`` is the first row that was never used; ``generation`` counts changes."""

    embedder: str
    dimensions: int
    file: str
    next: int
    generation: int


def state(connection: apsw.Connection) -> State:
    row = connection.execute("SELECT embedder, dimensions, file, next, generation FROM state").fetchone()
    assert row is not None, "a file without its state"
    return State(*row)


def create(path: Path) -> None:
    """Make the file and its tables; one that is there already stays as it is. Only its owner may read it.

    It appears whole: whoever reads beside it finds no file, or one with its tables. For one writer at a time.
    """
    if path.exists():
        _make(path)
        return
    made = path.with_suffix(".making")
    for left in path.parent.glob(f"{made.name}*"):  # by one that was killed at it
        left.unlink()
    _make(made)
    made.rename(path)


def _make(path: Path) -> None:
    path.touch(mode=0o600)
    with opened(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT")


@contextmanager
def opened(path: Path) -> Iterator[apsw.Connection]:
    """A connection to a file that is there, for as long as the block lasts."""
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
        connection.set_busy_timeout(_BUSY_MILLISECONDS)
        connection.pragma("secure_delete", True)
        connection.pragma("synchronous", "FULL")
        yield connection


@contextmanager
def changing(connection: apsw.Connection) -> Iterator[State]:
    """A transaction that waits its turn; gives the state before it, and counts up its generation where something
    changed: of each generation every process reads the owner's passages anew."""
    connection.execute("BEGIN IMMEDIATE")
    changes = connection.total_changes()
    try:
        yield state(connection)
        if connection.total_changes() != changes:
            connection.execute("UPDATE state SET generation = generation + 1")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def in_bytes(vectors: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The rows in whole numbers, and each one's scale."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / _LARGEST
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write_rows(path: Path, first: int, rows: NDArray[np.int8]) -> None:
    """Put rows there from the row ``first`` on; on the disk when this returns."""
    path.touch(mode=0o600)
    with path.open("r+b") as file:
        file.seek(first * rows.shape[1])
        file.write(rows.tobytes())
        file.flush()
        os.fsync(file.fileno())


def empty_rows(path: Path, rows: list[int], dimensions: int) -> None:
    """Leave nothing of these rows."""
    if not rows or not path.exists():
        return
    with path.open("r+b") as file:
        for row in rows:
            file.seek(row * dimensions)
            file.write(bytes(dimensions))
        file.flush()
        os.fsync(file.fileno())
