"""The tables of an owner's file, and the connection to it.

SQLite comes with ``apsw``: Python's own may be 3.40 (Debian 12), whose FTS5 leaves the words of a removed document in
the file. With ``secure-delete`` (SQLite 3.42) in FTS5 and in the pager they are overwritten at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import apsw

from search.embedded.encoding import tokenizer
from search.identity import keys_identity
from search.query import NAME

COLUMNS: Final = ("exact", "lemma", "stem", "parts", "skeleton", "sound", "named", NAME)
_HASH_BYTES: Final = 32 * 1024 * 1024  # what FTS5 gathers before it writes: a batch whole, so that less is merged
_BUSY_MILLISECONDS: Final = 60_000  # a writer waits for another process's batch

# `words` holds no text of its own (content=''): its columns are kept, compressed, in `tokens`, from which a document is
# taken out again and its pages are looked through. `prefix='1'` indexes first letters too: in 3,000 documents `a*` then
# takes 5 ms and not 100, in a file a tenth larger. (Two letters as well would make it two fifths larger.) `facets` is
# an array of int32: `facet_value.number`s; `length` counts the tokens of all columns (FTS5 would keep one for each
# column, and look it up for each row that it ranks); by `generation` readers see what is new, by `counted_anew` of what
# only day and facets are. `vocabulary` counts the documents that hold a token, for fuzzy words: to list the tokens
# of `words` (fts5vocab) goes through the whole index, seconds for each question.
_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL,
    facets BLOB NOT NULL, length INTEGER NOT NULL, generation INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS facet_value (number INTEGER PRIMARY KEY, type TEXT NOT NULL, value TEXT NOT NULL,
    UNIQUE (type, value));
CREATE TABLE IF NOT EXISTS tokens (document INTEGER PRIMARY KEY, pages BLOB NOT NULL,
    {", ".join(f"{column} BLOB NOT NULL" for column in COLUMNS)});
CREATE TABLE IF NOT EXISTS vocabulary (field TEXT NOT NULL, token TEXT NOT NULL, documents INTEGER NOT NULL,
    PRIMARY KEY (field, token)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted_anew (document INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS state (generation INTEGER NOT NULL);
INSERT INTO state SELECT 0 WHERE NOT EXISTS (SELECT * FROM state);
CREATE TABLE IF NOT EXISTS made_by (keys TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5({", ".join(COLUMNS)}, content='', columnsize=0, prefix='1',
    {tokenizer()});
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
INSERT INTO words (words, rank) VALUES ('hashsize', {_HASH_BYTES});
"""
_MADE_BY: Final = (
    "INSERT INTO made_by SELECT ? WHERE NOT EXISTS (SELECT * FROM made_by UNION ALL SELECT id FROM document)"
)


def made_by(connection: apsw.Connection) -> str:
    """The analysis that made the file (:mod:`search.identity`); empty for a file from before that was kept."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'made_by'").get:
        return ""
    return str(connection.execute("SELECT keys FROM made_by").get or "")


def generation(connection: apsw.Connection) -> int:
    """Counted up by every change of the file."""
    return int(connection.execute("SELECT generation FROM state").get)


def columns(connection: apsw.Connection, table: str) -> tuple[str, ...]:
    """The names of the table's columns; none where there is no such table."""
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def create(path: Path) -> None:
    """Make the file and its tables; one that is there already stays as it is. Only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    with opened(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"BEGIN IMMEDIATE;{_SCHEMA}")
        connection.execute(_MADE_BY, (keys_identity(),))
        connection.execute("COMMIT")


def connect(path: Path) -> apsw.Connection:
    """A connection to a file that is there, for reading and writing. For one thread at a time.

    What was committed is on the disk (FULL): the outbox row that asked for it is struck at once, so a power cut that
    took the one and not the other would lose the document from the index, and nothing would tell.
    """
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(_BUSY_MILLISECONDS)
    connection.pragma("secure_delete", True)  # one at a time: apsw stops at the first that answers with a row
    connection.pragma("synchronous", "FULL")
    return connection


@contextmanager
def opened(path: Path) -> Iterator[apsw.Connection]:
    """A connection for as long as the block lasts."""
    with closing(connect(path)) as connection:
        yield connection
