"""By what a document is counted in facets: what it is itself, how it was read, and whom and what it names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select

from models.access import Viewer
from models.document import Document, PageMethod
from models.quality import band
from models.store.readable import open_page, told_of_page
from models.store.schema import documents, fields, mentions, pages

Values = dict[str, tuple[str, ...]]
_NOT_READ = (PageMethod.BLANK.value, PageMethod.UNREAD.value)  # no text: nothing that was read well or badly
_OUTCOME = "outcome"


def counted(connection: Connection, viewer: Viewer, document: Document) -> Values:
    """The ids of its values by facet type, each once. Of pages and roles it has each that any of them has.

    Of what stands on pages, what the viewer may read. A role is told of somebody in the document, never of whom: the
    values say nothing that joins it to a name.
    """
    day = document.date
    return {
        "source": (document.source,),
        "owner": (document.owner,),
        "kind": (document.kind,) if document.kind else (),
        "year": (str(day.year),) if day else (),
        "month": (day.isoformat()[:7],) if day else (),
        **_of_pages(connection, viewer, document.id),
        **_of_fields(connection, viewer, document.id),
        **_of_mentions(connection, viewer, document.id),
    }


def _of_pages(connection: Connection, viewer: Viewer, id: str) -> Values:
    query = _open(viewer, pages, id, select(pages.c.method, pages.c.quality).distinct())
    rows = connection.execute(query).all()
    read = {band(row.quality).value for row in rows if row.method not in _NOT_READ}
    return {"method": tuple(sorted({row.method for row in rows})), "quality": tuple(sorted(read))}


def _of_fields(connection: Connection, viewer: Viewer, id: str) -> Values:
    telling = or_(fields.c.name == _OUTCOME, fields.c.role.is_not(None))
    query = _open(viewer, fields, id, select(fields.c.name, fields.c.value, fields.c.role).where(telling).distinct())
    rows = connection.execute(query.where(told_of_page(viewer, fields))).all()
    outcomes = {row.value for row in rows if row.name == _OUTCOME and row.value}
    return {"outcome": tuple(sorted(outcomes)), "role": tuple(sorted({row.role for row in rows if row.role}))}


def _of_mentions(connection: Connection, viewer: Viewer, id: str) -> Values:
    query = _open(viewer, mentions, id, select(mentions.c.label, mentions.c.entity).distinct())
    found: Values = {}
    for row in connection.execute(query.order_by(mentions.c.label, mentions.c.entity)):
        found[row.label] = (*found.get(row.label, ()), row.entity)
    return found


def _open(viewer: Viewer, table: Table, id: str, query: Select[Any]) -> Select[Any]:
    """The document's rows of a table by page that the viewer may read."""
    joined = query.join(documents, documents.c.id == table.c.document)
    return joined.where(table.c.document == id, open_page(viewer, table))
