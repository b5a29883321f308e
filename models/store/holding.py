"""Which holds that stand bear on a document by themselves: its own, its source's, those of whom it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from models.hold import HoldScope
from models.store.heirs import with_those_ever_one
from models.store.lookups import parts
from models.store.schema import documents, entities, hold_documents, holds, mentions
from models.store.schema_references import document_references


def bearing(connection: Connection, owner: str, ids: Sequence[str] | None = None) -> dict[str, set[str]]:
    """The ids of holds by the document that they bear on; of these, or of all that the owner has."""
    standing = select(holds).where(holds.c.owner == owner, holds.c.lifted.is_(False))
    found = defaultdict[str, set[str]](set)
    for hold in connection.execute(standing.order_by(holds.c.id)).all():
        for document in _bears_on(connection, hold, owner, ids):
            found[document].add(hold.id)
    return found


def named_by(owner: str, entities: Iterable[str]) -> Select[Any]:
    """A query for the owner's documents that name one of these."""
    query = select(mentions.c.document).join(documents, documents.c.id == mentions.c.document)
    return query.where(documents.c.owner == owner, mentions.c.entity.in_(sorted(entities))).distinct()


def ever_one(connection: Connection, owner: str, ids: Iterable[str]) -> set[str]:
    """These, and all whom somebody ever said are one with them, over however many steps."""
    found, new = set[str](), set(ids)
    while new:
        found |= new
        new = with_those_ever_one(connection, new, owner) - found
    return found


def _called_now(connection: Connection, hold: Any) -> set[str]:
    """Whom the documents that named the target, when it was held, mean by its name now: the id of somebody is another
    when a fuller name is read."""
    said, kept = document_references.c, select(hold_documents.c.document).where(hold_documents.c.hold == hold.id)
    same = and_(entities.c.label == said.label, entities.c.value == said.value, entities.c.owner == said.owner)
    query = select(said.entity).join(entities, same).where(entities.c.id == hold.target, said.owner == hold.owner)
    return set(connection.execute(query.where(said.document.in_(kept), said.entity != "")).scalars())


def _bears_on(connection: Connection, hold: Any, owner: str, ids: Sequence[str] | None) -> set[str]:
    if hold.scope == HoldScope.DOCUMENT.value:
        return {hold.target} if ids is None or hold.target in ids else set()
    if hold.scope == HoldScope.SOURCE.value:
        of_source = select(documents.c.id.label("document"))
        return _asked(connection, of_source.where(documents.c.source == hold.target), documents.c.id, ids)
    named = named_by(owner, ever_one(connection, owner, {hold.target, *_called_now(connection, hold)}))
    kept = select(hold_documents.c.document).where(hold_documents.c.hold == hold.id)
    return _asked(connection, named, mentions.c.document, ids) | _asked(
        connection, kept, hold_documents.c.document, ids
    )


def _asked(connection: Connection, query: Select[Any], column: Any, ids: Sequence[str] | None) -> set[str]:
    some = [query] if ids is None else [query.where(column.in_(few)) for few in parts(ids)]
    return {row.document for each in some for row in connection.execute(each)}
