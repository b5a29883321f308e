"""Puts documents into an owner's file, and takes them out without leaving a word."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import apsw

from search.embedded.encoding import PAGE_BREAK, encode
from search.embedded.schema import COLUMNS
from search.embedded.vocabulary import add_tokens, take_tokens
from search.index import IndexUnit
from search.query import TokenField

_MARKS = ", ".join("?" * len(COLUMNS))
_NAMES = ", ".join(COLUMNS)
_INSERT_WORDS = f"INSERT INTO words (rowid, {_NAMES}) VALUES (?, {_MARKS})"
_DELETE_WORDS = f"INSERT INTO words (words, rowid, {_NAMES}) VALUES ('delete', ?, {_MARKS})"
_INSERT_TOKENS = f"INSERT INTO tokens (document, pages, {_NAMES}) VALUES (?, ?, {_MARKS})"


def put(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add or replace these documents, in one transaction."""
    with _change(connection):
        for unit in units:
            remove(connection, unit.document)
            _insert(connection, unit)


def add_absent(connection: apsw.Connection, units: Iterable[IndexUnit]) -> None:
    """Add those documents that are not there: what a drain put in meanwhile is newer than what a reindex read."""
    with _change(connection):
        for unit in units:
            if number_of(connection, unit.document) is None:
                _insert(connection, unit)


def delete(connection: apsw.Connection, documents: Iterable[str]) -> None:
    """Take these documents out, in one transaction; their words are gone from the file when this returns."""
    with _change(connection):
        for document in documents:
            remove(connection, document)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def remove(connection: apsw.Connection, document: str) -> None:
    number = number_of(connection, document)
    if number is None:
        return
    stored = connection.execute(f"SELECT {_NAMES} FROM tokens WHERE document = ?", (number,)).fetchone()
    assert stored is not None, "a document without tokens"
    texts = [zlib.decompress(blob).decode() for blob in stored]
    connection.execute(_DELETE_WORDS, (number, *texts))
    take_tokens(connection, dict(zip(COLUMNS, texts, strict=True)))
    connection.execute("DELETE FROM tokens WHERE document = ?", (number,))
    connection.execute("DELETE FROM document WHERE number = ?", (number,))


def number_of(connection: apsw.Connection, document: str) -> int | None:
    row = connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
    return None if row is None else int(row[0])


def day_number(day: date | None) -> int:
    """Days as numbers, the newest the highest; 0 for none."""
    return 0 if day is None else day.toordinal()


@contextmanager
def _change(connection: apsw.Connection) -> Iterator[None]:
    """A transaction that waits its turn, and counts up the generation by which readers see a change."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("UPDATE state SET generation = generation + 1")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _insert(connection: apsw.Connection, unit: IndexUnit) -> None:
    texts = [_text(unit, field) for field in TokenField] + [encode(unit.name_tokens)]
    facets = array("i", [_value_number(connection, *pair) for pair in _pairs(unit)]).tobytes()
    row = (unit.document, day_number(unit.date), facets)
    connection.execute("INSERT INTO document (id, day, facets) VALUES (?, ?, ?)", row)
    number = connection.last_insert_rowid()
    connection.execute(_INSERT_WORDS, (number, *texts))
    add_tokens(connection, dict(zip(COLUMNS, texts, strict=True)))
    pages = array("i", [page.number for page in unit.pages]).tobytes()
    connection.execute(_INSERT_TOKENS, (number, pages, *(zlib.compress(text.encode(), 1) for text in texts)))


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
