"""Which documents are alike, as a viewer may know it: only among those that they may read and that search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import bindparam, or_, select

from models.access import Viewer, has_grant
from models.document import Page, PageMethod
from models.errors import AccessDeniedError
from models.likeness import Member
from models.store.database import Database
from models.store.documents import searchable
from models.store.layouts import unpack
from models.store.likenesses import WHO, member
from models.store.lookups import parts
from models.store.readable import open_page, readable
from models.store.schema import documents, pages
from models.store.schema_likeness import likenesses

# It stands ready: to put it together takes longer than to carry it out.
_PAGES: Final = (
    select(documents.c.owner, pages.c.number, pages.c.method, pages.c.text, pages.c.layout)
    .select_from(documents.outerjoin(pages, pages.c.document == documents.c.id))
    .where(documents.c.id == bindparam("document"), searchable())
    .order_by(pages.c.number)
)


class Alike:
    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self, viewer: Viewer, ids: Iterable[str]) -> Mapping[str, tuple[Member, ...]]:
        """For each of these documents that has others alike: all of its group, itself too, in order of keeping.

        For whom all others are forbidden a document is alone.
        """
        wanted, found = list(dict.fromkeys(ids)), dict[int, dict[str, Member]]()
        joined = likenesses.join(documents, documents.c.id == likenesses.c.document)
        with self._database.read() as connection:
            for some in parts(wanted):
                within = select(likenesses.c.grouped).where(likenesses.c.document.in_(some))
                query = select(*WHO).select_from(joined).where(likenesses.c.grouped.in_(within), searchable())
                for row in connection.execute(query.where(readable(viewer)).order_by(likenesses.c.id)):
                    found.setdefault(row.grouped, {})[row.document] = member(row)
        of = {id: tuple(some.values()) for some in found.values() if len(some) > 1 for id in some}
        return {id: of[id] for id in wanted if id in of}

    def pages(self, viewer: Viewer, document: str) -> tuple[str, list[Page]]:
        """The owner of a document that search finds, and its pages with nothing but their text, layout and method.
        Raises :class:`AccessDeniedError`."""
        with self._database.read() as connection:
            mine = _PAGES.where(readable(viewer), or_(pages.c.number.is_(None), open_page(viewer, pages)))
            rows = connection.execute(mine, {"document": document}).all()
        if not rows or not has_grant(viewer, rows[0].owner):
            raise AccessDeniedError("Handlingen finns inte")
        found = [row for row in rows if row.number is not None]
        return rows[0].owner, [
            Page(row.number, PageMethod(row.method), "", row.text, 1.0, layout=unpack(row.layout)) for row in found
        ]

    def shingles(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, bytes]:
        """The packed shingles of these documents; those that may not be read are left out."""
        joined = likenesses.join(documents, documents.c.id == likenesses.c.document)
        query = select(likenesses.c.document, likenesses.c.shingles).select_from(joined)
        found = dict[str, bytes]()
        with self._database.read() as connection:
            for some in parts(list(ids)):
                mine = likenesses.c.document.in_(some)
                rows = connection.execute(query.where(mine, readable(viewer)))
                found |= {row.document: row.shingles for row in rows}
        return found

    def behind(self, viewer: Viewer, made_by: str, owners: Sequence[str] = ()) -> list[str]:
        """The documents that search finds and that have no print of this making, by id."""
        joined = documents.outerjoin(likenesses, likenesses.c.document == documents.c.id)
        older = likenesses.c.made_by.is_(None) | (likenesses.c.made_by != made_by)
        query = select(documents.c.id).select_from(joined).where(searchable(), older)
        query = query.where(readable(viewer))
        if owners:
            query = query.where(documents.c.owner.in_(owners))
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(documents.c.id)).scalars())
