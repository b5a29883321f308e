"""New registers of the tests' own processes: the revisions run once, and each register begins as a copy of the first.

Thousands of tests begin with an empty register, and all the revisions take longer than most of what is tested. What is
copied is what the real migration made in this process, so a fault in a revision is in every register. Registers that
are not empty are upgraded as a site's are, and so are those that a command in a process of its own makes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlalchemy import inspect

from models.store import migrate
from models.store.database import Database

AS_WRITTEN: Final = migrate._upgrade
"""The upgrade of a site."""


def pytest_configure() -> None:
    migrate._upgrade = upgrade


def pytest_unconfigure() -> None:
    migrate._upgrade = AS_WRITTEN
    if empty.cache_info().currsize:
        empty().close()
        empty.cache_clear()


def upgrade(database: Database) -> None:
    """In the place of the upgrade: an empty SQLite register becomes a copy of the first one that was made."""
    if not database.is_sqlite or inspect(database.engine).get_table_names():
        AS_WRITTEN(database)
        return
    with database.engine.connect() as connection:
        empty().backup(connection.connection.dbapi_connection)


@lru_cache(maxsize=1)
def empty() -> sqlite3.Connection:
    """A register that the real revisions made, in memory."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with tempfile.TemporaryDirectory(prefix="samsyn-register-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'register.sqlite3'}")
        AS_WRITTEN(database)
        with database.engine.connect() as connection:
            made = connection.connection.dbapi_connection
            assert isinstance(made, sqlite3.Connection)
            made.backup(kept)
        database.close()
    return kept
