"""What looks for people on the lists of protected identities, kept as long as their lists are as they were."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from models.protected_finding import Finder
from models.store.database import Database
from models.store.protected_covering import finder
from models.store.schema import protected


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
        lines = (func.count(), func.max(protected.c.at), func.count(protected.c.lifted))
        stamp = tuple(connection.execute(select(*lines).where(protected.c.owner == owner)).one())
        known = self._known.get(owner)
        if known is None or known[0] != stamp:
            known = self._known[owner] = (stamp, finder(connection, self._key, owner))
        return known[1]
