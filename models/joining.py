"""How references become entities: equal keys join, marks that differ part. Pure; what is known comes from a ``Ground``.

The same code runs over the register's tables (:mod:`models.store.resolution`) and over dictionaries
(:mod:`nlp.resolution.memory`, for measuring). A reference costs the look-ups of its own keys, however many there are.

A key that two entities hold whose marks differ (two people of one rare name, each with a personnummer) is *shared*: it
ties nobody from then on, and what it had tied is worked out anew. So the order of arrival decides ids, not who is who.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from models.mention import Label
from models.reference import CERTAIN, JUDGED, NUMBER, ONE_NUMBER

APART: Final = "apart:"
"""What the kind of a mark begins with that a person gave: these are not one."""
MOST_RECONSIDERED: Final = 5_000
"""References of an entity that is worked out anew by rule. One that has more (an authority) is left as it is."""


class Tie(NamedTuple):
    """A key as the ground knows it: ``text`` is opaque, and belongs to one owner and label."""

    text: str
    kind: str
    strength: float


@dataclass(frozen=True, slots=True)
class Node:
    """A reference to be joined. ``marks`` by kind. ``document`` tells where it comes from."""

    id: str
    document: str
    label: Label
    value: str
    ties: tuple[Tie, ...]
    marks: Mapping[str, str]


Marks = Mapping[str, Collection[str]]
NO_CLAIMS: Final[Mapping[str, str]] = MappingProxyType({})


class Ground(Protocol):
    """What is known of one owner's references and entities. Called by :func:`settle` and :func:`reconsider` only."""

    def holders(self, key: str) -> Collection[str]:
        """The entities that have a reference with this key, oldest first."""
        ...

    def is_shared(self, key: str) -> bool:
        """Whether two that are known to be different have it."""
        ...

    def share(self, key: str) -> None:
        """Note that it is so."""
        ...

    def marks(self, entity: str) -> Marks:
        """The marks of all references of the entity, by kind."""
        ...

    def borne(self, key: str) -> Marks:
        """The marks of the references that have the key themselves. Seldom asked: where marks are in the way."""
        ...

    def members(self, entity: str, most: int) -> Sequence[Node]:
        """Its references; at most so many of them."""
        ...

    def lift(self, entity: str, nodes: Iterable[Node]) -> None:
        """Take these references away from the entity."""
        ...

    def put(self, node: Node, entity: str) -> None:
        """Make the reference one of the entity, which may be new."""
        ...

    def first(self, entity: str) -> str:
        """The least id of its references. Seldom asked: where several hold one key."""
        ...

    def merge(self, entity: str, gone: str) -> None:
        """Make everything of ``gone`` the entity's."""
        ...

    def is_free(self, entity: str) -> bool:
        """Whether no reference has this entity."""
        ...

    def older(self, entities: Collection[str]) -> str:
        """The one of these that keeps its id when they are joined."""
        ...

    def new_entity(self, node: Node) -> str:
        """An id that is free, for the entity that begins with this reference."""
        ...


def settle(ground: Ground, nodes: Iterable[Node], claims: Mapping[str, str] = NO_CLAIMS) -> None:
    """Find or make the entity of each reference. ``claims``: the entity that one had, which it keeps if free."""
    doubtful: dict[str, None] = {}
    for node in nodes:
        doubtful |= dict.fromkeys(_place(ground, node, claims))
    _until_settled(ground, doubtful)


def reconsider(ground: Ground, entities: Iterable[str], *, most: int = MOST_RECONSIDERED) -> None:
    """Work out these entities anew from their references; one with more than ``most`` is left as it is."""
    _until_settled(ground, dict.fromkeys(_rework(ground, list(dict.fromkeys(entities)), most)))


def _until_settled(ground: Ground, doubtful: dict[str, None]) -> None:
    """It ends: an entity becomes doubtful only when a key is found to be shared, which happens once to a key."""
    while doubtful:
        entity = next(iter(doubtful))
        del doubtful[entity]
        doubtful |= dict.fromkeys(_rework(ground, [entity], MOST_RECONSIDERED))


def _rework(ground: Ground, entities: Sequence[str], most: int) -> list[str]:
    """Place all references of these entities again, in an order that does not tell how they came to be one."""
    claims: dict[str, str] = {}
    nodes: list[Node] = []
    for entity in entities:
        members = ground.members(entity, most + 1)
        if len(members) > most:
            continue
        ground.lift(entity, members)
        claims |= {node.id: entity for node in members}
        nodes += members
    doubtful: dict[str, None] = {}
    for node in sorted(nodes, key=_order):
        doubtful |= dict.fromkeys(_place(ground, node, claims))
    return list(doubtful)


def _order(node: Node) -> tuple[bool, float, str, str]:
    """Those that a number tells first, then those that are tied the strongest; for the rest an order that stays."""
    strongest = max((tie.strength for tie in node.ties), default=0.0)
    return ONE_NUMBER not in node.marks, -strongest, node.document, node.id


def _place(ground: Ground, node: Node, claims: Mapping[str, str]) -> list[str]:
    """Put the reference where it belongs; returns the entities that a key proves to have been joined wrongly."""
    chosen: list[str] = []
    marks: dict[str, set[str]] = {kind: {value} for kind, value in node.marks.items()}
    doubtful: list[str] = []
    for tie in sorted(node.ties, key=lambda tie: (-tie.strength, tie.kind, tie.text)):
        if tie.strength < CERTAIN or (tie.strength < NUMBER and ground.is_shared(tie.text)):
            continue
        holders = [entity for entity in ground.holders(tie.text) if entity not in chosen]
        if len(holders) > 1:  # in an order that does not tell by what ids they go at the moment
            holders.sort(key=ground.first)
        if tie.strength < NUMBER and not _all_fit(ground, marks, holders):
            if _is_borne_by_two(node, ground.borne(tie.text)):
                ground.share(tie.text)
                doubtful += holders
            continue
        for entity in holders:
            if _fits(marks, ground.marks(entity), tie.strength):
                chosen.append(entity)
                _add(marks, ground.marks(entity))
    entity = _one(ground, chosen) if chosen else _begun(ground, node, claims)
    ground.put(node, entity)
    return doubtful


def _all_fit(ground: Ground, marks: Marks, holders: Iterable[str]) -> bool:
    """Whether nobody who holds the key differs from the reference or from another holder."""
    known = {kind: set(values) for kind, values in marks.items()}
    for entity in holders:
        theirs = ground.marks(entity)
        if not _fits(known, theirs, CERTAIN):
            return False
        _add(known, theirs)
    return True


def _is_borne_by_two(node: Node, borne: Marks) -> bool:
    """Whether references that differ have the key themselves. Else it only led to what another key had joined."""
    return any(len({*borne.get(kind, ()), *([node.marks[kind]] if kind in node.marks else [])}) > 1
               for kind in {*borne, *node.marks})  # fmt: skip


def _fits(marks: Marks, others: Marks, strength: float) -> bool:
    """Whether no mark parts them that outweighs a key of this strength."""
    if strength >= JUDGED:
        return True
    for kind in marks.keys() & others.keys():
        counts = strength < NUMBER or kind == ONE_NUMBER or kind.startswith(APART)
        if counts and not set(marks[kind]) & set(others[kind]):
            return False
    return True


def _add(marks: dict[str, set[str]], others: Marks) -> None:
    for kind, values in others.items():
        marks.setdefault(kind, set()).update(values)


def _one(ground: Ground, entities: Sequence[str]) -> str:
    kept = ground.older(entities) if len(entities) > 1 else entities[0]
    for entity in entities:
        if entity != kept:
            ground.merge(kept, entity)
    return kept


def _begun(ground: Ground, node: Node, claims: Mapping[str, str]) -> str:
    claimed = claims.get(node.id)
    return claimed if claimed is not None and ground.is_free(claimed) else ground.new_entity(node)
