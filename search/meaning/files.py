"""Vectors in files beside the index, two for each owner: the embedded index's, and OpenSearch's without k-NN."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import apsw

from search.embedded.border import mapped
from search.embedded.writing import empty_log
from search.meaning.file_schema import State, changing, create, empty_rows, in_bytes, opened, state, write_rows
from search.meaning.passages import Place
from search.meaning.scanning import Scanned, best_of, load, scan
from search.meaning.vectors import NOTHING, Allowed, Closest, Matrix, Vector, Withheld
from search.owner_slug import owner_slug

_SOME: Final = 500  # ids in one IN (…)
_INSERT: Final = "INSERT INTO passage (row, document, page, start, end, digest, scale) VALUES (?, ?, ?, ?, ?, ?, ?)"


class FileVectors:
    """See :class:`search.meaning.vectors.Vectors`. Many may read; writers of one owner take turns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._scanned: dict[str, Scanned] = {}

    def embedder(self, owner: str) -> str:
        with self._reading(owner) as connection:
            return "" if connection is None else state(connection).embedder

    def finished(self, owner: str, documents: Collection[str] | None = None) -> Mapping[str, str]:
        with self._reading(owner) as connection:
            if connection is None:
                return {}
            if documents is None:
                return dict(connection.execute("SELECT id, whole FROM document"))
            found: dict[str, str] = {}
            for some in _portions(documents):
                query = f"SELECT id, whole FROM document WHERE id IN ({_marks(some)})"
                found |= dict(connection.execute(query, some))
            return found

    def held(self, owner: str, document: str) -> frozenset[Place]:
        with self._reading(owner) as connection:
            return frozenset() if connection is None else frozenset(_places(connection, document))

    def begin(self, owner: str, embedder: str, dimensions: int) -> None:
        with self._writing(owner) as connection:
            with changing(connection) as before:
                file = before.file
                if (before.embedder, before.dimensions) != (embedder, dimensions):
                    file = f"{owner_slug(owner)}-{before.generation + 1}.i8"
                    connection.execute("DELETE FROM passage; DELETE FROM document")
                    row = (embedder, dimensions, file)
                    connection.execute("UPDATE state SET embedder = ?, dimensions = ?, file = ?, next = 0", row)
            for old in self._folder.glob(f"{owner_slug(owner)}-*.i8"):
                if old.name != file:  # nothing names it any more
                    old.unlink(missing_ok=True)

    def add(self, owner: str, document: str, places: Sequence[Place], vectors: Matrix) -> None:
        with self._writing(owner) as connection, changing(connection) as before:
            rows, scales = in_bytes(vectors)
            write_rows(self._folder / before.file, before.next, rows)
            for at, (place, scale) in enumerate(zip(places, scales.tolist(), strict=True), before.next):
                connection.execute(_INSERT, (at, document, *place, scale))
            connection.execute("UPDATE state SET next = ?", (before.next + len(places),))

    def finish(self, owner: str, document: str, whole: str) -> None:
        with self._writing(owner) as connection, changing(connection):
            connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (document, whole))

    def keep(self, owner: str, document: str, places: Collection[Place], whole: str) -> None:
        if self.embedder(owner):
            with self._writing(owner) as connection, changing(connection) as before:
                held = _places(connection, document)
                self._drop(connection, before, [row for place, row in held.items() if place not in places])
                connection.execute("DELETE FROM document WHERE id = ? AND whole <> ?", (document, whole))

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        wanted = list(documents)
        if wanted and self.embedder(owner):
            with self._writing(owner) as connection, changing(connection) as before:
                for some in _portions(wanted):
                    found: Any = connection.execute(f"SELECT row FROM passage WHERE document IN ({_marks(some)})", some)
                    self._drop(connection, before, [row[0] for row in found.fetchall()])
                    connection.execute(f"DELETE FROM document WHERE id IN ({_marks(some)})", some)

    def scrub(self, owner: str) -> None:
        """Rows are emptied, and what is struck is overwritten, as it is deleted: what is left is the log."""
        if self.embedder(owner):
            with self._writing(owner) as connection:
                empty_log(connection)

    def nearest(self, query: Vector, allowed: Allowed, limit: int, withheld: Withheld = NOTHING) -> tuple[Closest, ...]:
        found = [
            each
            for owner, documents in sorted(allowed.items())
            if (scanned := self._snapshot(owner)) is not None
            for each in scan(scanned, query, documents, limit, withheld)
        ]
        return best_of(found, limit)

    def close(self) -> None:
        with self._lock:
            self._scanned.clear()

    def _drop(self, connection: apsw.Connection, before: State, rows: list[int]) -> None:
        empty_rows(self._folder / before.file, rows, before.dimensions)
        connection.executemany("DELETE FROM passage WHERE row = ?", ((row,) for row in rows))

    def _snapshot(self, owner: str) -> Scanned | None:
        """The owner's passages as they are now; made again where they have changed."""
        with self._reading(owner) as connection:
            if connection is None or not (now := state(connection)).dimensions:
                return None
            kept = self._scanned.get(owner)
            if kept is None or kept.state != now:
                kept = load(connection, owner, now, self._folder / now.file)
                with self._lock:
                    self._scanned[owner] = kept
            return kept

    @contextmanager
    def _reading(self, owner: str) -> Iterator[apsw.Connection | None]:
        """One moment of the owner's vectors; None where there are none."""
        path = self._folder / f"{owner_slug(owner)}.sqlite3"
        if not path.exists():
            yield None
            return
        with mapped(), opened(path) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def _writing(self, owner: str) -> Iterator[apsw.Connection]:
        with mapped():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._folder / f"{owner_slug(owner)}.sqlite3"
            with path.with_suffix(".lock").open("w") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                create(path)
                with opened(path) as connection:
                    yield connection


def _places(connection: apsw.Connection, document: str) -> dict[Place, int]:
    """The passages of a document that have a row, and which."""
    rows = connection.execute("SELECT page, start, end, digest, row FROM passage WHERE document = ?", (document,))
    return {Place(*place): row for *place, row in rows}


def _marks(some: Sequence[str]) -> str:
    return ", ".join("?" * len(some))


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = list(ids)
    yield from (wanted[at : at + _SOME] for at in range(0, len(wanted), _SOME))
