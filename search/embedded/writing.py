"""Puts documents into an owner's file, and takes them out without leaving a word."""

from __future__ import annotations

import time
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

import apsw

from models.errors import IndexUnavailableError
from search.embedded.encoding import PAGE_BREAK, encode
from search.embedded.schema import columns, generation
from search.embedded.vocabulary import TokenCounts
from search.index import IndexUnit
from search.query import NAME, TokenField

_PATIENCE: Final = 60.0  # seconds; each try waits for readers too
_OWN_COLUMNS: Final = 2  # of `tokens`: document, pages
# Of one row, as a statement that may write several has FTS5 write out what it has gathered: 2.5 ms a document.
_INSERT: Final = "INSERT INTO document (id, day, facets, length, generation) VALUES (?, ?, ?, ?, ?)"
_UPDATE: Final = "UPDATE document SET day = ?, facets = ? WHERE number = ?"
_VALUE: Final = "SELECT number FROM facet_value WHERE type = ? AND value = ?"


def put(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add or replace these documents, in one transaction."""
    with _change(connection) as change:
        for unit in units:
            change.put(unit)


def add_absent(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add those documents that are not there: what a drain put in meanwhile is newer than what a reindex read."""
    with _change(connection) as change:
        for unit in units:
            if number_of(connection, unit.document) is None:
                change.insert(unit)


def delete(connection: apsw.Connection, documents: Iterable[str]) -> None:
    """Take these documents out, in one transaction; their words are gone from the file when this returns.

    The caller holds ``folder.alone``. Where none of them is there, nothing changes, and nobody reads the file anew."""
    there = [document for document in documents if number_of(connection, document) is not None]
    if there:
        with _change(connection) as change:
            for document in there:
                change.remove(document)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def empty_log(connection: apsw.Connection) -> None:
    """Leave nothing in the write-ahead log, where it lies as it was before. Readers are waited for. Raises
    :class:`IndexUnavailableError` where they never let go."""
    until = time.monotonic() + _PATIENCE
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:  # type: ignore[index]  # it has a row
        if time.monotonic() > until:
            raise IndexUnavailableError("Indexets logg kunde inte tömmas: någon läser hela tiden")


def number_of(connection: apsw.Connection, document: str) -> int | None:
    row = connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
    return None if row is None else int(row[0])


def day_number(day: date | None) -> int:
    """Days as numbers, the newest the highest; 0 for none."""
    return 0 if day is None else day.toordinal()


@contextmanager
def _change(connection: apsw.Connection) -> Iterator[_Change]:
    """A transaction that waits its turn, and counts up the generation by which readers see a change."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE state SET generation = generation + 1")
        change = _Change(connection, _layout(connection))
        yield change
        change.finish()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class _Change:
    """Puts documents in and takes them out, within one transaction."""

    def __init__(self, connection: apsw.Connection, layout: _Layout) -> None:
        self._connection = connection
        self._layout = layout
        self._generation = generation(connection)
        self._counts = TokenCounts()
        self._values: dict[tuple[str, str], int] = {}

    def put(self, unit: IndexUnit) -> None:
        """Where only what it is counted under is new, its words stay where they lie: most of what is put anew is there
        since a name in it was joined with another's, and to take words out of FTS5 costs more than all the rest."""
        number, texts = number_of(self._connection, unit.document), self._texts(unit)
        if number is not None:
            pages, before = self._words(number)
            if self._layout.has_counted_anew and (pages, before) == (_pages(unit), texts):
                self._connection.execute(_UPDATE, (day_number(unit.date), self._facets(unit), number))
                self._connection.execute("REPLACE INTO counted_anew VALUES (?, ?)", (number, self._generation))
                return
            self._take_out(number, before)
        self._put_in(unit, texts)

    def remove(self, document: str) -> None:
        number = number_of(self._connection, document)
        if number is not None:
            self._take_out(number, self._words(number)[1])

    def insert(self, unit: IndexUnit) -> None:
        self._put_in(unit, self._texts(unit))

    def _take_out(self, number: int, texts: Sequence[str]) -> None:
        """``texts``: what each column has of it."""
        names, marks = self._layout.names, self._layout.marks
        delete = f"INSERT INTO words (words, rowid, {names}) VALUES ('delete', ?, {marks})"
        self._connection.execute(delete, (number, *texts))
        self._counts.take(dict(zip(self._layout.columns, texts, strict=True)))
        self._connection.execute("DELETE FROM tokens WHERE document = ?", (number,))
        self._connection.execute("DELETE FROM document WHERE number = ?", (number,))
        if self._layout.has_counted_anew:
            self._connection.execute("DELETE FROM counted_anew WHERE document = ?", (number,))

    def _put_in(self, unit: IndexUnit, kept: Sequence[str]) -> None:
        """``kept``: what each column is to have of it."""
        layout = self._layout
        number = self._insert_document(unit, sum(len(text.split()) for text in kept))
        insert = f"INSERT INTO words (rowid, {layout.names}) VALUES (?, {layout.marks})"
        self._connection.execute(insert, (number, *kept))
        self._counts.add(dict(zip(layout.columns, kept, strict=True)))
        insert = f"INSERT INTO tokens (document, pages, {layout.names}) VALUES (?, ?, {layout.marks})"
        packed = (zlib.compress(text.encode(), 1) for text in kept)
        self._connection.execute(insert, (number, _pages(unit), *packed))

    def _words(self, number: int) -> tuple[bytes, list[str]]:
        """The pages of a document that is there, and what each column has of it."""
        query = f"SELECT pages, {self._layout.names} FROM tokens WHERE document = ?"
        stored = self._connection.execute(query, (number,)).fetchone()
        assert stored is not None, "a document without tokens"
        pages, *blobs = stored
        return pages, [zlib.decompress(blob).decode() for blob in blobs]

    def _texts(self, unit: IndexUnit) -> list[str]:
        texts = {field.value: _text(unit, field) for field in TokenField} | {NAME: encode(unit.name_tokens)}
        return [texts.get(column, "") for column in self._layout.columns]

    def _facets(self, unit: IndexUnit) -> bytes:
        return array("i", [self._value_number(*pair) for pair in _pairs(unit)]).tobytes()

    def finish(self) -> None:
        if self._layout.has_vocabulary:
            self._counts.write(self._connection)

    def _insert_document(self, unit: IndexUnit, length: int) -> int:
        row = (unit.document, day_number(unit.date), self._facets(unit))
        if self._layout.is_earlier:
            self._connection.execute("INSERT INTO document (id, day, facets) VALUES (?, ?, ?)", row)
        else:
            self._connection.execute(_INSERT, (*row, length, self._generation))
        return self._connection.last_insert_rowid()

    def _value_number(self, kind: str, value: str) -> int:
        """The number of a facet value in this file. Numbers are never used for another value."""
        if (known := self._values.get((kind, value))) is not None:
            return known
        row = self._connection.execute(_VALUE, (kind, value)).fetchone()
        if row is None:
            self._connection.execute("INSERT INTO facet_value (type, value) VALUES (?, ?)", (kind, value))
            number = self._connection.last_insert_rowid()
        else:
            number = int(row[0])
        self._values[kind, value] = number
        return number


@dataclass(frozen=True, slots=True)
class _Layout:
    """The token columns that a file has: one that an earlier analysis made may lack some, until it is built again, and
    is written to all the while."""

    columns: tuple[str, ...]
    has_vocabulary: bool
    has_counted_anew: bool
    is_earlier: bool

    @property
    def names(self) -> str:
        return ", ".join(self.columns)

    @property
    def marks(self) -> str:
        return ", ".join("?" * len(self.columns))


def _layout(connection: apsw.Connection) -> _Layout:
    return _Layout(
        columns=columns(connection, "tokens")[_OWN_COLUMNS:],
        has_vocabulary=bool(columns(connection, "vocabulary")),
        has_counted_anew=bool(columns(connection, "counted_anew")),
        is_earlier="generation" not in columns(connection, "document"),
    )


def _text(unit: IndexUnit, field: TokenField) -> str:
    return PAGE_BREAK.join(encode(page.tokens.get(field, ())) for page in unit.pages)


def _pages(unit: IndexUnit) -> bytes:
    return array("i", [page.number for page in unit.pages]).tobytes()


def _pairs(unit: IndexUnit) -> list[tuple[str, str]]:
    return [(kind, value) for kind, values in unit.facets.items() for value in dict.fromkeys(values)]
