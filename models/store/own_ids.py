"""Ids and names of entities after they were worked out anew: each has the id that its own name gives, where it had it.

Two that are parted again must not go with each other's ids and names, whoever of their references came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, func, select, update

from models.identity import entity_id
from models.mention import Label
from models.reference import is_fuller
from models.store.database import insert_missing
from models.store.ground import RegisterGround
from models.store.schema import entities
from models.store.schema_references import document_references


class OwnIds:
    """The entities of one owner, as they are in the caller's transaction."""

    def __init__(self, connection: Connection, key: bytes, owner: str, ground: RegisterGround) -> None:
        self._connection, self._key, self._owner, self._ground = connection, key, owner, ground

    def give_back(self, before: Collection[str], touched: Iterable[str]) -> None:
        """Let the entities that were ``before`` and those ``touched`` since have their ids and names.

        One that was there before keeps its id for life, but for the id that another's name gives: that one gets it.
        """
        for id in sorted({*before, *touched}):
            own = self._own(id)
            if own and id not in own:
                self._move(id, own, known=id in before)
        for id in sorted({*before, *touched, *self._ground.touched}):
            self._name(id)

    def _move(self, id: str, own: Collection[str], *, known: bool) -> None:
        for wanted in sorted(own):
            theirs = self._own(wanted)
            if wanted in theirs or (known and not theirs):
                continue
            if theirs:  # strangers, under the id of this one's name
                self._to(self._free(wanted, theirs), wanted)
            self._to(wanted, id)
            return

    def _free(self, id: str, own: Collection[str]) -> str:
        free = [each for each in sorted(own) if self._ground.is_free(each)]
        return free[0] if free else self._ground.new_entity(self._ground.members(id, 1)[0])

    def _to(self, id: str, gone: str) -> None:
        (label, value), *_ = self._values(gone)
        row = {"owner": self._owner, "id": id, "label": label, "value": value, "name": value}
        insert_missing(self._connection, entities, [row])
        self._ground.merge(id, gone)

    def _own(self, id: str) -> set[str]:
        """The ids that the names of its references give; empty where it has none."""
        return {entity_id(self._key, label, value) for label, value in self._values(id)}

    def _values(self, id: str) -> Counter[tuple[str, str]]:
        mine = and_(document_references.c.owner == self._owner, document_references.c.entity == id)
        columns = (document_references.c.label, document_references.c.value)
        query = select(*columns, func.count().label("times")).where(mine).group_by(*columns).order_by(*columns)
        return Counter({(row.label, row.value): row.times for row in self._connection.execute(query)})

    def _name(self, id: str) -> None:
        """Call it by the fullest of its names, of equal ones by its own or else the commonest."""
        values = self._values(id)
        if not values:
            return
        ranked = sorted(values, key=lambda each: (entity_id(self._key, *each) != id, -values[each], each))
        label, name = ranked[0]
        for _, value in ranked[1:]:
            name = value if is_fuller(Label(label), value, name) else name
        mine = and_(entities.c.owner == self._owner, entities.c.id == id)
        self._connection.execute(update(entities).where(mine).values(value=name, name=name))
