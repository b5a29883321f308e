"""Attempts to sign in, counted before they are tried, so that many at once count as many."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select

from models import swedish
from models.lockout import ACCOUNT, ADDRESS, FORGOTTEN, Patience
from models.store.database import Database, insert_missing
from models.store.rows import aware
from models.store.schema_accounts import sign_in_attempts as table
from models.store.sealing import keyed_hash

_LONGEST: Final = max(ACCOUNT.longest, ADDRESS.longest)


class Attempts:
    """Names and addresses are kept as keyed hashes: a name that is typed may be a password."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def begin(self, name: str, address: str = "") -> timedelta:
        """Count an attempt as failed until :meth:`succeeded`; returns how long to wait first, zero to go on.

        One that has to wait is not counted: it was not tried. ``address`` empty means that it is not known.
        """
        now = swedish.now()
        with self._database.write() as connection:
            counted = [(_held(connection, hashed, now), patience) for hashed, patience in self._counted(name, address)]
            waits = [_until(row.until, now) for row, _patience in counted]
            if (longest := max(waits)) > timedelta(0):
                return longest
            for row, patience in counted:
                _count(connection, row, patience, now)
            _forget(connection, now)
        return timedelta(0)

    def wait(self, name: str) -> timedelta:
        """How long this name has to wait now."""
        with self._database.read() as connection:
            return _wait(connection, self._hash("account", name), swedish.now())

    def succeeded(self, name: str, address: str = "") -> None:
        """The attempt was right: the name's failures are forgotten, and this one of the address's."""
        with self._database.write() as connection:
            connection.execute(delete(table).where(table.c.key_hash == self._hash("account", name)))
            if address:
                this = table.c.key_hash == self._hash("address", address)
                connection.execute(table.update().where(this).values(failures=table.c.failures - 1, until=None))

    def _counted(self, name: str, address: str) -> list[tuple[str, Patience]]:
        counted = [(self._hash("account", name), ACCOUNT)]
        return [*counted, (self._hash("address", address), ADDRESS)] if address else counted

    def _hash(self, what: str, text: str) -> str:
        return keyed_hash(self._key, f"attempt {what}", text)


def _wait(connection: Connection, hashed: str, now: datetime) -> timedelta:
    return _until(connection.execute(select(table.c.until).where(table.c.key_hash == hashed)).scalar_one_or_none(), now)


def _until(until: datetime | None, now: datetime) -> timedelta:
    """No longer than a wait is: one that seems so was given by a clock that was put back since."""
    left = max(aware(until) - now, timedelta(0)) if until else timedelta(0)
    return left if left <= _LONGEST else timedelta(0)


def _held(connection: Connection, hashed: str, now: datetime) -> Row[Any]:
    """The row, made where there is none, and locked: who comes at the same time reads what is written here."""
    insert_missing(connection, table, [{"key_hash": hashed, "failures": 0, "last": now}])
    return connection.execute(select(table).where(table.c.key_hash == hashed).with_for_update()).one()


def _forget(connection: Connection, now: datetime) -> None:
    """Drop what is too old to count, save what somebody is at: waiting for that could be for ever."""
    old = select(table.c.key_hash).where(table.c.last < now - FORGOTTEN).with_for_update(skip_locked=True)
    connection.execute(delete(table).where(table.c.key_hash.in_(old)))


def _count(connection: Connection, row: Row[Any], patience: Patience, now: datetime) -> None:
    failures = 1 if now - aware(row.last) > FORGOTTEN else row.failures + 1
    until = now + wait if (wait := patience.wait(failures)) else None
    this = table.c.key_hash == row.key_hash
    connection.execute(table.update().where(this).values(failures=failures, last=now, until=until))
