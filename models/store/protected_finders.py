"""What looks for people on the lists of protected identities, kept as long as their lists are as they were."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from models.protected_finding import Finder
from models.store.database import Database
from models.store.protected_covering import finder
from models.store.schema import protected

# It stands ready: to put it together takes longer than to carry it out.
_LINES = (
    select(protected.c.owner, func.count(), func.max(protected.c.at), func.count(protected.c.lifted))
    .where(protected.c.owner.in_(bindparam("owners", expanding=True)))
    .group_by(protected.c.owner)
)


class Finders:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key
        self._known: dict[str, tuple[object, Finder]] = {}

    def of(self, owner: str) -> Finder:
        """Looks for everybody on the owner's list, as it is now."""
        with self._database.read() as connection:
            return self.within(connection, owner)

    def within(self, connection: Connection, owner: str) -> Finder:
        """The same, as the caller's transaction sees it."""
        return self.each(connection, [owner])[owner]

    def each(self, connection: Connection, owners: Iterable[str]) -> dict[str, Finder]:
        """The same, of several owners' lists, by owner."""
        wanted = list(owners)
        stamps = {row[0]: tuple(row[1:]) for row in connection.execute(_LINES, {"owners": wanted})}
        return {owner: self._kept(connection, owner, stamps.get(owner, ())) for owner in wanted}

    def _kept(self, connection: Connection, owner: str, stamp: tuple[object, ...]) -> Finder:
        known = self._known.get(owner)
        if known is None or known[0] != stamp:
            known = self._known[owner] = (stamp, finder(connection, self._key, owner))
        return known[1]
