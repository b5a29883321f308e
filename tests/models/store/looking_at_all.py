"""How candidate pairs were worked out before there was a table of them, by looking through all keys: the oracle.

For somebody from whom anything is kept all of it is counted over the documents that they read whole. Who else holds a
key, and what parts its holders, would tell of the others. That is looked into only for keys and entities of which those
others say anything: of all else what is kept for everybody is the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Text,
    and_,
    cast,
    func,
    not_,
    select,
    union,
    union_all,
)

from models.access import Viewer
from models.joining import APART
from models.mention import Label
from models.reference import CERTAIN
from models.store.candidate import Candidate, Suggestion
from models.store.judged_ties import MARK
from models.store.lookups import SHARED, parts
from models.store.readable import in_whole, is_affected
from models.store.schema import documents, protected_spans, withheld
from models.store.schema_references import document_references, entity_marks, judged_keys, key_holders, reference_keys

MOST_HOLDERS: Final = 6
"""Entities with one key: a name that more have says nothing of any two of them."""
_BORNE: Final = reference_keys.join(document_references, document_references.c.id == reference_keys.c.reference)
_JUDGED: Final = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)
_FEW: Final = (2, MOST_HOLDERS)
_SHARED: Final = 0.6
_LIKELIEST: Final = 0.94
_IMPLIED: Final = {"name": ("spelling", "nickname or double name"), "spelling": ("nickname or double name",)}
Who = tuple[str, str]
"""An owner, and an entity of theirs."""
Marks = Mapping[Who, Mapping[str, set[str]]]
"""By entity and kind."""


class Key(NamedTuple):
    """A key (opaque) of a kind, with its strength and the entities of one owner that hold it."""

    text: str
    kind: str
    strength: float
    holders: frozenset[Who]


class SuggestionGround:
    """Of some owners, for a viewer (without one, of all that there is); ``about`` an entity, or of all."""

    def __init__(self, connection: Connection, owners: Collection[str], viewer: Viewer | None, about: str) -> None:
        self._connection, self._owners, self._viewer, self._about = connection, owners, viewer, about
        self._in_part = viewer is not None and is_affected(connection, viewer)
        self.labels: dict[Who, str] = {}

    def keys(self) -> list[Key]:
        """Those that several hold, and few."""
        few = union_all(self._counted(), self._counted_in_part()) if self._in_part else self._counted()
        some = few.subquery()
        columns = (document_references.c.owner, reference_keys.c.key, reference_keys.c.kind)
        whose = (document_references.c.label, document_references.c.entity)
        strength = func.max(reference_keys.c.strength)
        query = self._told(select(*columns, *whose, strength), _BORNE.join(some, some.c.key == reference_keys.c.key))
        query = query.where(reference_keys.c.strength > 0).group_by(*columns, *whose)
        holders: defaultdict[tuple[str, str, str], set[Who]] = defaultdict(set)
        worth: dict[tuple[str, str, str], float] = {}
        for owner, key, kind, label, entity, strongest in self._connection.execute(query).all():
            self.labels[owner, entity] = label
            holders[owner, key, kind].add((owner, entity))
            worth[owner, key, kind] = max(strongest, worth.get((owner, key, kind), 0.0))
        return [
            Key(key, kind, worth[owner, key, kind], frozenset(some))
            for (owner, key, kind), some in holders.items()
            if len(some) > 1
        ]

    def shared(self, keys: Iterable[Key]) -> set[str]:
        """Those of the keys that two who are known to be different have, whoever they are."""
        found = set[str]()
        for some in parts(sorted({key.text for key in keys})):
            many = select(key_holders.c.key).where(key_holders.c.entity == SHARED, key_holders.c.key.in_(some))
            found |= set(self._connection.execute(many).scalars().all())
        return found

    def marks(self, entities: Iterable[Who]) -> Marks:
        """What each of these has one of."""
        found: defaultdict[Who, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        by_owner = defaultdict[str, list[str]](list)
        for owner, entity in sorted(entities):
            by_owner[owner].append(entity)
        for owner, every in by_owner.items():
            for some in parts(every):
                for entity, kind, value in self._marked(owner, some):
                    found[owner, entity][kind].add(value)
        return found

    def is_shared(self, key: Key, marks: Marks) -> bool:
        """Whether two of the holders of a key that is shared by somebody are known to be different."""
        if not self._in_part:
            return True
        known = [marks.get(each, {}) for each in sorted(key.holders)]
        return any(
            not one[kind] & other[kind]
            for at, one in enumerate(known)
            for other in known[at + 1 :]
            for kind in one.keys() & other.keys()
        )

    def _counted(self) -> Select[Any]:
        """By who is known to hold it; where something is kept from the viewer, of keys of which that says nothing."""
        held = select(key_holders.c.key).where(key_holders.c.entity != SHARED).group_by(key_holders.c.key)
        held = held.where(key_holders.c.key.in_(self._own())) if self._about else held
        few = held.having(func.count().between(*_FEW))
        if not self._in_part:
            return few
        some = few.subquery()  # of all others it need not be asked what is hidden
        return select(some.c.key).where(*(some.c.key.not_in(hidden) for hidden in self._hidden_keys()))

    def _counted_in_part(self) -> Select[Any]:
        """The others, by what the viewer reads."""
        hidden = union_all(*self._hidden_keys())
        held = self._told(select(reference_keys.c.key), _BORNE).group_by(reference_keys.c.key)
        held = held.where(reference_keys.c.key.in_(hidden))
        held = held.where(reference_keys.c.key.in_(self._own())) if self._about else held
        return held.having(func.count(document_references.c.entity.distinct()).between(*_FEW))

    def _hidden_keys(self) -> tuple[Select[Any], Select[Any]]:
        """The keys of references in documents that the viewer does not read whole, and those judged to be theirs."""
        return self._hidden(select(reference_keys.c.key), _BORNE), self._hidden(select(judged_keys.c.key), _JUDGED)

    def _own(self) -> Select[tuple[str]]:
        """The keys of the entity that it is about."""
        mine = and_(self._ours(), document_references.c.entity == self._about)
        return select(reference_keys.c.key).select_from(_BORNE).where(mine)

    def _ours(self) -> ColumnElement[bool]:
        return document_references.c.owner.in_(self._owners)

    def _told(self, query: Select[Any], joined: FromClause) -> Select[Any]:
        """Of the owners' references that have an entity, those of documents that the viewer reads whole: where
        anything is hidden, those of all but the hidden ones, which are few."""
        told = query.select_from(joined).where(self._ours(), document_references.c.entity != "")
        if self._viewer is None:
            return told
        told = told.where(document_references.c.owner.in_(self._viewer.owners))
        hidden = self._hidden(select(document_references.c.document), document_references).distinct()
        return told.where(document_references.c.document.not_in(hidden)) if self._in_part else told

    def _hidden(self, query: Select[Any], joined: FromClause) -> Select[Any]:
        """Of the owners' references those of the other documents."""
        assert self._viewer is not None, "nothing is hidden from nobody"
        joined = joined.join(documents, documents.c.id == document_references.c.document)
        marked = union(select(withheld.c.document), select(protected_spans.c.document))
        some = documents.c.id.in_(marked)  # few: without it every reference is gone through
        return query.select_from(joined).where(self._ours(), some, not_(in_whole(self._viewer)))

    def _marked(self, owner: str, some: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        touched = self._touched(owner, some) if self._in_part else set[str]()
        if plain := [each for each in some if each not in touched]:
            mine = and_(entity_marks.c.owner == owner, entity_marks.c.entity.in_(plain))
            for row in self._connection.execute(select(entity_marks).where(mine)).all():
                yield row.entity, row.kind, row.value
        if touched:
            yield from self._marks_in_part(owner, sorted(touched))

    def _touched(self, owner: str, some: Sequence[str]) -> set[str]:
        """Those of whom a document says something that the viewer does not read whole."""
        entity = document_references.c.entity
        query = self._hidden(select(entity), document_references)
        query = query.where(document_references.c.owner == owner, entity.in_(some)).distinct()
        return set(self._connection.execute(query).scalars().all())

    def _marks_in_part(self, owner: str, some: list[str]) -> Iterator[tuple[str, str, str]]:
        """As they are kept for the entity, from its references."""
        entity = document_references.c.entity
        those = and_(document_references.c.owner == owner, entity.in_(some))
        marked = self._told(select(entity, cast(document_references.c.marks, Text).label("said")), document_references)
        for row in self._connection.execute(marked.where(those).distinct()).all():
            yield from ((row.entity, kind, value) for kind, value in json.loads(row.said).items())
        apart = self._told(select(entity, judged_keys.c.judgement, judged_keys.c.key), _JUDGED)
        for row in self._connection.execute(apart.where(those, judged_keys.c.effect == MARK).distinct()).all():
            yield row.entity, f"{APART}{row.judgement}", row.key


def candidates(
    connection: Connection, owners: Collection[str], viewer: Viewer | None, about: str = ""
) -> list[Candidate]:
    """All that share a key, the likeliest first, before it is asked what parts them: whoever wants few asks of few."""
    ground = SuggestionGround(connection, owners, viewer, about)
    keys = ground.keys()
    shared = ground.shared(keys)
    marks = ground.marks({entity for key in keys if key.text in shared for entity in key.holders})
    found: defaultdict[tuple[Who, Who], dict[str, float]] = defaultdict(dict)
    for key in keys:
        worth = key.strength * (_SHARED if key.text in shared and ground.is_shared(key, marks) else 1.0)
        for pair in combinations(sorted(key.holders), 2):
            if about and about not in (pair[0][1], pair[1][1]):
                continue  # of two others not all keys are looked at
            known = found[pair]
            known[key.kind] = max(worth, known.get(key.kind, 0.0))
    labels = ground.labels
    every = [
        Candidate(left[0], _suggestion((left[1], right[1]), labels[left], why), _ranked(why))
        for (left, right), why in found.items()
        if labels[left] == labels[right]
    ]
    return sorted(every, key=Candidate.place)


def _ranked(why: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(why, key=lambda kind: (-why[kind], kind)))


def _suggestion(pair: tuple[str, str], label: str, reasons: Mapping[str, float]) -> Suggestion:
    """Reasons that do not follow from each other add up; what is certain by itself was kept apart for a reason."""
    implied = {less for kind in reasons for less in _IMPLIED.get(kind, ())}
    ranked = sorted(reasons.keys() - implied, key=lambda kind: (-reasons[kind], kind))
    doubt = 1.0
    for kind in ranked:
        doubt *= 1.0 - min(reasons[kind], CERTAIN)
    return Suggestion(*pair, Label(label), round(min(_LIKELIEST, 1.0 - doubt), 3), tuple(ranked))
