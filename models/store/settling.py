"""Who is who across an owner's documents: the references of a document find their entities.

Everything here takes the caller's writing connection and works on one owner at a time (:func:`alone` keeps others of
that owner waiting where the database lets several write). What changes of other documents is put in their mentions and
in the outbox.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, and_, delete, select, update

from models.identity import short_id
from models.joining import Node, Tie, reconsider, settle
from models.mention import Label
from models.reference import CERTAIN
from models.store import database
from models.store.alias_ties import adopt
from models.store.cuts import inherit
from models.store.documents import searchable
from models.store.ground import RegisterGround
from models.store.judged_ties import judged_of, move
from models.store.lookups import parts
from models.store.nodes import nodes_of, ties_of
from models.store.outbox import enqueue
from models.store.own_ids import OwnIds
from models.store.protected_covering import cover_entities
from models.store.schema import documents, mentions
from models.store.schema_references import document_references, draft_references, reference_keys

_LOCK: Final = 7_362_000  # PostgreSQL advisory locks of owners are (this, hash of the owner)


class Changed(NamedTuple):
    """``documents`` whose facets changed (their rows are in the outbox); ``entities`` touched, gone or not."""

    documents: frozenset[str]
    entities: frozenset[str]


def hashed(key: bytes, owner: str, label: str, what: str) -> str:
    """How a key or mark stands in the register: it tells nothing to one without the installation's ``key``."""
    return short_id(key, owner, label, what)


def alone(connection: Connection, owner: str) -> None:
    """Let nobody else resolve for this owner until the transaction ends."""
    database.alone(connection, _LOCK, owner)


def resolve(connection: Connection, key: bytes, owner: str, document: str) -> Changed:
    """Put the references of the document's draft in the place of those it had, and give each its entity.

    A reference that says what it said keeps its entity; entities that lose one which may have held them together are
    worked out anew. The document's own mentions are told by :func:`tell_mentions` once they are in place.
    """
    alone(connection, owner)
    drafted = connection.execute(select(draft_references).where(draft_references.c.document == document)).all()
    known = connection.execute(select(document_references).where(document_references.c.document == document)).all()
    before = {row.id: row for row in known}
    nodes = {node.id: node for node in nodes_of(connection, known)}
    ground = RegisterGround(connection, key, owner)
    ties = ties_of(connection, list(before))
    same = {row.id for row in drafted if row.id in before and _says_the_same(row, before[row.id], ties[row.id])}
    gone = [nodes[id] for id in before if id not in same]
    _lift(connection, ground, gone, before, [row for row in drafted if row.id not in same])
    new = [row for row in drafted if row.id not in same]
    inherit(connection, document, new)
    adopt(connection, key, owner, new)
    _place(connection, ground, new, {node.id: was for node in gone if (was := before[node.id].entity)})
    _update(connection, [row for row in drafted if row.id in same])
    ground.write()
    touched = {before[node.id].entity for node in gone if ties_more_than_one(node)} | ground.unshare(gone)
    reconsider(ground, sorted(touched - {""}))
    ground.write()
    OwnIds(connection, key, owner, ground).settle(ground.unnamed, follow=True)
    return follow(connection, ground, document)


def _says_the_same(drafted: Row[Any], known: Row[Any], ties: Sequence[Tie]) -> bool:
    return {Tie(*each) for each in drafted.ties} == set(ties) and drafted.marks == known.marks


def ties_more_than_one(node: Node) -> bool:
    """Whether it may have held two together, that are two without it."""
    return sum(tie.strength >= CERTAIN for tie in node.ties) > 1


def _lift(
    connection: Connection,
    ground: RegisterGround,
    gone: Sequence[Node],
    before: Mapping[str, Row[Any]],
    drafted: Sequence[Row[Any]],
) -> None:
    """Take away what the document no longer says; what people judged of it goes to what it says instead."""
    by_entity: dict[str, list[Node]] = {}
    for node in gone:
        by_entity.setdefault(before[node.id].entity, []).append(node)
    for entity, nodes in by_entity.items():
        if entity:  # else it did not count: models/store/evidence.py
            ground.lift(entity, nodes)
    ground.note_candidates()
    ids = [node.id for node in gone]
    stays = {row.id for row in drafted}
    for node in gone:
        if node.id not in stays and judged_of(connection, [node.id]).rows:
            heir = _heir(node, drafted)
            if heir is not None:
                move(connection, node.id, heir)
    for some in parts(ids):
        connection.execute(delete(reference_keys).where(reference_keys.c.reference.in_(some)))
        connection.execute(delete(document_references).where(document_references.c.id.in_(some)))


def _heir(node: Node, drafted: Sequence[Row[Any]]) -> str | None:
    """The reference of the new reading that shares most keys with one that is gone."""
    mine = {tie.text for tie in node.ties}
    shares = [(len(mine & {each[0] for each in row.ties}), row.id) for row in drafted if row.label == node.label]
    most = max(shares, default=(0, ""))
    return most[1] if most[0] else None


def _place(
    connection: Connection, ground: RegisterGround, drafted: Sequence[Row[Any]], claims: Mapping[str, str]
) -> None:
    judged = judged_of(connection, [row.id for row in drafted])
    nodes = []
    for row in drafted:
        ties = tuple(Tie(*each) for each in row.ties)
        ground.add(row._asdict(), ties)
        nodes.append(judged.applied(Node(row.id, row.document, Label(row.label), row.value, ties, dict(row.marks))))
    ground.load(nodes)
    settle(ground, sorted(nodes, key=lambda node: (node.id not in claims, *_order(node))), claims)


def _order(node: Node) -> tuple[int, int, str]:
    return -len(node.marks), -len(node.ties), node.id


def _update(connection: Connection, drafted: Iterable[Row[Any]]) -> None:
    """Of references that stay: where they stand, and what else they are called, may be new."""
    for row in drafted:
        values = {name: getattr(row, name) for name in ("value", "aliases", "page", "start")}
        connection.execute(update(document_references).where(document_references.c.id == row.id).values(**values))


def tell_mentions(connection: Connection, some: Iterable[str]) -> None:
    """Give the mentions of these documents the entities of their references."""
    mine = select(document_references.c.entity).where(document_references.c.id == mentions.c.reference)
    wanted = sorted(some)
    for ids in parts(wanted):
        told = and_(mentions.c.document.in_(ids), mentions.c.reference != "")
        connection.execute(update(mentions).where(told).values(entity=mine.scalar_subquery()))
    cover_entities(connection, wanted)


def follow(connection: Connection, ground: RegisterGround, resolved: str = "") -> Changed:
    """Tell the documents but the one just resolved whose references changed, and ask the index to follow."""
    ground.note_candidates()
    changed = {document for document in ground.changed if document != resolved}
    tell_mentions(connection, changed)
    for ids in parts(sorted(changed)):
        query = select(documents.c.id, documents.c.owner).where(documents.c.id.in_(ids))
        for row in connection.execute(query.where(searchable()).order_by(documents.c.id)).all():
            enqueue(connection, row.id, row.owner, "put")
    return Changed(frozenset(changed), frozenset(ground.touched))
