"""The tables of who may be the same, brought up to date with what changed (:mod:`models.store.candidate_changes`).

They are derived, as the index is, and follow with it. Whoever reads them heeds what is still noted
(:mod:`models.store.candidate_reading`): what is told is right before they have followed too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, and_, delete, insert, select

from models.store.candidate import paired
from models.store.candidate_rows import kept_keys, keys_of, row_of, rows_of
from models.store.database import Database
from models.store.schema_candidates import candidate_changes, candidate_keys, candidate_pairs
from models.store.settling import alone
from models.store.suggestion_ground import SuggestionGround
from models.store.suggestion_keys import these_keys

_AT_ONCE: Final = 200
"""Keys in one transaction: others who write wait so long."""


class CandidateTable:
    def __init__(self, database: Database) -> None:
        self._database = database

    def follow(self, owners: Collection[str] | None = None) -> None:
        """Bring the owners' part, or all, up to date."""
        for owner in self._behind():
            while (owners is None or owner in owners) and self.follow_a_little(owner):
                pass

    def follow_a_little(self, owner: str) -> bool:
        """Look at some keys of the owner's that changed; whether there may be more."""
        with self._database.write() as connection:
            return _follow_some(connection, owner) == _AT_ONCE

    def _behind(self) -> Sequence[str]:
        some = select(candidate_changes.c.owner).distinct().order_by(candidate_changes.c.owner)
        with self._database.read() as connection:
            return connection.execute(some).scalars().all()


def follow_all(connection: Connection, owner: str) -> None:
    """Bring the owner's part up to date in the caller's transaction."""
    while _follow_some(connection, owner) == _AT_ONCE:
        pass


def _follow_some(connection: Connection, owner: str) -> int:
    alone(connection, owner)  # what they are made of stays as it is meanwhile
    noted = select(candidate_changes.c.key).where(candidate_changes.c.owner == owner)
    changed = connection.execute(noted.order_by(candidate_changes.c.key).limit(_AT_ONCE)).scalars().all()
    if changed:
        _make(connection, owner, changed)
        struck = and_(candidate_changes.c.owner == owner, candidate_changes.c.key.in_(changed))
        connection.execute(delete(candidate_changes).where(struck))
    return len(changed)


def _make(connection: Connection, owner: str, changed: Sequence[str]) -> None:
    """The rows of these keys anew, and of all pairs of those who hold one or held it."""
    before = kept_keys(connection, changed).labels.keys()
    now = these_keys(SuggestionGround(connection, [owner], None), changed)
    connection.execute(delete(candidate_keys).where(candidate_keys.c.key.in_(changed)))
    if rows := rows_of(now):
        connection.execute(insert(candidate_keys), rows)
    ends = before | now.labels.keys()
    ids = sorted(entity for _, entity in ends)
    both = and_(candidate_pairs.c.left.in_(ids), candidate_pairs.c.right.in_(ids))
    connection.execute(delete(candidate_pairs).where(candidate_pairs.c.owner == owner, both))
    if pairs := paired(keys_of(connection, ends), ends.issuperset):
        connection.execute(insert(candidate_pairs), [row_of(each) for each in pairs])
