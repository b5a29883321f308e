"""Which keys may be held by others since the table of candidate pairs was made: noted in the transaction that does it.

A key that one holds, or very many, makes no pair and is not noted. So most documents cost a look at each of their keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import BindParameter, CompoundSelect, Connection, String, bindparam, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from models.store.lookups import parts
from models.store.schema_candidates import candidate_changes, candidate_keys
from models.store.schema_references import judged_keys, key_holders, reference_keys
from models.store.suggestion_keys import MOST_HOLDERS, holders_of


@dataclass(slots=True)
class Moves:
    """What is to be noted: ``references`` that came to an entity or left one, with all their keys, and other ``keys``
    that got or lost a holder."""

    references: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def note(self, connection: Connection, owner: str) -> None:
        """Note it of the owner's, and begin anew."""
        noting = (_OF_REFERENCES, self.references), (_OF_KEYS, self.keys)
        for statements, every in noting:
            for some in parts(sorted(every)):
                connection.execute(statements[connection.dialect.name], {"owner": owner, "some": some})
            every.clear()


def _noting(keys: CompoundSelect[Any]) -> dict[str, Any]:
    """The statement for each database. They stand ready: to put one together takes longer than to carry it out."""
    some = keys.subquery()
    few = holders_of(some.c.key, MOST_HOLDERS + 1)
    known = exists().where(candidate_keys.c.key == some.c.key)
    wanted = select(bindparam("owner", type_=String), some.c.key).where(or_(few.between(2, MOST_HOLDERS), known))
    into = (each.insert(candidate_changes).from_select(["owner", "key"], wanted) for each in (sqlite, postgresql))
    return dict(zip(("sqlite", "postgresql"), (each.on_conflict_do_nothing() for each in into), strict=True))


_SOME: Final[BindParameter[str]] = bindparam("some", expanding=True)
_OF_REFERENCES: Final = _noting(
    select(reference_keys.c.key)
    .where(reference_keys.c.reference.in_(_SOME), reference_keys.c.strength > 0)
    .union(select(judged_keys.c.key).where(judged_keys.c.reference.in_(_SOME)))
)
_OF_KEYS: Final = _noting(
    select(key_holders.c.key)
    .where(key_holders.c.key.in_(_SOME))
    .union(select(candidate_keys.c.key).where(candidate_keys.c.key.in_(_SOME)))
)
