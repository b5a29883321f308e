"""One way to the register's database, whichever it is: short transactions, and errors that say what to do."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, make_url, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from models.errors import (
    DatabaseUnavailableError,
    DiskFullError,
    InvalidSettingError,
    SamsynError,
)
from models.room import is_want_of_room
from models.store.mounts import GOCRYPTFS, mount_of

_LOOKED_AT = 400  # rows of each index: what SQLite's documentation names as enough
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""Of a connection to PostgreSQL, in seconds: one that is idle, as while a lock is held, is neither cut off by a
firewall nor believed in for hours after its server is gone. The server watches the same way: what was locked by a
machine that lost its power is free a minute later, and not two hours."""
_FULL = ("disk is full", "no space left", "could not extend file")
_FULL_STATE = "53100"
"""PostgreSQL's disk_full (its manual, appendix A): the words are in the server's own language."""
_PERHAPS_FULL = ("disk i/o error", "unable to open database file")
"""What SQLite says of other faults, and of a full disk where it cannot make or lengthen a file beside its own."""
_ROOM = 64 * 1024  # bytes: the memory that its users share is lengthened by half of it
BUSY_SECONDS = 30.0  # how long one writer waits for another; our transactions take milliseconds


class Database:
    """A pool of connections to one database. ``read()`` and ``write()`` are its only two doors."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; sees one consistent state until it is closed."""
        with _mapped(self.url), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a writing transaction: committed as a whole at the end, or not at all."""
        with _mapped(self.url), self.engine.connect() as connection:
            writing = connection.execution_options(samsyn_write=True)
            with writing.begin():
                yield writing

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection outside any transaction: for what a database does to its own files."""
        own: dict[str, Any] = {"samsyn_apart": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with _mapped(self.url), self.engine.connect() as plain:
            yield plain.execution_options(**own)

    def reckon(self) -> None:
        """Let SQLite reckon with how many rows its tables have; PostgreSQL does so by itself.

        Without it an owner is taken to have ten documents, and what is asked of one page walks through all of the
        owner's. Some rows of each index are looked at, which takes milliseconds however many there are. Only counts are
        kept: samples of values, which some builds of SQLite take, would outlive what is erased. While another writes it
        is left to the next time: nobody waits for it, and nothing fails for want of it.
        """
        if not self.is_sqlite:
            return
        with (
            suppress(DatabaseUnavailableError),
            _mapped(self.url),
            self.engine.connect() as own,
            _at_once(own) as connection,
        ):
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {_LOOKED_AT}")
            connection.exec_driver_sql("ANALYZE")
            connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat4")

    def now(self) -> datetime:
        """What the database server's clock says; SQLite has none but this machine's."""
        if self.is_sqlite:
            return datetime.now(UTC)
        with self.read() as connection:
            said: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return said

    def version(self) -> tuple[int, ...]:
        """Of the database, as numbers."""
        with self.read():  # the server tells it when the first connection is made
            pass
        return tuple(int(part) for part in self.engine.dialect.server_version_info or ())

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    """The engine. Bound values (names, texts) stand in none of its errors: ``hide_parameters``."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise InvalidSettingError("SAMSYN_DATABASE_URL går inte att tolka") from error
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
        if parsed.database and mount_of(Path(parsed.database).parent.resolve()).kind == GOCRYPTFS:
            event.listen(engine, "do_connect", _in_whole_blocks)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        server = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(server, pool_pre_ping=True, hide_parameters=True, connect_args=_ALIVE)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    raise InvalidSettingError(
        f"SAMSYN_DATABASE_URL: {parsed.get_backend_name()} stöds inte, bara sqlite och postgresql"
    )


def _in_whole_blocks(_dialect: object, _record: object, given: list[Any], named: dict[str, Any]) -> None:
    """What SQLite has written for good it touches no more, not even to lengthen the block that holds it: an encrypted
    folder writes blocks of 4,096 bytes anew as a whole, and one that a power cut tears cannot be read
    (sqlite.org/psow.html; decision 100)."""
    given[0] = f"file:{quote(given[0])}?psow=0"
    named["uri"] = True


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a ledger entry that was acknowledged survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    before, connection.autocommit = connection.autocommit, True  # else it is undone with the first transaction
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET tcp_{name} = {number}" for name, number in _ALIVE.items()))
    connection.autocommit = before


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail, not wait, when another has written in between.
    asked = connection.get_execution_options()
    if asked.get("samsyn_apart", False):
        return
    writes = asked.get("samsyn_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _at_once(connection: Connection) -> Iterator[Connection]:
    """The connection to SQLite in a writing transaction that waits for no other's."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        with connection.execution_options(samsyn_write=True).begin():
            yield connection
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
        cursor.close()


@contextmanager
def _mapped(url: str) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise _explain(error, url) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise _explain(error, url) from error
        raise
    except OSError as error:
        if is_want_of_room(error):
            raise DiskFullError("Disken är full") from error
        raise


def _explain(error: DBAPIError, url: str) -> SamsynError:
    said = str(error.orig).lower()
    full = getattr(error.orig, "sqlstate", None) == _FULL_STATE or any(words in said for words in _FULL)
    if full or (any(words in said for words in _PERHAPS_FULL) and _has_no_room(url)):
        return DiskFullError("Disken är full: registret kunde inte skrivas")
    # The driver's words may hold values; only its kind is passed on.
    return DatabaseUnavailableError(f"Databasen svarar inte ({type(error.orig).__name__})")


def _has_no_room(url: str) -> bool:
    """Whether nothing can grow where SQLite's file lies: not its log, and not the memory that its users share."""
    path = make_url(url).database
    if not path or not url.startswith("sqlite"):
        return False
    try:
        facts = os.statvfs(Path(path).parent)
    except OSError:  # the folder itself is away: that is no want of room
        return False
    return facts.f_bavail * facts.f_frsize < _ROOM or (facts.f_files > 0 and facts.f_favail == 0)


def alone(connection: Connection, lock: int, name: str) -> None:
    """Let nobody else who asks for this lock of this name go on until the writing transaction ends. SQLite has one
    writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        wanted = text("SELECT pg_advisory_xact_lock(:lock, :name)")
        connection.execute(wanted, {"lock": lock, "name": lock_number(name)})


def lock_number(name: str) -> int:
    """By what PostgreSQL knows the second part of a lock."""
    return zlib.crc32(name.encode()) - 2**31


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose key is not there yet; returns how many were. Another writer's row is no error."""
    if not rows:
        return 0
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    inserted = 0
    for row in rows:
        statement = dialect.insert(table).values(**row).on_conflict_do_nothing()
        inserted += len(connection.execute(statement.returning(*table.primary_key.columns)).all())
    return inserted


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet, all at once. Another writer's row is no error."""
    if rows:
        dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))
