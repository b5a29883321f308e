"""What of who is who somebody may judge: what they may read of it, and what a judgement changed as they may know it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, select

from models.access import Viewer
from models.reference import KeptReference
from models.store.called import of_readable
from models.store.documents import searchable
from models.store.judging import is_referred_to
from models.store.lookups import parts
from models.store.readable import is_affected
from models.store.resolution import references_of
from models.store.schema import documents, mentions
from models.store.schema_references import document_references


def is_known(connection: Connection, viewer: Viewer, owner: str, entity: str) -> bool:
    """Whether some document of the owner's refers to the entity where the viewer may read: then they can judge it."""
    if not is_affected(connection, viewer):
        return is_referred_to(connection, owner, entity)
    return connection.execute(_of(viewer, owner, entity).limit(1)).first() is not None


def open_references(connection: Connection, viewer: Viewer, owner: str, entity: str) -> list[KeptReference]:
    """The references of the entity, by document and place, that are made where the viewer may read."""
    every = references_of(connection, owner, entity)
    if not is_affected(connection, viewer):
        return every
    known = set(connection.execute(_of(viewer, owner, entity).distinct()).scalars())
    return [each for each in every if each.id in known]


def references_to(connection: Connection, viewer: Viewer, owner: str, entities: Collection[str]) -> dict[str, str]:
    """By entity (id), a reference to it that is made where the viewer may read: it goes on saying who is meant when
    judgements give the entity another id."""
    found = dict[str, str]()
    for some in parts(sorted(entities)):
        found |= _pairs(connection, viewer, owner, mentions.c.entity, mentions.c.reference, mentions.c.entity.in_(some))
    return found


def referred_to(connection: Connection, viewer: Viewer, owner: str, references: Collection[str]) -> dict[str, str]:
    """By reference (id), the entity that it is to now; those that are made where the viewer may not read left out."""
    found = dict[str, str]()
    for some in parts(sorted(references)):  # each is of one document: without that all mentions are gone through
        there = select(document_references.c.document).where(document_references.c.id.in_(some))
        these = and_(mentions.c.reference.in_(some), documents.c.id.in_(there))
        found |= _pairs(connection, viewer, owner, mentions.c.reference, mentions.c.entity, these)
    return found


def _pairs(
    connection: Connection,
    viewer: Viewer,
    owner: str,
    known: Column[Any],
    wanted: Column[Any],
    these: ColumnElement[bool],
) -> dict[str, str]:
    found = of_readable(viewer, select(known, func.min(wanted))).where(documents.c.owner == owner, searchable())
    rows = connection.execute(found.where(these, mentions.c.reference != "").group_by(known))
    return {row[0]: row[1] for row in rows}


def told(connection: Connection, viewer: Viewer, changed: Collection[str], entities: Collection[str]) -> int:
    """How many of the documents that changed name one of these entities where the viewer may read."""
    if not is_affected(connection, viewer):
        return len(changed)
    query = of_readable(viewer, select(mentions.c.document, mentions.c.entity)).distinct()
    found = set[str]()
    for some in parts(sorted(changed)):
        rows = connection.execute(query.where(mentions.c.document.in_(some)))
        found |= {row.document for row in rows if row.entity in entities}
    return len(found)


def _of(viewer: Viewer, owner: str, entity: str) -> Select[Any]:
    """The ids of the references, once for each mention."""
    of_it = of_readable(viewer, select(mentions.c.reference))
    return of_it.where(mentions.c.entity == entity, mentions.c.reference != "", documents.c.owner == owner)
