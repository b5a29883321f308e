"""Whom an entity went up in: what somebody watches, or searched for, goes on under the id that it has now.

Only what the viewer can see is followed: a place that they may read, which calls it what it was called, names another
now. So it tells nothing that the place does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, not_, or_, select

from models.access import Viewer
from models.judgement import Act
from models.store.called import called, of_readable
from models.store.readable import open_page, readable
from models.store.schema import documents, entities, judgements, mentions
from models.store.schema_references import document_references, judged_keys


def is_named(connection: Connection, viewer: Viewer, entity: str) -> bool:
    """Whether something that the viewer may read names it."""
    query = of_readable(viewer, select(mentions.c.document)).where(mentions.c.entity == entity)
    return connection.execute(query.limit(1)).first() is not None


def judged_heirs(connection: Connection, viewer: Viewer, entity: str) -> list[str]:
    """Those that it was made one with by somebody, as far as that stands."""
    merged = and_(judgements.c.act == Act.MERGE.value, judgements.c.stands, _of([entity]))
    tied = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)
    tied = tied.join(documents, documents.c.id == document_references.c.document)
    same = and_(
        entities.c.id == entity,
        entities.c.owner == documents.c.owner,
        entities.c.value == document_references.c.value,
    )
    query = (
        select(document_references.c.entity)
        .select_from(tied.join(entities, same))
        .where(judged_keys.c.judgement.in_(select(judgements.c.id).where(merged)))
        .where(readable(viewer), open_page(viewer, document_references))
    )
    return sorted(called(connection, viewer, connection.execute(query.distinct()).scalars()))


def was_called(connection: Connection, viewer: Viewer, entity: str) -> tuple[str, str] | None:
    """Its label and value, to look for it by: not to be told. None while anything names it, also where the viewer may
    not read: it went up in nobody."""
    lives = select(mentions.c.document).where(mentions.c.entity == entity).exists()
    mine = and_(entities.c.id == entity, entities.c.owner.in_(viewer.owners), not_(lives))
    row = connection.execute(select(entities.c.label, entities.c.value).where(mine).limit(1)).one_or_none()
    return (row.label, row.value) if row else None


def ever_one_with(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those that somebody said are one with one of these, whether that stands or not: it is asked to know what is
    no news, and told to nobody."""
    wanted = sorted(ids)
    both = select(judgements.c.entity, judgements.c.other).where(judgements.c.act == Act.MERGE.value, _of(wanted))
    return {id for row in connection.execute(both) for id in row} - {*wanted}


def _of(ids: list[str]) -> ColumnElement[bool]:
    return or_(judgements.c.entity.in_(ids), judgements.c.other.in_(ids))
