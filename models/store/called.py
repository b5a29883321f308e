"""What an entity is called for a viewer: by a name that stands where they may read, or not at all.

Where nothing that is withheld bears on the viewer, an entity is as the register has it. Else it exists by a mention
that they may read, and has the fullest of the names that such mentions give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, select

from models.access import Viewer
from models.mention import Entity, Label
from models.reference import FORM, rank
from models.store import rows
from models.store.lookups import parts
from models.store.readable import is_affected, open_page, readable
from models.store.schema import documents, entities, mentions
from models.store.schema_references import document_references, judged_keys

_MENTIONED: Final = mentions.join(documents, documents.c.id == mentions.c.document)
_REFERRED: Final = document_references.join(
    _MENTIONED,
    and_(
        mentions.c.document == document_references.c.document,
        mentions.c.page == document_references.c.page,
        mentions.c.start == document_references.c.start,
    ),
)
"""References, each with the mention that it was made of."""


def called(connection: Connection, viewer: Viewer, ids: Iterable[str]) -> dict[str, Entity]:
    """The entities by id, as the viewer may know them; of several owners' the first in order is taken."""
    wanted, found = list(dict.fromkeys(ids)), dict[str, Entity]()
    named = _as_known if is_affected(connection, viewer) else _as_kept
    for some in parts(wanted):
        found |= named(connection, viewer, some)
    return found


def known_by(connection: Connection, viewer: Viewer, ids: Sequence[str], name: str, forms: Sequence[str]) -> list[str]:
    """Those of the entities that a mention which the viewer may read calls so, or that somebody said are also called so
    (``forms``: the keys of that name) in a document that they may read."""
    if not is_affected(connection, viewer):
        return list(ids)
    found = set[str]()
    also = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)
    also = also.join(documents, documents.c.id == document_references.c.document)
    said = select(document_references.c.entity).select_from(also).where(readable(viewer))
    said = said.where(judged_keys.c.effect == FORM, judged_keys.c.key.in_(forms))
    for some in parts(ids):
        said_so = and_(mentions.c.entity == entities.c.id, mentions.c.value == name)
        one = exists().select_from(_MENTIONED).where(said_so, readable(viewer), open_page(viewer, mentions))
        found |= set(connection.execute(select(entities.c.id).where(entities.c.id.in_(some), one)).scalars())
        found |= set(connection.execute(said.where(document_references.c.entity.in_(some)).distinct()).scalars())
    return sorted(called(connection, viewer, found))


def of_readable(viewer: Viewer, query: Select[Any]) -> Select[Any]:
    """A query for columns of ``mentions``, of those that the viewer may read."""
    return query.select_from(_MENTIONED).where(readable(viewer), open_page(viewer, mentions))


def _as_kept(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> dict[str, Entity]:
    """As the register has them."""
    mine = select(entities).where(entities.c.id.in_(ids), entities.c.owner.in_(viewer.owners))
    held = sorted(connection.execute(mine).all(), key=lambda row: row.owner, reverse=True)
    return {row.id: rows.entity(row) for row in held}


def _as_known(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> dict[str, Entity]:
    """Of each entity what the first of its owners, in order, has of it that the viewer may know.

    Owner by owner, and only those not known by one before: where few of an owner's documents name what all others'
    do, looking for one of them walks through every mention."""
    found, left = dict[str, Entity](), list(ids)
    for owner in sorted(viewer.owners):
        for entity, as_it_is in _of_owner(connection, viewer, owner, left):
            told = entity if as_it_is else _by_another_name(connection, viewer, entity)
            if told is not None:
                found[entity.id] = told
        if not (left := [id for id in left if id not in found]):
            break
    return found


def _of_owner(connection: Connection, viewer: Viewer, owner: str, ids: Sequence[str]) -> Iterator[tuple[Entity, bool]]:
    """The owner's entities, each with whether a mention that the viewer may read calls it by the register's name.

    Looked for first where the owner's references say that they stand: to walk through every mention of somebody whom
    others' papers name a thousand times takes long."""
    same = and_(mentions.c.entity == entities.c.id, mentions.c.value == entities.c.value)
    same = and_(same, documents.c.owner == entities.c.owner, readable(viewer), open_page(viewer, mentions))
    referred = and_(document_references.c.owner == entities.c.owner, document_references.c.entity == entities.c.id)
    said = exists().select_from(_REFERRED).where(referred, same)
    mine = select(entities, said.label("said")).where(entities.c.owner == owner, entities.c.id.in_(ids))
    held = connection.execute(mine).all()
    if more := [row.id for row in held if not row.said]:
        named = select(entities.c.id).where(entities.c.owner == owner, entities.c.id.in_(more))
        anywhere = exists().select_from(_MENTIONED).where(same)
        more = list(connection.execute(named.where(anywhere)).scalars())
    yield from ((rows.entity(row), row.said or row.id in more) for row in held)


def _by_another_name(connection: Connection, viewer: Viewer, entity: Entity) -> Entity | None:
    """The entity by the fullest name that the viewer may read; None where no mention may be read."""
    query = of_readable(viewer, select(mentions.c.label, mentions.c.value))
    mine = query.where(mentions.c.entity == entity.id, documents.c.owner == entity.owner).distinct()
    names = sorted((row.label, row.value) for row in connection.execute(mine))
    if not names:
        return None
    label, value = max(names, key=lambda each: rank(Label(each[0]), each[1]))
    return replace(entity, label=Label(label), value=value, name=value)
