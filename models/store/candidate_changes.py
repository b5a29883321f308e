"""Which keys may be held by others since the table of candidate pairs was made: noted in the transaction that does it.

A key that one holds, or very many, makes no pair and is not noted; nor is one that comes once more to an entity of
which the table says already that it holds it, unless anything is judged of it. So most documents cost a look at each of
their keys, however many documents have these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import BindParameter, CompoundSelect, Connection, String, bindparam, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from models.store.lookups import parts
from models.store.schema_candidates import candidate_changes, candidate_keys
from models.store.schema_references import document_references, judged_keys, key_holders, reference_keys
from models.store.suggestion_keys import MOST_HOLDERS, holders_of


@dataclass(slots=True)
class Moves:
    """What is to be noted: references that ``came`` to an entity or ``left`` one, with all their keys, and other
    ``keys`` that got or lost a holder."""

    came: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def note(self, connection: Connection, owner: str) -> None:
        """Note it of the owner's, and begin anew."""
        noting = (_OF_THOSE_THAT_CAME, self.came), (_OF_THOSE_THAT_LEFT, self.left), (_OF_KEYS, self.keys)
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
_TIED: Final = select(reference_keys.c.key).where(reference_keys.c.reference.in_(_SOME), reference_keys.c.strength > 0)
_JUDGED: Final = select(judged_keys.c.key).where(judged_keys.c.reference.in_(_SOME))
_SAYS_SO: Final = exists().where(
    candidate_keys.c.key == reference_keys.c.key,
    candidate_keys.c.kind == reference_keys.c.kind,
    candidate_keys.c.entity == document_references.c.entity,
    candidate_keys.c.strength >= reference_keys.c.strength,
)
"""Where the key is noted since, the row may be no longer so; then it stays noted."""
_IS_JUDGED: Final = exists().where(judged_keys.c.key == reference_keys.c.key)
"""Then the table may name one who, by what was judged, does not hold the key, and comes to hold it."""
_OF_THOSE_THAT_CAME: Final = _noting(
    _TIED.join(document_references, document_references.c.id == reference_keys.c.reference)
    .where(or_(~_SAYS_SO, _IS_JUDGED))
    .union(_JUDGED)
)
_OF_THOSE_THAT_LEFT: Final = _noting(_TIED.union(_JUDGED))
_OF_KEYS: Final = _noting(
    select(key_holders.c.key)
    .where(key_holders.c.key.in_(_SOME))
    .union(select(candidate_keys.c.key).where(candidate_keys.c.key.in_(_SOME)))
)
