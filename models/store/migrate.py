"""Bring the register's tables up to date, one process at a time.

Every command opens the store, so the question whether anything is to be done is answered without importing Alembic
(0.3 s): a revision's file is named by its number, and the newest stands in the version table.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import inspect, text

from models.server_errors import NewerRegisterError, RegisterMissingError
from models.store.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_361_000  # PostgreSQL advisory lock


def migrate(database: Database, home: Path, *, known: bool = False) -> None:
    """Upgrade to the newest revision. Raises :class:`NewerRegisterError` where the register is beyond it already, and
    :class:`RegisterMissingError` where there is none though one is ``known`` to have been made."""
    if is_up_to_date(database):
        return
    with _alone(database, home):
        if is_up_to_date(database):  # by another process, while this one waited
            return
        if known and not is_made(database):
            raise RegisterMissingError(f"Det finns inget register i databasen, men {home} har haft ett")
        _upgrade(database)


def is_up_to_date(database: Database) -> bool:
    """Whether the register is of this program's revision. Raises :class:`NewerRegisterError`."""
    current = _current(database)
    if current is not None:
        _check(current)
    return current == newest()


def is_made(database: Database) -> bool:
    """Whether there is a register in the database at all."""
    return _current(database) is not None


def check_unmoved(database: Database) -> None:
    """Raises :class:`NewerRegisterError` where another program has moved the tables since this one opened them: asked
    before each document, for a row."""
    with database.read() as connection:
        current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    _check(current)


@cache
def newest() -> str:
    """The newest revision's number: of the program as it was when this process began."""
    return max(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _check(current: str) -> None:
    if current > newest():  # numbers of four digits
        raise NewerRegisterError(f"Registret är av version {current}, och programmet kan till och med {newest()}")


def _current(database: Database) -> str | None:
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(database: Database) -> None:
    upgrade_to(database, "head")
    database.reckon()  # an index that is new has no counts, and one without is taken for a very good one


def upgrade_to(database: Database, revision: str) -> None:
    """Make the tables as they were at the revision; a register that is beyond it is left as it is."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


@contextmanager
def _alone(database: Database, home: Path) -> Iterator[None]:
    if database.is_sqlite:
        with (home / "migrate.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    else:
        with database.engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
