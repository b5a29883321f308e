"""What counts as evidence of who is who: what documents say that search finds, and not a newer version or a withdrawal.

The references of a document that was superseded or withdrawn stay in the register, without an entity, and are placed
again when it comes back. A document's own mentions keep the entities that they had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from models.joining import Node, reconsider, settle
from models.store.ground import RegisterGround
from models.store.lookups import parts
from models.store.nodes import nodes_by_id
from models.store.own_ids import OwnIds
from models.store.schema import documents
from models.store.schema_references import document_references
from models.store.settling import alone, follow, ties_more_than_one


def heed(connection: Connection, key: bytes, some: Iterable[str]) -> None:
    """Let these documents count or not, as they are found by search now. Those of which nothing changed cost a look."""
    owners: dict[str, list[tuple[Row[Any], bool]]] = {}
    for row, counts in _references(connection, sorted({*some})):
        if counts != bool(row.entity):
            owners.setdefault(row.owner, []).append((row, counts))
    for owner, rows in sorted(owners.items()):
        alone(connection, owner)
        ground = RegisterGround(connection, key, owner)
        _set_aside(connection, ground, [row for row, counts in rows if not counts])
        _place(connection, ground, [row for row, counts in rows if counts])
        OwnIds(connection, key, owner, ground).settle(ground.unnamed, follow=True)
        follow(connection, ground)


def _references(connection: Connection, ids: Sequence[str]) -> Iterable[tuple[Row[Any], bool]]:
    """The references of these documents, and whether they count."""
    gone = or_(documents.c.superseded, documents.c.withdrawn.is_not(None))
    columns = (document_references.c.id, document_references.c.owner, document_references.c.entity, gone.label("gone"))
    joined = document_references.join(documents, documents.c.id == document_references.c.document)
    for some in parts(ids):
        query = select(*columns).select_from(joined).where(document_references.c.document.in_(some))
        for row in connection.execute(query.order_by(document_references.c.id)):
            yield row, not row.gone


def _set_aside(connection: Connection, ground: RegisterGround, rows: Sequence[Row[Any]]) -> None:
    """Take these references away from their entities, and work out anew what they may have held together or apart."""
    if not rows:
        return
    nodes = {node.id: node for node in nodes_by_id(connection, [row.id for row in rows])}
    by_entity: dict[str, list[Node]] = {}
    for row in rows:
        by_entity.setdefault(row.entity, []).append(nodes[row.id])
    for entity, some in by_entity.items():
        ground.lift(entity, some)
    ties = {entity for entity, some in by_entity.items() if any(map(ties_more_than_one, some))}
    reconsider(ground, sorted(ties | ground.unshare(nodes.values())))
    ground.write()


def _place(connection: Connection, ground: RegisterGround, rows: Sequence[Row[Any]]) -> None:
    nodes = nodes_by_id(connection, [row.id for row in rows])
    ground.load(nodes)
    settle(ground, nodes)
    ground.write()
    ground.changed |= {node.document for node in nodes}
