"""By what a document is counted in facets: what it is itself, how it was read, and whom and what it names."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from models.document import Document, PageMethod
from models.quality import band
from models.store.schema import fields, mentions, pages

Values = dict[str, tuple[str, ...]]
_NOT_READ = (PageMethod.BLANK.value, PageMethod.UNREAD.value)  # no text: nothing that was read well or badly
_OUTCOME = "outcome"


def counted(connection: Connection, document: Document) -> Values:
    """The ids of its values by facet type, each once. Of pages and roles it has each that any of them has.

    A role is told of somebody in the document, never of whom: the values say nothing that joins it to a name.
    """
    day = document.date
    return {
        "source": (document.source,),
        "owner": (document.owner,),
        "kind": (document.kind,) if document.kind else (),
        "year": (str(day.year),) if day else (),
        "month": (day.isoformat()[:7],) if day else (),
        **_of_pages(connection, document.id),
        **_of_fields(connection, document.id),
        **_of_mentions(connection, document.id),
    }


def _of_pages(connection: Connection, id: str) -> Values:
    rows = connection.execute(select(pages.c.method, pages.c.quality).where(pages.c.document == id).distinct()).all()
    read = {band(row.quality).value for row in rows if row.method not in _NOT_READ}
    return {"method": tuple(sorted({row.method for row in rows})), "quality": tuple(sorted(read))}


def _of_fields(connection: Connection, id: str) -> Values:
    telling = or_(fields.c.name == _OUTCOME, fields.c.role.is_not(None))
    query = select(fields.c.name, fields.c.value, fields.c.role).where(fields.c.document == id, telling).distinct()
    rows = connection.execute(query).all()
    outcomes = {row.value for row in rows if row.name == _OUTCOME and row.value}
    return {"outcome": tuple(sorted(outcomes)), "role": tuple(sorted({row.role for row in rows if row.role}))}


def _of_mentions(connection: Connection, id: str) -> Values:
    query = select(mentions.c.label, mentions.c.entity).where(mentions.c.document == id).distinct()
    found: Values = {}
    for row in connection.execute(query.order_by(mentions.c.label, mentions.c.entity)):
        found[row.label] = (*found.get(row.label, ()), row.entity)
    return found
