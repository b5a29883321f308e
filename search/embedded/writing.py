"""Puts documents into an owner's file, and takes them out without leaving a word."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

import apsw

from search.embedded.encoding import PAGE_BREAK, encode
from search.embedded.schema import NAME
from search.embedded.vocabulary import add_tokens, take_tokens
from search.index import IndexUnit
from search.query import TokenField

_OWN_COLUMNS: Final = 2  # of `tokens`: document, pages


def put(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add or replace these documents, in one transaction."""
    with _change(connection) as layout:
        for unit in units:
            _remove(connection, layout, unit.document)
            _insert(connection, layout, unit)


def add_absent(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add those documents that are not there: what a drain put in meanwhile is newer than what a reindex read."""
    with _change(connection) as layout:
        for unit in units:
            if number_of(connection, unit.document) is None:
                _insert(connection, layout, unit)


def delete(connection: apsw.Connection, documents: Iterable[str]) -> None:
    """Take these documents out, in one transaction; their words are gone from the file when this returns."""
    with _change(connection) as layout:
        for document in documents:
            _remove(connection, layout, document)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove(connection: apsw.Connection, layout: _Layout, document: str) -> None:
    number = number_of(connection, document)
    if number is None:
        return
    stored = connection.execute(f"SELECT {layout.names} FROM tokens WHERE document = ?", (number,)).fetchone()
    assert stored is not None, "a document without tokens"
    texts = [zlib.decompress(blob).decode() for blob in stored]
    delete = f"INSERT INTO words (words, rowid, {layout.names}) VALUES ('delete', ?, {layout.marks})"
    connection.execute(delete, (number, *texts))
    if layout.has_vocabulary:
        take_tokens(connection, dict(zip(layout.columns, texts, strict=True)))
    connection.execute("DELETE FROM tokens WHERE document = ?", (number,))
    connection.execute("DELETE FROM document WHERE number = ?", (number,))


def number_of(connection: apsw.Connection, document: str) -> int | None:
    row = connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
    return None if row is None else int(row[0])


def day_number(day: date | None) -> int:
    """Days as numbers, the newest the highest; 0 for none."""
    return 0 if day is None else day.toordinal()


@contextmanager
def _change(connection: apsw.Connection) -> Iterator[_Layout]:
    """A transaction that waits its turn, and counts up the generation by which readers see a change; gives the file's
    columns."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield _layout(connection)
        connection.execute("UPDATE state SET generation = generation + 1")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _insert(connection: apsw.Connection, layout: _Layout, unit: IndexUnit) -> None:
    texts = {field.value: _text(unit, field) for field in TokenField} | {NAME: encode(unit.name_tokens)}
    kept = [texts.get(column, "") for column in layout.columns]
    facets = array("i", [_value_number(connection, *pair) for pair in _pairs(unit)]).tobytes()
    row = (unit.document, day_number(unit.date), facets)
    connection.execute("INSERT INTO document (id, day, facets) VALUES (?, ?, ?)", row)
    number = connection.last_insert_rowid()
    connection.execute(f"INSERT INTO words (rowid, {layout.names}) VALUES (?, {layout.marks})", (number, *kept))
    if layout.has_vocabulary:
        add_tokens(connection, texts)
    pages = array("i", [page.number for page in unit.pages]).tobytes()
    insert = f"INSERT INTO tokens (document, pages, {layout.names}) VALUES (?, ?, {layout.marks})"
    connection.execute(insert, (number, pages, *(zlib.compress(text.encode(), 1) for text in kept)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """The token columns that a file has: one that an earlier analysis made may lack some, until it is built again, and
    is written to all the while."""

    columns: tuple[str, ...]
    has_vocabulary: bool

    @property
    def names(self) -> str:
        return ", ".join(self.columns)

    @property
    def marks(self) -> str:
        return ", ".join("?" * len(self.columns))


def _layout(connection: apsw.Connection) -> _Layout:
    columns = tuple(row[1] for row in connection.execute("PRAGMA table_info(tokens)"))[_OWN_COLUMNS:]
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'vocabulary'").get
    return _Layout(columns, found is not None)


def _text(unit: IndexUnit, field: TokenField) -> str:
    return PAGE_BREAK.join(encode(page.tokens.get(field, ())) for page in unit.pages)


def _pairs(unit: IndexUnit) -> list[tuple[str, str]]:
    return [(kind, value) for kind, values in unit.facets.items() for value in dict.fromkeys(values)]


def _value_number(connection: apsw.Connection, kind: str, value: str) -> int:
    """The number of a facet value in this file. Numbers are never used for another value."""
    find = "SELECT number FROM facet_value WHERE type = ? AND value = ?"
    row = connection.execute(find, (kind, value)).fetchone()
    if row is None:
        connection.execute("INSERT INTO facet_value (type, value) VALUES (?, ?)", (kind, value))
        return connection.last_insert_rowid()
    return int(row[0])
