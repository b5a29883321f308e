"""What notes, tags and dossiers point to, as conditions: a document, a page, words on it, an entity by one of its
mentions.

A row has ``document``, ``page`` (0: the whole document), ``start`` of the words and, of an entity, ``entity``: then the
three are a mention of it, which the row follows where mentions are put together in another way later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, func, not_, or_, select

from models import swedish
from models.access import Viewer, may_change
from models.errors import AccessDeniedError
from models.note import Place
from models.store.called import called, of_readable
from models.store.lookups import parts
from models.store.readable import in_whole, is_affected, open_page, readable
from models.store.schema import documents, entities, mentions, pages


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a row points, and whose that is."""

    owner: str
    document: str
    page: int = 0
    start: int | None = None
    entity: str = ""


def told_here(viewer: Viewer, table: Table) -> ColumnElement[bool]:
    """The condition that what somebody wrote on this row may be told: of a page, to those who read it; of a whole
    document, to those who read all of it, since it may say what any page says. Not for rows of entities; in a query
    that joins ``documents``."""
    on_page = and_(table.c.page > 0, readable(viewer), open_page(viewer, table))
    return or_(on_page, and_(table.c.page == 0, in_whole(viewer)))


def entity_now(table: Table) -> ColumnElement[str]:
    """Whom the row's mention names now; where it is there no more, whom it named."""
    here = and_(mentions.c.document == table.c.document, mentions.c.page == table.c.page)
    named = select(mentions.c.entity).where(here, mentions.c.start == table.c.start).correlate(table)
    return func.coalesce(named.scalar_subquery(), table.c.entity)


def untold_entities(connection: Connection, viewer: Viewer, ids: Iterable[str]) -> set[str]:
    """Those entities of which something written is not told: the viewer may not know them, or some place that names
    them is kept from the viewer, and may be what was written of."""
    wanted = {*ids}
    found = wanted - called(connection, viewer, wanted).keys()
    if not is_affected(connection, viewer):
        return found
    joined = mentions.join(documents, documents.c.id == mentions.c.document)
    kept = and_(documents.c.owner.in_(viewer.owners), not_(and_(readable(viewer), open_page(viewer, mentions))))
    for some in parts(sorted(wanted)):
        query = select(mentions.c.entity).select_from(joined).where(mentions.c.entity.in_(some), kept)
        found |= set(connection.execute(query.distinct()).scalars())
    return found


def anchored(connection: Connection, viewer: Viewer, document: str, page: int, start: int | None = None) -> Anchor:
    """The place in a document. Raises :class:`AccessDeniedError` where the viewer may not read it, and where it is only
    lent: what is lent is read and no more."""
    query = select(documents.c.owner).where(documents.c.id == document, readable(viewer))
    if page:
        query = query.join(pages, pages.c.document == documents.c.id)
        query = query.where(pages.c.number == page, open_page(viewer, pages))
    owner = connection.execute(query).scalar_one_or_none()
    if owner is None:
        raise AccessDeniedError("Handlingen finns inte")
    if not may_change(viewer, owner):
        raise AccessDeniedError("Handlingen är bara till för läsning")
    return Anchor(owner, document, page, start)


def anchored_place(connection: Connection, viewer: Viewer, place: Place) -> Anchor:
    """The document, page or words of the place. Raises as :func:`anchored`, and of a whole document as
    :func:`anchored_in_whole`."""
    if not place.page:
        return anchored_in_whole(connection, viewer, place.document)
    start = place.quotation.start if place.quotation else None
    return anchored(connection, viewer, place.document, place.page, start)


def anchored_in_whole(connection: Connection, viewer: Viewer, document: str) -> Anchor:
    """A whole document that the viewer reads all of. Raises as :func:`anchored`."""
    found = anchored(connection, viewer, document, 0)
    whole = select(documents.c.id).where(documents.c.id == document, in_whole(viewer))
    if connection.execute(whole).first() is None:
        raise AccessDeniedError(
            "Delar av handlingen visas inte för dig", next="Skriv på en av sidorna som du läser i stället."
        )
    return found


def owners_of_entity(connection: Connection, viewer: Viewer, entity: str) -> list[str]:
    """The viewer's own owners that have something which they may read and which names the entity, by name."""
    named = and_(mentions.c.entity == entities.c.id, documents.c.owner == entities.c.owner)
    one = of_readable(viewer, select(mentions.c.entity)).where(named).correlate(entities).exists()
    mine = select(entities.c.owner).where(entities.c.id == entity, entities.c.owner.in_(viewer.own), one)
    return sorted(connection.execute(mine).scalars(), key=swedish.sort_key)


def anchored_entity(connection: Connection, viewer: Viewer, entity: str, owner: str = "") -> Anchor:
    """A mention of the entity that the viewer may read, at ``owner`` where one is said. Raises as :func:`anchored`."""
    place = (mentions.c.document, mentions.c.page, mentions.c.start, documents.c.owner)
    query = of_readable(viewer, select(*place)).where(mentions.c.entity == entity, documents.c.owner.in_(viewer.own))
    query = query.where(documents.c.owner == owner) if owner else query
    row = connection.execute(query.order_by(*place[:3]).limit(1)).one_or_none()
    if row is None:
        raise AccessDeniedError("Det finns inget att visa")
    return Anchor(row.owner, row.document, row.page, row.start, entity)
