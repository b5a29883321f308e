"""Which workers are there (*i arbete*): each tells of itself now and then, and is gone when it has been silent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update

from models import swedish
from models.store.claims import worker_name
from models.store.database import Database, insert_missing
from models.store.schema import installation

BEGINS: Final = "at_work:"
_SILENCE: Final = timedelta(minutes=3)
"""A worker tells of itself every half minute, and within a long job as often as its lease is renewed."""
_FORGOTTEN: Final = timedelta(days=1)


class AtWork:
    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, role: str) -> None:
        """This process is there. Rows of those that have long been silent are taken away."""
        now, name = swedish.now(), _name()
        told = f"{now.isoformat()} {role}"
        with self._database.write() as connection:
            again = update(installation).where(installation.c.name == name).values(value=told)
            if not connection.execute(again).rowcount:
                insert_missing(connection, installation, [{"name": name, "value": told}])
                old = [row.name for row in connection.execute(_ALL) if now - _read(row.value)[0] > _FORGOTTEN]
                connection.execute(delete(installation).where(installation.c.name.in_(old)))

    def leave(self) -> None:
        with self._database.write() as connection:
            connection.execute(delete(installation).where(installation.c.name == _name()))

    def roles(self) -> Counter[str]:
        """How many of each role have told of themselves lately."""
        now = swedish.now()
        with self._database.read() as connection:
            told = [_read(row.value) for row in connection.execute(_ALL)]
        return Counter(role for at, role in told if now - at < _SILENCE)


_ALL: Final = select(installation.c.name, installation.c.value).where(
    installation.c.name.startswith(BEGINS, autoescape=True)
)


def _read(value: str) -> tuple[datetime, str]:
    at, _, role = value.partition(" ")
    return datetime.fromisoformat(at), role


def _name() -> str:
    """The process, without what tells its pieces of work apart."""
    return BEGINS + worker_name().rpartition(":")[0][-90:]
