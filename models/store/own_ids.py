"""Names and ids of entities, once it is settled who is who: each has the id of its fullest name, where that is free.

So it does not matter under which form something was met first, and who reads several owners sees it once where all of
them know it by the same name. Of several who are called alike the first keeps the name's own id: an id must not pass
from one person to another because a third paper came. The others have one of name and number, or name and reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, and_, func, select, update

from models.identity import entity_id, short_id
from models.joining import MOST_RECONSIDERED
from models.mention import Label
from models.reference import FORM, fullest
from models.store.database import insert_missing
from models.store.ground import RegisterGround
from models.store.schema import entities, judgements
from models.store.schema_references import document_references, key_holders

_TURNS: Final = 3  # an id that is given up is asked for by another, and that one's by a third: more is not met


class OwnIds:
    """The entities of one owner, as they are in the caller's transaction."""

    def __init__(self, connection: Connection, key: bytes, owner: str, ground: RegisterGround) -> None:
        self._connection, self._key, self._owner, self._ground = connection, key, owner, ground
        self._left: dict[str, tuple[str, str]] = {}  # ids that were given up: the label and name that give them

    def settle(self, touched: Iterable[str], *, follow: bool = False) -> None:
        """Give these entities their names and ids. ``follow``: what was judged of one goes by its new id."""
        waiting = sorted({*touched})
        for _ in range(_TURNS):
            for id in waiting:
                self._settle(id, follow=follow)
            waiting = sorted(filter(None, map(self._heir, sorted(self._left))))
            self._left.clear()
            if not waiting:
                return

    def _settle(self, id: str, *, follow: bool) -> None:
        values = self._values(id)
        if not values:
            self._leave(id)
            return
        (label, name), others = self._name(id, values)
        own = self._id(label, name)
        if own == id or sum(values.values()) > MOST_RECONSIDERED:
            return
        if self._is_had_by_a_namesake(own, name):
            if id not in others:
                return  # an id of name and number, or reference, which nobody else can want
            own = self._ground.new_entity(self._ground.members(id, 1)[0])
        self._to(own, id)
        if follow:
            self._judged(own, id)
        if id in others:
            self._left[id] = (label, others[id])
            self._call(id, others[id])

    def _name(self, id: str, values: dict[tuple[str, str], int]) -> tuple[tuple[str, str], dict[str, str]]:
        """Call it by its fullest name; returns that with its label, and of the other names the ids that they give."""
        ((label, _), *_) = values
        name = fullest(Label(label), {value: times for (_, value), times in values.items()})
        self._call(id, name)
        return (label, name), {self._id(label, value): value for _, value in values if value != name}

    def _call(self, id: str, name: str) -> None:
        mine = and_(entities.c.owner == self._owner, entities.c.id == id, entities.c.name != name)
        self._connection.execute(update(entities).where(mine).values(value=name, name=name))

    def _is_had_by_a_namesake(self, id: str, name: str) -> bool:
        """Whether one who is called so has the id. Another who has it, by a name that it had before, makes room."""
        values = self._values(id)
        if not values:
            return False
        (label, theirs), _ = self._name(id, values)
        if theirs == name or sum(values.values()) > MOST_RECONSIDERED:
            return True
        wanted = self._id(label, theirs)
        free = wanted if self._ground.is_free(wanted) else self._ground.new_entity(self._ground.members(id, 1)[0])
        self._to(free, id)
        return False

    def _leave(self, id: str) -> None:
        """Nobody has this id any more: somebody else may be called what gives it."""
        mine = and_(entities.c.owner == self._owner, entities.c.id == id)
        row = self._connection.execute(select(entities.c.label, entities.c.value).where(mine)).one_or_none()
        if row is not None and self._id(row.label, row.value) == id:
            self._left[id] = (row.label, row.value)

    def _heir(self, id: str) -> str | None:
        """The only one who is called what gives an id that was given up."""
        label, name = self._left[id]
        if not self._ground.is_free(id):
            return None
        texts = [short_id(self._key, self._owner, label, way) for way in (name, f"{FORM}:{name}")]
        called = and_(entities.c.id == key_holders.c.entity, entities.c.owner == self._owner, entities.c.value == name)
        held = select(key_holders.c.entity).join(entities, called).where(key_holders.c.key.in_(texts)).distinct()
        found = list(self._connection.execute(held.limit(2)).scalars())
        return found[0] if len(found) == 1 else None

    def _to(self, id: str, gone: str) -> None:
        ((label, value), *_) = self._values(gone)
        row = {"owner": self._owner, "id": id, "label": label, "value": value, "name": value}
        insert_missing(self._connection, entities, [row])
        self._ground.merge(id, gone)
        self._name(id, self._values(id))

    def _judged(self, id: str, gone: str) -> None:
        for column in (judgements.c.entity, judgements.c.other):
            mine = and_(judgements.c.owner == self._owner, column == gone)
            self._connection.execute(update(judgements).where(mine).values({column: id}))

    def _id(self, label: str, value: str) -> str:
        return entity_id(self._key, label, value)

    def _values(self, id: str) -> dict[tuple[str, str], int]:
        """The label and names of its references, with how many have each; looked at up to one more than is settled."""
        columns = (document_references.c.label, document_references.c.value)
        mine = and_(document_references.c.owner == self._owner, document_references.c.entity == id)
        some = select(*columns).where(mine).limit(MOST_RECONSIDERED + 1).subquery()
        query = select(some.c.label, some.c.value, func.count().label("times")).group_by(some.c.label, some.c.value)
        found = self._connection.execute(query.order_by(some.c.label, some.c.value))
        return {(row.label, row.value): row.times for row in found}
