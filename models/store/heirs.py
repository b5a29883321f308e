"""Whom an entity went up in: what somebody watches, or searched for, goes on under the id that it has now.

Only what the viewer can see is followed: a place that they may read, which calls it what it was called, names another
now. So it tells nothing that the place does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, not_, or_, select, true

from models.access import Viewer
from models.judgement import Act
from models.store.called import called, of_readable
from models.store.readable import open_page, readable
from models.store.schema import documents, entities, judgements, mentions
from models.store.schema_references import document_references, judged_keys


def had_at(connection: Connection, viewer: Viewer, entity: str) -> dict[str, bool]:
    """The viewer's owners at which something has or had this id, and whether it has it still: asked to know where to
    look, and told to nobody."""
    said = and_(document_references.c.owner == entities.c.owner, document_references.c.entity == entity)
    lives = select(document_references.c.id).where(said).correlate(entities).exists()
    query = select(entities.c.owner, lives.label("lives"))
    query = query.where(entities.c.id == entity, entities.c.owner.in_(viewer.owners))
    return {row.owner: bool(row.lives) for row in connection.execute(query.order_by(entities.c.owner))}


def is_named(connection: Connection, viewer: Viewer, entity: str, owner: str = "") -> bool:
    """Whether something that the viewer may read names it; of this owner, where one is said."""
    query = of_readable(viewer, select(mentions.c.document)).where(mentions.c.entity == entity, _at(owner))
    return connection.execute(query.limit(1)).first() is not None


def judged_heirs(connection: Connection, viewer: Viewer, entity: str, owner: str = "") -> list[str]:
    """Those that it was made one with by somebody, as far as that stands; at this owner, where one is said."""
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
        .where(readable(viewer), open_page(viewer, document_references), _at(owner))
    )
    return sorted(called(connection, viewer, connection.execute(query.distinct()).scalars()))


def was_called(connection: Connection, viewer: Viewer, entity: str, owner: str = "") -> tuple[str, str] | None:
    """Its label and value, to look for it by: not to be told. None while anything of the viewer's owners (of this one,
    where one is said) names it, also where they may not read: it went up in nobody."""
    here = and_(mentions.c.entity == entity, documents.c.owner.in_(viewer.owners), _at(owner))
    lives = select(documents.c.id).join(mentions, mentions.c.document == documents.c.id).where(here).exists()
    mine = and_(entities.c.id == entity, entities.c.owner.in_(viewer.owners), not_(lives))
    mine = and_(mine, entities.c.owner == owner) if owner else mine
    row = connection.execute(select(entities.c.label, entities.c.value).where(mine).limit(1)).one_or_none()
    return (row.label, row.value) if row else None


def with_those_ever_one(connection: Connection, ids: Iterable[str], owner: str = "") -> set[str]:
    """These, and those that somebody said are one with one of them (at the owner, where one is said), whether that
    stands or not: it is asked to know what is no news, and told to nobody."""
    wanted = sorted(ids)
    both = select(judgements.c.entity, judgements.c.other).where(judgements.c.act == Act.MERGE.value, _of(wanted))
    both = both.where(judgements.c.owner == owner) if owner else both
    return {*wanted, *(id for row in connection.execute(both) for id in row)}


def _at(owner: str) -> ColumnElement[bool]:
    return documents.c.owner == owner if owner else true()


def _of(ids: list[str]) -> ColumnElement[bool]:
    return or_(judgements.c.entity.in_(ids), judgements.c.other.in_(ids))
