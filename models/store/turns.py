"""Turns (*tur*): one at a time among all machines that share a register, where a lock on a file is of one machine only.

Of SQLite there is one machine, and nothing to do.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from models.store.database import Database, lock_number

INDEX: Final = 7_365_000
"""PostgreSQL's advisory lock of who changes an owner's index (``search/turns.py``)."""
_PAUSE: Final = 0.05  # seconds between two tries of who does not wait for ever


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was ours when it began. It lasts as long as its ``connection`` to the server does."""

    connection: Connection | None = None

    def is_kept(self) -> bool:
        """Whether it still is. Where not, another's may have begun, and what was done since is to be done over."""
        if self.connection is None:
            return True
        with suppress(SQLAlchemyError):
            if not self.connection.invalidated:  # else it would connect anew, and find nothing wrong
                self.connection.execute(text("SELECT 1"))
                return True
        return False


@contextmanager
def turn(database: Database, lock: int, name: str, patience: float = math.inf) -> Iterator[Turn | None]:
    """The turn with what is called so, ours for as long as the block lasts; None where another had it for ``patience``
    seconds.

    The server gives it to another when this process is gone, or its connection (:meth:`Turn.is_kept`).
    """
    if database.is_sqlite:
        yield Turn()
        return
    wanted = {"lock": lock, "name": lock_number(name)}
    with database.read() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")  # else in a transaction
        got = _got(connection, wanted, patience)
        try:
            yield Turn(connection) if got else None
        finally:
            if got and not connection.invalidated:
                with suppress(SQLAlchemyError):  # it is gone with the connection
                    connection.execute(text("SELECT pg_advisory_unlock(:lock, :name)"), wanted)


def _got(connection: Connection, wanted: dict[str, int], patience: float) -> bool:
    if patience == math.inf:
        connection.execute(text("SELECT pg_advisory_lock(:lock, :name)"), wanted)
        return True
    until = time.monotonic() + patience
    while not connection.execute(text("SELECT pg_try_advisory_lock(:lock, :name)"), wanted).scalar_one():
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True
