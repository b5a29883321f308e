"""The register as the ground on which references are joined (:class:`models.joining.Ground`): one owner's tables.

What is put is written at once for many references (:meth:`RegisterGround.write`), before anything asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, func, insert, literal, select, update

from models.identity import entity_id
from models.joining import Marks, Node, Tie
from models.mention import Label
from models.reference import CERTAIN, NUMBER, ONE_NUMBER, is_fuller, rank
from models.store.borne import borne, has
from models.store.candidate_changes import Moves
from models.store.database import insert_many
from models.store.lookups import SHARED, Lookups, parts
from models.store.nodes import nodes_of
from models.store.schema import entities
from models.store.schema_references import document_references, entity_marks, judged_keys, key_holders, reference_keys

_NAMES: Final = ("id", "document", "label", "value", "aliases", "marks", "page", "start")
_MANY: Final = 200  # entities with a shared key: it is not looked at again
_New = Mapping[str, tuple[Mapping[str, Any], Sequence[Tie]]]


class RegisterGround:
    """See :class:`models.joining.Ground`. ``changed`` are the documents of references that changed their entity,
    ``touched`` the entities that lost or got one so, ``unnamed`` those whose name or id may be another by now."""

    def __init__(self, connection: Connection, key: bytes, owner: str) -> None:
        self._connection, self._key, self._owner = connection, key, owner
        self._known = Lookups(connection, owner)
        self._new: dict[str, tuple[Mapping[str, Any], Sequence[Tie]]] = {}  # rows that are not written yet
        self._put: dict[str, tuple[Node, str]] = {}  # placed and not written yet
        self._begun: set[str] = set()  # entities that have one of these
        self._were: dict[str, str] = {}  # the entity that a lifted reference had
        self._moves = Moves()
        self.changed: set[str] = set()
        self.touched: set[str] = set()
        self.unnamed: set[str] = set()

    def load(self, nodes: Iterable[Node]) -> None:
        """Look up, in few queries, all that placing these references will ask for."""
        known = list(nodes)
        self._known.load(known, {id for node in known for id in islice(self._ids(node), 2)})

    def add(self, row: Mapping[str, Any], ties: Sequence[Tie]) -> None:
        """A reference of the draft with its own keys, which is about to be placed."""
        self._new[row["id"]] = ({name: row[name] for name in _NAMES} | {"owner": self._owner}, ties)

    def holders(self, key: str) -> list[str]:
        return [entity for entity in self._known.holders(key) if entity != SHARED]

    def is_shared(self, key: str) -> bool:
        return SHARED in self._known.holders(key)

    def share(self, key: str) -> None:
        self.hold(key, SHARED)
        self._known.holders(key)
        self._known.hold(key, SHARED)

    def unshare(self, lifted: Iterable[Node]) -> set[str]:
        """Let keys tie again that two were known to have by what was lifted; returns the entities that hold them.

        A key that very many have stays shared.
        """
        texts = sorted({tie.text for node in lifted for tie in node.ties if CERTAIN <= tie.strength < NUMBER})
        again: set[str] = set()
        for some in parts(texts):
            shared = select(key_holders.c.key).where(key_holders.c.key.in_(some), key_holders.c.entity == SHARED)
            for text in self._connection.execute(shared.order_by(key_holders.c.key)).scalars().all():
                again |= self._unshare(text)
        return again

    def _unshare(self, text: str) -> set[str]:
        mine = key_holders.c.key == text
        held = select(key_holders.c.entity).where(mine, key_holders.c.entity != SHARED).limit(_MANY + 1)
        holders = set(self._connection.execute(held).scalars())
        if len(holders) > _MANY or any(len(values) > 1 for values in self.borne(text).values()):
            return set()
        self._connection.execute(delete(key_holders).where(mine, key_holders.c.entity == SHARED))
        self._moves.keys.add(text)
        self._known.drop(text, SHARED)
        return holders

    def hold(self, key: str, entity: str) -> None:
        """Let the entity be looked up by a key."""
        self._moves.keys.add(key)
        insert_many(self._connection, key_holders, [{"key": key, "entity": entity}])

    def marks(self, entity: str) -> Marks:
        return self._known.marks(entity)

    def borne(self, key: str) -> Marks:
        self.write()
        return borne(self._connection, key)

    def members(self, entity: str, most: int) -> list[Node]:
        self.write()
        query = select(document_references).where(self._of(entity)).order_by(document_references.c.id)
        return nodes_of(self._connection, self._connection.execute(query.limit(most)).all())

    def first(self, entity: str) -> str:
        self.write()
        least = select(func.min(document_references.c.id)).where(self._of(entity))
        return self._connection.execute(least).scalar_one() or ""

    def put(self, node: Node, entity: str) -> None:
        self._put[node.id] = (node, entity)
        self._moves.came.add(node.id)
        self._begun.add(entity)
        for tie in node.ties:
            self._known.hold(tie.text, entity)
        for kind, value in node.marks.items():
            self._known.mark(entity, kind, value)

    def lift(self, entity: str, nodes: Iterable[Node]) -> None:
        self.write()
        lifted = list(nodes)
        if self._known.name(entity)[1] in {node.value for node in lifted}:
            self.unnamed.add(entity)
        self._were |= {node.id: entity for node in lifted}
        self._moves.left |= {node.id for node in lifted}
        for some in parts([node.id for node in lifted]):
            mine = document_references.c.id.in_(some)
            self._connection.execute(update(document_references).where(mine).values(entity=""))
        texts = sorted({tie.text for node in lifted for tie in node.ties})
        gone = [text for text in texts if not has(self._connection, self._of(entity), text)]
        for some in parts(gone):
            held = and_(key_holders.c.key.in_(some), key_holders.c.entity == entity)
            self._connection.execute(delete(key_holders).where(held))
        for text in gone:
            self._known.drop(text, entity)
        self._drop_marks(entity, lifted, set(gone))

    def let_go(self, entities: Iterable[str], keys: Sequence[str]) -> None:
        """Let these be looked up by these keys no more, unless a reference of theirs has one all the same."""
        self._moves.keys.update(keys)
        for entity in entities:
            gone = [key for key in keys if not has(self._connection, self._of(entity), key)]
            for some in parts(gone):
                held = and_(key_holders.c.key.in_(some), key_holders.c.entity == entity)
                self._connection.execute(delete(key_holders).where(held))

    def _drop_marks(self, entity: str, lifted: Iterable[Node], gone: Collection[str]) -> None:
        dropped = {(kind, value) for node in lifted for kind, value in node.marks.items() if value in gone}
        for kind, value in sorted(dropped):
            mine = and_(entity_marks.c.owner == self._owner, entity_marks.c.entity == entity)
            same = and_(entity_marks.c.kind == kind, entity_marks.c.value == value)
            self._connection.execute(delete(entity_marks).where(mine, same))
        self._known.forget(entity)

    def merge(self, entity: str, gone: str) -> None:
        self.write()
        self.touched |= {entity, gone}
        self.unnamed |= {entity, gone}
        moved = select(document_references.c.id, document_references.c.document, document_references.c.value)
        rows = self._connection.execute(moved.where(self._of(gone))).all()
        self._connection.execute(update(document_references).where(self._of(gone)).values(entity=entity))
        self.changed |= {row.document for row in rows}
        self._move_keys(entity, gone, [row.id for row in rows])
        mine = and_(entity_marks.c.owner == self._owner, entity_marks.c.entity == gone)
        marks = self._connection.execute(delete(entity_marks).where(mine).returning(*entity_marks.columns)).all()
        insert_many(self._connection, entity_marks, [{**row._mapping, "entity": entity} for row in marks])
        self._known.merge(entity, gone)
        self._rename(entity, {row.value for row in rows})

    def _move_keys(self, entity: str, gone: str, references: Sequence[str]) -> None:
        keys: set[str] = set()
        for some in parts(references):
            for table in (reference_keys, judged_keys):
                keys |= set(self._connection.execute(select(table.c.key).where(table.c.reference.in_(some))).scalars())
        self._moves.keys |= keys
        for some in parts(sorted(keys)):
            held = and_(key_holders.c.key.in_(some), key_holders.c.entity == gone)
            rows = self._connection.execute(delete(key_holders).where(held).returning(key_holders.c.key)).all()
            insert_many(self._connection, key_holders, [{"key": row.key, "entity": entity} for row in rows])

    def is_free(self, entity: str) -> bool:
        if entity in self._begun:
            return False
        if not self._known.name(entity)[0]:
            return True
        had = self._connection.execute(select(literal(1)).where(self._of(entity)).limit(1)).one_or_none() is not None
        if not had:  # it has the name of whom it was before
            self.unnamed.add(entity)
        return not had

    def older(self, entities: Collection[str]) -> str:
        """One whose id follows from the name alone, of those the fullest called; then one with a number."""
        self._known.names(entities)
        return min(entities, key=self._age)

    def _age(self, entity: str) -> Any:
        label, name = self._known.name(entity)
        fullness = [-part for part in rank(Label(label), name)] if label else []
        return not self._is_plain(entity), fullness, ONE_NUMBER not in self.marks(entity), entity

    def _is_plain(self, entity: str) -> bool:
        return entity_id(self._key, *self._known.name(entity)) == entity

    def new_entity(self, node: Node) -> str:
        return next(id for id in self._ids(node) if self.is_free(id))

    def _ids(self, node: Node) -> Iterator[str]:
        """The ids that an entity which begins with this reference may have, best first: by the name alone, then by what
        sets it apart."""
        label, value = node.label.value, node.value
        again = (f"{node.id}\0{number}" for number in count(2))  # those it left may still have the id it gave them
        apart = (f"{value}\0{each}" for each in chain((node.marks.get(ONE_NUMBER, node.id), node.id), again))
        return (entity_id(self._key, label, each) for each in chain((value,), apart))

    def _of(self, entity: str) -> Any:
        return and_(document_references.c.owner == self._owner, document_references.c.entity == entity)

    # --- writing ------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write what was put since the last time."""
        if not self._put:
            return
        put, self._put = self._put, {}
        self._begun.clear()
        new = {id: self._new.pop(id) for id in put if id in self._new}  # the others are still to be placed
        rows = [{**new[id][0], "entity": entity} for id, (_, entity) in put.items() if id in new]
        if rows:
            self._connection.execute(insert(document_references), rows)
            insert_many(self._connection, reference_keys, [_key(id, tie) for id in put for tie in _ties(new, id)])
        for id, (_, entity) in put.items():
            if id not in new:
                again = update(document_references).where(document_references.c.id == id)
                self._connection.execute(again.values(entity=entity))
        held = {(tie.text, entity) for node, entity in put.values() for tie in node.ties}
        insert_many(self._connection, key_holders, [{"key": key, "entity": entity} for key, entity in sorted(held)])
        marked = {(entity, kind, value) for node, entity in put.values() for kind, value in node.marks.items()}
        marks = [{"owner": self._owner, "entity": e, "kind": k, "value": v} for e, k, v in sorted(marked)]
        insert_many(self._connection, entity_marks, marks)
        self._call(put)
        self._note(put)

    def note_candidates(self) -> None:
        """Note by which keys others may be the same now. Asked for before the rows of what moved are gone."""
        self.write()
        self._moves.note(self._connection, self._owner)

    def _note(self, put: Mapping[str, tuple[Node, str]]) -> None:
        for id, (node, entity) in put.items():
            before = self._were.pop(id, entity)
            if before != entity:
                self.changed.add(node.document)
                self.touched |= {before, entity}

    def _call(self, put: Mapping[str, tuple[Node, str]]) -> None:
        """Make rows for new entities, and call each by the fullest of its names."""
        values: dict[str, dict[str, Label]] = {}
        for node, entity in put.values():
            values.setdefault(entity, {})[node.value] = node.label
        self._known.names(values)
        rows = []
        for entity, named in values.items():
            if not self._known.name(entity)[0]:
                value, label = next(iter(named.items()))
                rows.append({"owner": self._owner, "id": entity, "label": label.value, "value": value, "name": value})
                self._known.call(entity, label.value, value)
        insert_many(self._connection, entities, rows)
        for entity, named in values.items():
            if self._may_be_called(entity, named):
                self.unnamed.add(entity)
            self._rename(entity, named)

    def _may_be_called(self, entity: str, values: Iterable[str]) -> bool:
        """Whether one of these may be its name, rather than the one that it has."""
        label, name = self._known.name(entity)
        known = rank(Label(label), name)
        return any(value != name and rank(Label(label), value) >= known for value in values)

    def _rename(self, entity: str, values: Iterable[str]) -> None:
        label, value = self._known.name(entity)
        fullest = value
        for other in sorted(values) if label else ():
            if is_fuller(Label(label), other, fullest):
                fullest = other
        if fullest != value:
            mine = and_(entities.c.owner == self._owner, entities.c.id == entity)
            self._connection.execute(update(entities).where(mine).values(value=fullest, name=fullest))
            self._known.call(entity, label, fullest)


def _ties(new: _New, id: str) -> Sequence[Tie]:
    return new[id][1] if id in new else ()


def _key(reference: str, tie: Tie) -> dict[str, Any]:
    return {"reference": reference, "key": tie.text, "kind": tie.kind, "strength": tie.strength}
