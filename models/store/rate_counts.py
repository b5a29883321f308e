"""How often something has come in a span of time, counted together by all processes that share the register."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from models import swedish
from models.store.database import Database
from models.store.schema_rates import rate_counts as table
from models.store.sealing import keyed_hash

_WHAT: Final = "rate"


class Tally(NamedTuple):
    """In this span, and in the one before it."""

    now: int
    before: int


class RateCounts:
    """Accounts and addresses are kept as keyed hashes."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def read(self, what: str, span: int) -> Tally:
        with self._database.read() as connection:
            return _tally(connection, self._hash(what), span)

    def add(self, what: str, span: int, amount: int, until: datetime) -> Tally:
        """Count so many more in the span; returns what all have counted. What is older than its ``until`` goes."""
        hashed = self._hash(what)
        with self._database.write() as connection:
            dialect: Any = sqlite if self._database.is_sqlite else postgresql
            row = dialect.insert(table).values(key_hash=hashed, span=span, count=amount, until=until)
            more = {"count": table.c.count + amount}
            connection.execute(row.on_conflict_do_update(index_elements=["key_hash", "span"], set_=more))
            _forget(connection)
            return _tally(connection, hashed, span)

    def _hash(self, what: str) -> str:
        return keyed_hash(self._key, _WHAT, what)


def _tally(connection: Connection, hashed: str, span: int) -> Tally:
    both = and_(table.c.key_hash == hashed, table.c.span.in_((span, span - 1)))
    rows = connection.execute(select(table.c.span, table.c.count).where(both))
    counts: dict[int, int] = {row["span"]: row["count"] for row in rows.mappings()}
    return Tally(counts.get(span, 0), counts.get(span - 1, 0))


def _forget(connection: Connection) -> None:
    """Save what another is at: two that wait for each other's rows could wait for ever."""
    own = tuple_(table.c.key_hash, table.c.span)
    old = select(table.c.key_hash, table.c.span).where(table.c.until < swedish.now())
    connection.execute(delete(table).where(own.in_(old.with_for_update(skip_locked=True))))
