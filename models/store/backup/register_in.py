"""A register put back from a backup, into a database that holds none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, make_url, text

from models.errors import HomeInUseError, InvalidSettingError
from models.settings import Settings
from models.store.backup.layout import REGISTER, TABLES, Backup
from models.store.database import Database
from models.store.disk import sync
from models.store.migrate import upgrade_to
from models.store.schema import installation

_CHUNK = 1024 * 1024


def check_target(settings: Settings, backup: Backup, *, again: bool) -> None:
    """Raises :class:`InvalidSettingError` for a database of another kind, and :class:`HomeInUseError` for one that
    holds something; ``again``: this very backup was being put there."""
    database = Database(settings.register_url)
    try:
        kind = database.engine.dialect.name
        if kind != backup.database:
            raise InvalidSettingError(
                f"Säkerhetskopian är av ett register i {backup.database}, och SAMSYN_DATABASE_URL är {kind}",
                next="Peka SAMSYN_DATABASE_URL på en tom databas av samma slag som kopian är tagen av.",
            )
        if not again and _holds_something(database):
            raise HomeInUseError(
                "Databasen i SAMSYN_DATABASE_URL innehåller redan något", next="Skapa en tom databas och peka på den."
            )
    finally:
        database.close()


def put_back(settings: Settings, backup: Backup, place: Path, *, again: bool) -> None:
    """The register as it was, of the revision that it had. ``again``: this very backup was being put there, and may
    have been brought up to date there since; nothing of that stays."""
    if backup.database == "sqlite":
        _to_sqlite(settings, place / REGISTER)
        return
    database = Database(settings.register_url)
    try:
        if again:
            _empty_postgresql(database)
        upgrade_to(database, backup.revision)
        with database.write() as connection:
            _to_postgresql(connection, backup, place / TABLES)
    finally:
        database.close()


def _holds_something(database: Database) -> bool:
    if database.is_sqlite and not _file(database.url).exists():  # to ask would make it
        return False
    with database.read() as connection:
        tables = inspect(connection).get_table_names()
        if installation.name not in tables:
            return bool(tables)
        return connection.execute(installation.select().limit(1)).first() is not None


def _file(url: str) -> Path:
    return Path(str(make_url(url).database))


def _to_sqlite(settings: Settings, source: Path) -> None:
    target = _file(settings.register_url)
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f".{target.name}.arriving")
    shutil.copyfile(source, arriving)
    sync(arriving)
    for rest in ("-wal", "-shm"):  # of one that was being put here before
        target.with_name(target.name + rest).unlink(missing_ok=True)
    os.replace(arriving, target)
    sync(target.parent)


def _empty_postgresql(database: Database) -> None:
    """Take away every table of the schema: it held none when this was begun. Tables of a later revision than the backup
    is of would refer to those that it fills."""
    from psycopg import sql

    with database.write() as connection:
        names = inspect(connection).get_table_names()
        if names:
            driver: Any = connection.connection.driver_connection
            tables = sql.SQL(", ").join(map(sql.Identifier, names))
            with driver.cursor() as cursor:
                cursor.execute(sql.SQL("DROP TABLE {} CASCADE").format(tables))


def _to_postgresql(connection: Connection, backup: Backup, tables: Path) -> None:
    from psycopg import sql

    driver: Any = connection.connection.driver_connection
    names = [name for name, _ in backup.tables]
    connection.execute(text("SELECT 1"))  # begins the transaction that all of it is in
    with driver.cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))
        for name, columns in backup.tables:
            named = sql.SQL(", ").join(map(sql.Identifier, columns))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), named)
            with (tables / name).open("rb") as file, cursor.copy(statement) as rows:
                while piece := file.read(_CHUNK):
                    rows.write(piece)
        for name, last in (backup.counters or {}).items():
            cursor.execute("SELECT setval(%s::regclass, %s)", (name, last))
