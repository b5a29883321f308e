"""A document of which some pages are kept from the viewer: only what its other pages say is told of it.

Its kind was told from the whole of it, and the file's own word is of the whole: neither is told. Its title and its date
are, where a page that is open says them. ``pages`` counts those that are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, exists, func, null, or_, select

from models.access import Viewer
from models.document import Document, Head
from models.mention import Label
from models.store import rows
from models.store.lookups import parts
from models.store.readable import open_page
from models.store.schema import documents, fields, mentions, pages


def as_in_part(connection: Connection, viewer: Viewer, document: Document) -> Document:
    """The document as the viewer, who may not read all of its pages, may know it."""
    joined = pages.join(documents, documents.c.id == pages.c.document)
    mine = and_(pages.c.document == document.id, open_page(viewer, pages))
    told = select(pages.c.text).select_from(joined).where(mine).order_by(pages.c.number)
    texts = [_even(text) for text in connection.execute(told).scalars()]
    title = document.title if any(_even(document.title) in text for text in texts) else ""
    dated = document.date if _is_dated(connection, viewer, document) else None
    plain = replace(document, kind="", kind_confidence=0.0, kind_reason="", facts={})
    return replace(plain, title=title, date=dated, pages=len(texts))


def heads_in_part(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> dict[str, Head]:
    """By id what such documents are chosen by."""
    query, found = select(documents, null().label("parent")), dict[str, Head]()
    for some in parts(ids):
        for row in connection.execute(query.where(documents.c.id.in_(some))).all():
            one = as_in_part(connection, viewer, rows.document(row))
            found[one.id] = Head(one.id, one.owner, one.source, one.kind, one.date, one.pages)
    return found


def _is_dated(connection: Connection, viewer: Viewer, document: Document) -> bool:
    """Whether an open page says the document's date."""
    if document.date is None:
        return False
    day = document.date.isoformat()
    named = mentions.join(documents, documents.c.id == mentions.c.document)
    of_it = and_(mentions.c.document == document.id, mentions.c.label == Label.DATE.value)
    said = exists().select_from(named).where(of_it, mentions.c.value.startswith(day), open_page(viewer, mentions))
    read = fields.join(documents, documents.c.id == fields.c.document)
    own = and_(fields.c.document == document.id, fields.c.page.is_not(None), fields.c.value == day)
    field = exists().select_from(read).where(own, open_page(viewer, fields))
    return bool(connection.execute(select(func.count()).where(or_(said, field))).scalar_one())


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()
