"""The keys that suggestions of who may be the same are made of: those that few of an owner's entities hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true, union, union_all

from models.store.candidate import Key, Keys, Who
from models.store.lookups import SHARED, parts
from models.store.schema_references import document_references, judged_keys, key_holders, reference_keys
from models.store.suggestion_ground import BORNE, SuggestionGround
from models.store.suggestion_marks import Marks, marks_of

MOST_HOLDERS: Final = 6
"""Entities with one key: a name that more have says nothing of any two of them."""
_FEW: Final = (2, MOST_HOLDERS)
Asked = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""The condition that a key is one of those that are asked for."""


def every_key(ground: SuggestionGround, about: str = "") -> Keys:
    """All that several hold, and few; or those of the entity that it is ``about``."""
    return _told(ground, [(lambda key: key.in_(_of(ground, about))) if about else lambda _: true()])


def these_keys(ground: SuggestionGround, texts: Iterable[str]) -> Keys:
    """Those of these keys that several hold, and few."""
    return _told(ground, [_among(some) for some in parts(sorted({*texts}))])


def _among(some: Sequence[str]) -> Asked:
    return lambda key: key.in_(some)


def _told(ground: SuggestionGround, asked: Iterable[Asked]) -> Keys:
    holders: defaultdict[tuple[str, str, str], set[Who]] = defaultdict(set)
    worth, labels = dict[tuple[str, str, str], float](), dict[Who, str]()
    for each in asked:
        for owner, text, kind, label, entity, strongest in ground.connection.execute(_held(ground, each)).all():
            labels[owner, entity] = label
            holders[owner, text, kind].add((owner, entity))
            worth[owner, text, kind] = max(strongest, worth.get((owner, text, kind), 0.0))
    keys = [
        Key(text, kind, worth[owner, text, kind], frozenset(some))
        for (owner, text, kind), some in holders.items()
        if len(some) > 1
    ]
    return Keys(weighed(ground, keys), labels)


def _held(ground: SuggestionGround, asked: Asked) -> Select[Any]:
    """Who holds each, and how much it ties them."""
    counted = _counted(ground, asked)
    few = (union_all(counted, counted_in_part(ground, asked)) if ground.in_part else counted).subquery()
    columns = (document_references.c.owner, reference_keys.c.key, reference_keys.c.kind)
    whose = (document_references.c.label, document_references.c.entity)
    strength = func.max(reference_keys.c.strength)
    query = ground.told(select(*columns, *whose, strength), BORNE.join(few, few.c.key == reference_keys.c.key))
    return query.where(reference_keys.c.strength > 0).group_by(*columns, *whose)


def _counted(ground: SuggestionGround, asked: Asked) -> Select[Any]:
    """By who is known to hold it; where something is kept from the viewer, of keys of which that says nothing."""
    held = select(key_holders.c.key).where(key_holders.c.entity != SHARED).group_by(key_holders.c.key)
    few = held.where(asked(key_holders.c.key)).having(func.count().between(*_FEW))
    if not ground.in_part:
        return few
    some = few.subquery()  # of all others it need not be asked what is hidden
    return select(some.c.key).where(*(some.c.key.not_in(hidden) for hidden in ground.hidden_keys()))


def counted_in_part(ground: SuggestionGround, asked: Asked = lambda _: true()) -> Select[Any]:
    """The others, by what the viewer reads."""
    hidden = union(*ground.hidden_keys()).subquery()
    some = select(hidden.c.key).where(asked(hidden.c.key), _may_be_held_by_several(hidden.c.key))
    held = ground.told(select(reference_keys.c.key), BORNE).group_by(reference_keys.c.key)
    held = held.where(reference_keys.c.key.in_(some))
    return held.having(func.count(document_references.c.entity.distinct()).between(*_FEW))


def _may_be_held_by_several(key: ColumnElement[str]) -> ColumnElement[bool]:
    """Else it need not be counted: an authority's name stands in thousands of documents, and is of one. Who has a key
    that a judgement blocked does not hold it."""
    tie, judged = reference_keys.alias("tie"), exists().where(judged_keys.c.key == key)
    ties = select(tie.c.key).where(tie.c.key == key, tie.c.strength > 0).correlate_except(tie).exists()
    return and_(ties, or_(holders_of(key, 2) > 1, judged))


def holders_of(key: ColumnElement[str], most: int) -> ColumnElement[int]:
    """How many are known to hold the key of the query around it, counted so far only."""
    held = key_holders.alias("held")
    some = select(held.c.entity).where(held.c.key == key, held.c.entity != SHARED).limit(most)
    return select(func.count()).select_from(some.correlate_except(held).subquery()).scalar_subquery()


def _of(ground: SuggestionGround, entity: str) -> Select[tuple[str]]:
    mine = and_(ground.ours(), document_references.c.entity == entity)
    return select(reference_keys.c.key).select_from(BORNE).where(mine)


def weighed(ground: SuggestionGround, keys: Sequence[Key]) -> list[Key]:
    """Each with whether two who are known to be different have it: whoever they are, or, where something is kept from
    the viewer, holders of whom they may know it."""
    shared = _shared(ground, keys)
    marks = (
        marks_of(ground, {who for key in keys if key.text in shared for who in key.holders}) if ground.in_part else {}
    )
    return [key._replace(shared=key.text in shared and (not ground.in_part or _are_parted(key, marks))) for key in keys]


def _shared(ground: SuggestionGround, keys: Iterable[Key]) -> set[str]:
    found = set[str]()
    for some in parts(sorted({key.text for key in keys})):
        many = select(key_holders.c.key).where(key_holders.c.entity == SHARED, key_holders.c.key.in_(some))
        found |= set(ground.connection.execute(many).scalars().all())
    return found


def _are_parted(key: Key, marks: Marks) -> bool:
    """Whether two of the holders of the key are known to be different."""
    known = [marks.get(each, {}) for each in sorted(key.holders)]
    return any(
        not one[kind] & other[kind]
        for at, one in enumerate(known)
        for other in known[at + 1 :]
        for kind in one.keys() & other.keys()
    )
