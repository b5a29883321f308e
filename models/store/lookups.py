"""What joining references asks the register, kept while one transaction asks it: who holds a key, marks, names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeVar

from sqlalchemy import Connection, and_, select

from models.joining import Marks, Node
from models.reference import CERTAIN
from models.store.schema import entities
from models.store.schema_references import entity_marks, key_holders

SOME: Final = 400  # values in one IN (…)
_Value = TypeVar("_Value")
SHARED: Final = ""
"""What stands as the entity of a key that ties nobody."""


class Lookups:
    """Of one owner. What is written meanwhile is told to it by :meth:`hold`, :meth:`mark`, :meth:`call` and so on."""

    def __init__(self, connection: Connection, owner: str) -> None:
        self._connection, self._owner = connection, owner
        self._holders: dict[str, list[str]] = {}
        self._marks: dict[str, dict[str, set[str]]] = {}
        self._names: dict[str, tuple[str, str]] = {}  # label, value
        self._known: set[str] = set()  # entities whose marks and names are here

    def load(self, nodes: Iterable[Node], entities: Iterable[str]) -> None:
        """Ask, in few queries, all that placing these references will ask, and of ``entities`` whether they exist.

        Of a shared key the holders are not read: there may be many, and it ties none of them.
        """
        wanted = {tie.text for node in nodes for tie in node.ties if tie.strength >= CERTAIN} - self._holders.keys()
        self._holders |= {text: [] for text in wanted}
        shared = set[str]()
        for some in parts(sorted(wanted)):
            query = select(key_holders.c.key).where(key_holders.c.key.in_(some), key_holders.c.entity == SHARED)
            shared |= set(self._connection.execute(query).scalars())
        self._holders |= {text: [SHARED] for text in shared}
        for some in parts(sorted(wanted - shared)):
            query = select(key_holders).where(key_holders.c.key.in_(some)).order_by(key_holders.c.entity)
            for row in self._connection.execute(query):
                self._holders[row.key].append(row.entity)
        self._load_entities({*entities, *(entity for text in wanted for entity in self._holders[text])})

    def _load_entities(self, ids: Collection[str]) -> None:
        wanted = sorted(id for id in ids if id not in self._known and id != SHARED)
        self._known.update(wanted)
        for some in parts(wanted):
            mine = and_(entity_marks.c.owner == self._owner, entity_marks.c.entity.in_(some))
            for row in self._connection.execute(select(entity_marks).where(mine)):
                self.mark(row.entity, row.kind, row.value)
            named = select(entities.c.id, entities.c.label, entities.c.value)
            for row in self._connection.execute(named.where(entities.c.owner == self._owner, entities.c.id.in_(some))):
                self._names[row.id] = (row.label, row.value)

    def holders(self, key: str) -> list[str]:
        """The entities with the key, :data:`SHARED` among them where it ties nobody."""
        if key not in self._holders:
            query = select(key_holders.c.entity).where(key_holders.c.key == key).order_by(key_holders.c.entity)
            self._holders[key] = list(self._connection.execute(query).scalars())
        return self._holders[key]

    def marks(self, entity: str) -> Marks:
        """The entity's marks by kind."""
        if entity not in self._known:
            self._load_entities([entity])
        return self._marks.get(entity, {})

    def name(self, entity: str) -> tuple[str, str]:
        """The entity's label and value; empty where there is none."""
        if entity not in self._known:
            self._load_entities([entity])
        return self._names.get(entity, ("", ""))

    def names(self, entities: Collection[str]) -> None:
        """Ask for many at once."""
        self._load_entities(entities)

    def hold(self, key: str, entity: str) -> None:
        """The entity has the key now."""
        known = self._holders.get(key)
        if known is not None and entity not in known:
            known.append(entity)

    def drop(self, key: str, entity: str) -> None:
        """It has it no more."""
        if entity in self._holders.get(key, ()):
            self._holders[key].remove(entity)

    def mark(self, entity: str, kind: str, value: str) -> None:
        """It has the mark now."""
        self._marks.setdefault(entity, {}).setdefault(kind, set()).add(value)

    def call(self, entity: str, label: str, value: str) -> None:
        """It is called so now."""
        self._names[entity] = (label, value)

    def merge(self, entity: str, gone: str) -> None:
        """What ``gone`` had the entity has."""
        for key, holders in self._holders.items():
            if gone in holders:
                self.drop(key, gone)
                self.hold(key, entity)
        self.forget(entity, gone)

    def forget(self, *ids: str) -> None:
        """The marks and names of these are to be asked again."""
        for id in ids:
            self._marks.pop(id, None)
            self._known.discard(id)


def parts(values: Sequence[_Value], most: int = 0) -> list[Sequence[_Value]]:
    """The values, so many at a time as one query takes, or as is said."""
    step = most or SOME
    return [values[begin : begin + step] for begin in range(0, len(values), step)]
