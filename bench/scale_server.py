"""A PostgreSQL server for :mod:`bench.scale_costs`: filled from an SQLite register; its processor time, its bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from psycopg import Cursor, sql
from psycopg.types.json import Json
from sqlalchemy import JSON, Integer, Table, create_engine, select, text

from models.store.database import Database
from models.store.schema import metadata

_LARGEST: Final = 12
_TABLES: Final = text(
    "SELECT relname, pg_total_relation_size(oid) AS bytes FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY bytes DESC"
)


def server_seconds(database: Database) -> float:
    """Processor seconds of all processes of the server, which must be on this machine; 0 of SQLite, which has none."""
    if database.is_sqlite:
        return 0.0
    with database.read() as connection:
        backend: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    postmaster = _stat(Path(f"/proc/{backend}"))[1]
    stats = [_stat(each) for each in Path("/proc").iterdir() if each.name.isdigit()]
    ticks = sum(int(each[11]) + int(each[12]) for each in stats if each and postmaster in (each[1], each[-1]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(process: Path) -> list[str]:
    """The fields after the name, the process's own id last; none of one that has just ended."""
    try:
        return [*(process / "stat").read_text().rpartition(")")[2].split(), process.name]
    except OSError:
        return []


def table_bytes(database: Database, pages: int) -> dict[str, Any]:
    """Bytes a page of the whole database and of its largest tables, their indices with them."""
    with database.read() as connection:
        rows = connection.execute(_TABLES).all()
    whole = sum(row.bytes for row in rows)
    return {
        "bytes_a_page": round(whole / pages),
        "bytes_a_page_by_table": {row.relname: round(row.bytes / pages) for row in rows[:_LARGEST]},
    }


def filled(database: Database, register: Path) -> None:
    """Put everything of an SQLite register into the server's, whose tables are there and of the same revision."""
    source = create_engine(f"sqlite:///file:{register}?mode=ro&uri=true")
    with source.connect() as read, database.write() as write:
        driver: Any = write.connection.driver_connection
        write.execute(text("SET LOCAL session_replication_role = replica"))  # what refers to what was checked once
        with driver.cursor() as cursor:
            for table in metadata.sorted_tables:
                cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.Identifier(table.name)))
            for table in metadata.sorted_tables:
                _copied(cursor, table, read.execution_options(stream_results=True).execute(select(table)))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    source.dispose()


def _copied(cursor: Cursor[Any], table: Table, rows: Any) -> None:
    name, columns = sql.Identifier(table.name), list(table.columns)
    names = sql.SQL(", ").join(sql.Identifier(each.name) for each in columns)
    structured = {at for at, each in enumerate(columns) if isinstance(each.type, JSON)}
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, names)) as copy:
        for row in rows:
            copy.write_row([Json(value) if at in structured else value for at, value in enumerate(row)])
    for each in (one for one in table.primary_key.columns if isinstance(one.type, Integer)):
        told = "SELECT setval(s, (SELECT max({}) FROM {})) FROM pg_get_serial_sequence({}, {}) AS s WHERE s IS NOT NULL"
        here = (sql.Identifier(each.name), name, sql.Literal(table.name), sql.Literal(each.name))
        cursor.execute(sql.SQL(told).format(*here))
