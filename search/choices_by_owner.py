"""Choices of a watched search, owner by owner: somebody may be made one with another at one owner, and at others not.

An entity has one id at all owners that know it by one name. Where it goes by another at one of them, the choice is said
in the tree, of each owner's documents apart: else the papers of the others' namesakes would be found by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from models.access import Viewer
from models.store.heirs import with_those_ever_one
from models.store.store import Store
from search.choices import resolved
from search.facet import FACETS, EntityFacet
from search.index import MISSING
from search.query import And, Everything, HasValue, Node, Not, Or
from search.wall import Choices

_ByOwner = Mapping[str, tuple[str, ...]]


def chosen(
    viewer: Viewer, store: Store, choices: Choices, all_of: Collection[str] = (), *, before: bool = False
) -> tuple[dict[str, tuple[str, ...]], list[Node]]:
    """The choices as ids, and as conditions those of somebody who goes by another id at some owner.

    ``before``: with the ids that those chosen had before they were made one with others, or two again, but for types of
    which all are wanted.
    """
    alike, apart = dict[str, tuple[str, ...]](), list[Node]()
    for kind, values in choices.items():
        if not isinstance(FACETS[kind], EntityFacet) or MISSING in values:
            alike |= resolved(viewer, store, {kind: values})
            continue
        wide = before and kind not in all_of
        each = [_meant(viewer, store, kind, value, before=wide) for value in values]
        if any(elsewhere for _, elsewhere in each):
            conditions = tuple(_condition(kind, ids, elsewhere) for ids, elsewhere in each)
            apart.append(And(conditions) if kind in all_of else Or(conditions))
        elif each:
            alike[kind] = tuple(id for ids, _ in each for id in ids)
    return alike, apart


def narrowed(tree: Node, wanted: Sequence[Node], unwanted: Sequence[Node]) -> Node:
    """What the tree finds of what is wanted, without what is not."""
    some = (*wanted, *map(Not, unwanted))
    if not some:
        return tree
    return And(some if isinstance(tree, Everything) else (tree, *some))


def _meant(viewer: Viewer, store: Store, kind: str, value: str, *, before: bool) -> tuple[tuple[str, ...], _ByOwner]:
    """The ids of whom the value stands for, and by owner those where they are others."""
    now = {owner: {*ids} for owner, ids in store.entities.now_by_owner(viewer, value).items()}
    same = {value} if now else {*resolved(viewer, store, {kind: (value,)})[kind]}  # else a name, or an id of nothing
    if before:
        with store.database.read() as connection:
            now = {owner: with_those_ever_one(connection, {value, *ids}, owner) for owner, ids in now.items()}
            same = same if now else with_those_ever_one(connection, same)
    return tuple(sorted(same)), {owner: tuple(sorted(ids)) for owner, ids in now.items() if ids != same}


def _condition(kind: str, ids: tuple[str, ...], elsewhere: _ByOwner) -> Node:
    there = [And((HasValue("owner", (owner,)), HasValue(kind, others))) for owner, others in elsewhere.items()]
    here = HasValue(kind, ids)
    return Or((And((here, Not(HasValue("owner", tuple(elsewhere))))), *there)) if there else here
