"""The register as it is at one moment, copied while others write: SQLite by its online backup, PostgreSQL by COPY.

SQLite copies in one step, in one reading transaction: writers go on, and what they write meanwhile is not in it. Of
PostgreSQL every table is copied in one ``REPEATABLE READ`` transaction, so that they agree; no program of the server's
is needed where the command runs, of a version that must fit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, inspect, text

from models.errors import DatabaseUnavailableError, DiskFullError
from models.store.backup.layout import REGISTER, TABLES, untouched
from models.store.database import Database

_VERSION: Final = "alembic_version"

Columns = tuple[tuple[str, tuple[str, ...]], ...]
"""Tables in an order in which none refers to a later one, each with its columns."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``connection`` sees the register as it was copied, and nothing later."""

    connection: Connection
    revision: str
    tables: Columns = ()
    counters: Mapping[str, int] | None = None


@contextmanager
def snapshot(database: Database, place: Path) -> Iterator[Snapshot]:
    """Copy the register into the place. Raises :class:`DiskFullError`."""
    with _of_sqlite(database, place) if database.is_sqlite else _of_postgresql(database, place) as taken:
        yield taken


@contextmanager
def _of_sqlite(database: Database, place: Path) -> Iterator[Snapshot]:
    target = place / REGISTER
    _copy_file(database, target)
    engine = create_engine("sqlite://", creator=lambda: untouched(target), hide_parameters=True)
    try:
        with engine.connect() as copied:
            yield Snapshot(copied, _revision(copied))
    finally:
        engine.dispose()


def _copy_file(database: Database, target: Path) -> None:
    try:
        with database.read() as connection, closing(sqlite3.connect(target)) as copy:
            source: Any = connection.connection.dbapi_connection
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise DiskFullError("Disken är full: säkerhetskopian blev inte klar") from error
        raise DatabaseUnavailableError(f"Registret kunde inte kopieras ({type(error).__name__})") from error


@contextmanager
def _of_postgresql(database: Database, place: Path) -> Iterator[Snapshot]:
    (place / TABLES).mkdir(mode=0o700)
    with database.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        revision, tables = _revision(connection), _tables(connection)
        for name, columns in tables:
            _copy_out(connection, name, columns, place / TABLES / name)
        yield Snapshot(connection, revision, tables, _counters(connection))


def _revision(connection: Connection) -> str:
    return str(connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar_one())


def _tables(connection: Connection) -> Columns:
    seen = inspect(connection)
    ordered = [name for name, _keys in seen.get_sorted_table_and_fkc_names() if name and name != _VERSION]
    return tuple((name, tuple(column["name"] for column in seen.get_columns(name))) for name in ordered)


def _copy_out(connection: Connection, table: str, columns: tuple[str, ...], target: Path) -> None:
    from psycopg import sql

    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), named)
    driver: Any = connection.connection.driver_connection
    with target.open("wb") as file, driver.cursor() as cursor, cursor.copy(statement) as rows:
        for piece in rows:
            file.write(piece)


def _counters(connection: Connection) -> dict[str, int]:
    """How far each growing key has come."""
    query = text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
    return {row.sequencename: int(row.last_value) for row in connection.execute(query) if row.last_value is not None}
