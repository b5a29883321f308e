"""Who may be the same: entities of an owner that share a key too weak to join them, or one that others have too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, func, select

from models.access import Viewer
from models.mention import Label
from models.reference import CERTAIN
from models.store.lookups import SHARED, parts
from models.store.readable import in_whole
from models.store.schema import documents
from models.store.schema_references import document_references, entity_marks, key_holders, reference_keys

MOST_HOLDERS: Final = 6
"""Entities with one key: a name that more have says nothing of any two of them."""
_SHARED: Final = 0.6
"""What a key that two are known to have is worth to a third, of whom less is known."""
_LIKELIEST: Final = 0.94
"""No suggestion is as sure as what is joined by rule."""


_IMPLIED: Final = {"name": ("spelling", "nickname or double name"), "spelling": ("nickname or double name",)}
"""What a reason says already: names that are the same are spelt alike."""
_WHOLE_NAMES: Final = frozenset({"name", "spelling", "nickname or double name"})
"""Kinds of keys that are made of more than an initial and a surname."""


class Suggestion(NamedTuple):
    """Two entities (ids) that may be one; ``reasons`` are the kinds of keys that they share, the strongest first."""

    left: str
    right: str
    label: Label
    confidence: float
    reasons: tuple[str, ...]


def suggestions(
    connection: Connection, owner: str, limit: int = 100, viewer: Viewer | None = None, about: str = ""
) -> list[Suggestion]:
    """The owner's suggestions, the likeliest first. Two that a number or a person keeps apart are never suggested.

    With a viewer, by what the documents say of which nothing is kept from them or covered. Asked for now and then by
    somebody: it looks through the owner's keys once, or those of the entity that it is to be ``about``.
    """
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for kind, strength, holders in _keys(connection, owner, labels, viewer, about):
        for pair in combinations(sorted(holders), 2):
            if about and about not in pair:
                continue  # of two others not all keys are looked at
            known = found[pair]
            known[kind] = max(strength, known.get(kind, 0.0))
    marks = _marks(connection, owner, {entity for pair in found for entity in pair})
    apart = [
        pair for pair, why in found.items() if labels[pair[0]] != labels[pair[1]] or _differ(marks, *pair, why.keys())
    ]
    for pair in apart:
        del found[pair]
    told = [_suggestion(pair, labels[pair[0]], reasons) for pair, reasons in found.items()]
    return sorted(told, key=lambda each: (-each.confidence, each.left, each.right))[:limit]


def _keys(
    connection: Connection, owner: str, labels: dict[str, str], viewer: Viewer | None, about: str
) -> Iterable[tuple[str, float, frozenset[str]]]:
    """Kind, what it is worth, and the entities, of each key that a few of the owner's entities hold."""
    held = select(key_holders.c.key).where(key_holders.c.entity != SHARED).group_by(key_holders.c.key)
    many = select(key_holders.c.key).where(key_holders.c.entity == SHARED)
    if about:
        own = document_references.join(reference_keys, reference_keys.c.reference == document_references.c.id)
        mine = and_(document_references.c.owner == owner, document_references.c.entity == about)
        among_own = key_holders.c.key.in_(select(reference_keys.c.key).select_from(own).where(mine))
        held, many = held.where(among_own), many.where(among_own)
    few = held.having(func.count().between(2, MOST_HOLDERS)).subquery()
    shared = set(connection.execute(many).scalars())
    joined = reference_keys.join(few, few.c.key == reference_keys.c.key).join(
        document_references, document_references.c.id == reference_keys.c.reference
    )
    columns = (reference_keys.c.key, reference_keys.c.kind, document_references.c.label, document_references.c.entity)
    query = select(*columns, func.max(reference_keys.c.strength).label("strength")).select_from(joined)
    counts = and_(document_references.c.owner == owner, document_references.c.entity != "")
    told = query.where(counts, reference_keys.c.strength > 0).group_by(*columns)
    if viewer is not None:
        told = told.join(documents, documents.c.id == document_references.c.document)
        told = told.where(in_whole(viewer))
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    worth: dict[tuple[str, str], float] = {}
    for row in connection.execute(told):
        labels[row.entity] = row.label
        holders[row.key, row.kind].add(row.entity)
        worth[row.key, row.kind] = row.strength * (_SHARED if row.key in shared else 1.0)
    return [(kind, worth[key, kind], frozenset(some)) for (key, kind), some in holders.items() if len(some) > 1]


def _marks(connection: Connection, owner: str, entities: Iterable[str]) -> Mapping[str, Mapping[str, set[str]]]:
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for some in parts(sorted(entities)):
        mine = select(entity_marks).where(entity_marks.c.owner == owner, entity_marks.c.entity.in_(some))
        for row in connection.execute(mine):
            found[row.entity][row.kind].add(row.value)
    return found


def _differ(marks: Mapping[str, Mapping[str, set[str]]], left: str, right: str, reasons: Collection[str]) -> bool:
    """Whether something parts them. Two given names do, unless the names as wholes sound alike or one is a pet name."""
    ours, theirs = marks.get(left, {}), marks.get(right, {})
    kinds = {kind for kind in ours.keys() & theirs.keys() if not ours[kind] & theirs[kind]}
    return bool(kinds - {"given"}) or ("given" in kinds and _WHOLE_NAMES.isdisjoint(reasons))


def _suggestion(pair: tuple[str, str], label: str, reasons: Mapping[str, float]) -> Suggestion:
    """Reasons that do not follow from each other add up; what is certain by itself was kept apart for a reason."""
    implied = {less for kind in reasons for less in _IMPLIED.get(kind, ())}
    ranked = sorted(reasons.keys() - implied, key=lambda kind: (-reasons[kind], kind))
    doubt = 1.0
    for kind in ranked:
        doubt *= 1.0 - min(reasons[kind], CERTAIN)
    return Suggestion(*pair, Label(label), round(min(_LIKELIEST, 1.0 - doubt), 3), tuple(ranked))
