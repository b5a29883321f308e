"""Reading the register's documents: every way in takes the viewer first, and forbidden looks like absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_

from models.access import Viewer, has_grant
from models.document import Document, DocumentState, Field, Occurrence, Page, PageMethod
from models.errors import AccessDeniedError
from models.layout import Layout
from models.mention import Label, Mention
from models.outline import Naming, PageLine
from models.store import rows
from models.store.counted import counted
from models.store.database import Database
from models.store.layouts import unpack
from models.store.schema import documents, fields, mentions, occurrences, pages, rivals

SEARCHABLE = (DocumentState.READ.value, DocumentState.PARTIAL.value)
_SOME = 500  # ids in one IN (…): SQLite's default allows 32,766 variables

# The first parent it was found in. A document may lie in several mails.
_parent = (
    select(occurrences.c.parent)
    .where(occurrences.c.document == documents.c.id, occurrences.c.parent.is_not(None))
    .order_by(occurrences.c.id)
    .limit(1)
    .scalar_subquery()
    .label("parent")
)


def searchable() -> ColumnElement[bool]:
    """The condition that a document may be found: it is read, and no newer version or scan stands in its place."""
    lives = and_(documents.c.superseded.is_(False), documents.c.withdrawn.is_(None), documents.c.reading_of.is_(None))
    return and_(documents.c.state.in_(SEARCHABLE), lives)


class Documents:
    """What a viewer may read of documents, their pages and what they name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, viewer: Viewer, id: str) -> Document:
        """The document. Raises :class:`AccessDeniedError` for an unknown and a forbidden one alike."""
        found = self.many(viewer, [id]).get(id)
        if found is None:
            raise AccessDeniedError("Handlingen finns inte")
        return found

    def many(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Document]:
        """The documents by id; those that may not be read are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Document] = {}
        for begin in range(0, len(wanted), _SOME):
            condition = and_(
                documents.c.id.in_(wanted[begin : begin + _SOME]),
                documents.c.owner.in_(viewer.owners),
            )
            for row in self._all(select(documents, _parent).where(condition)):
                found[row.id] = rows.document(row)
        return {id: document for id, document in found.items() if has_grant(viewer, document.owner)}

    def ids(self, viewer: Viewer, owner: str) -> Iterator[str]:
        """The ids of the owner's documents that belong in the index, in order."""
        if has_grant(viewer, owner):
            wanted = and_(documents.c.owner == owner, searchable())
            yield from (row.id for row in self._all(select(documents.c.id).where(wanted).order_by(documents.c.id)))

    def of_owner(self, viewer: Viewer, owner: str) -> list[Document]:
        """Every document of the owner, in whatever state, by id."""
        if not has_grant(viewer, owner):
            return []
        found = self._all(select(documents, _parent).where(documents.c.owner == owner).order_by(documents.c.id))
        return [rows.document(row) for row in found]

    def pages(self, viewer: Viewer, id: str) -> list[Page]:
        """All pages in order, without their words."""
        self.get(viewer, id)
        found = self._all(select(pages).where(pages.c.document == id).order_by(pages.c.number))
        return [rows.page(row, with_words=False) for row in found]

    def lines(self, viewer: Viewer, id: str) -> list[PageLine]:
        """All pages in order, without their text."""
        self.get(viewer, id)
        query = select(pages.c.number, pages.c.method).where(pages.c.document == id).order_by(pages.c.number)
        return [PageLine(row.number, PageMethod(row.method)) for row in self._all(query)]

    def page(self, viewer: Viewer, id: str, number: int) -> Page:
        """One page with its words. Raises :class:`AccessDeniedError` where there is none."""
        self.get(viewer, id)
        found = self._all(select(pages).where(pages.c.document == id, pages.c.number == number))
        if not found:
            raise AccessDeniedError("Sidan finns inte")
        return rows.page(found[0], with_words=True)

    def texts(self, viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The texts of pages, by document and number, in few queries; those that may not be read are left out."""
        pairs, found = list(dict.fromkeys(wanted)), {}
        for begin in range(0, len(pairs), _SOME):
            some = tuple_(pages.c.document, pages.c.number).in_(pairs[begin : begin + _SOME])
            query = select(pages.c.document, pages.c.number, pages.c.text).join(
                documents, documents.c.id == pages.c.document
            )
            for row in self._all(query.where(some, documents.c.owner.in_(viewer.owners))):
                found[row.document, row.number] = row.text
        return found

    def layouts(self, viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Layout]:
        """The layouts of pages, in few queries; plain ones, and those that may not be read, are left out."""
        pairs, found = list(dict.fromkeys(wanted)), {}
        for begin in range(0, len(pairs), _SOME):
            some = tuple_(pages.c.document, pages.c.number).in_(pairs[begin : begin + _SOME])
            query = select(pages.c.document, pages.c.number, pages.c.layout).join(
                documents, documents.c.id == pages.c.document
            )
            known = query.where(some, documents.c.owner.in_(viewer.owners), pages.c.layout.is_not(None))
            for row in self._all(known):
                found[row.document, row.number] = unpack(row.layout)
        return found

    def paths(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, str]:
        """The path at which each document was first found; those that may not be read are left out."""
        first = select(func.min(occurrences.c.id)).where(occurrences.c.document.in_(list(ids)))
        query = select(occurrences.c.document, occurrences.c.path).join(
            documents, documents.c.id == occurrences.c.document
        )
        query = query.where(occurrences.c.id.in_(first.group_by(occurrences.c.document)))
        return {row.document: row.path for row in self._all(query.where(documents.c.owner.in_(viewer.owners)))}

    def places(self, viewer: Viewer) -> list[Occurrence]:
        """Where what may be found lies now: in a file's own path, or by its name within each parent."""
        here = and_(occurrences.c.current, searchable(), documents.c.owner.in_(viewer.owners))
        query = select(occurrences).join(documents, documents.c.id == occurrences.c.document).where(here)
        return [rows.occurrence(row) for row in self._all(query.order_by(occurrences.c.id))]

    def mentions(self, viewer: Viewer, id: str, page: int | None = None) -> list[tuple[Mention, str]]:
        """What the document names, in reading order, each with the id of its entity; of one page, or of all."""
        self.get(viewer, id)
        wanted = select(mentions).where(mentions.c.document == id)
        if page is not None:
            wanted = wanted.where(mentions.c.page == page)
        found = self._all(wanted.order_by(mentions.c.page, mentions.c.start))
        return [(rows.mention(row), row.entity) for row in found]

    def named(
        self, viewer: Viewer, wanted: Iterable[tuple[str, int]], labels: Iterable[Label]
    ) -> dict[tuple[str, int], list[Mention]]:
        """What these pages (document, number) name of the labels, in few queries; forbidden pages left out."""
        pairs, found = list(dict.fromkeys(wanted)), dict[tuple[str, int], list[Mention]]()
        some_labels = mentions.c.label.in_([label.value for label in labels])
        for begin in range(0, len(pairs), _SOME):
            some = tuple_(mentions.c.document, mentions.c.page).in_(pairs[begin : begin + _SOME])
            query = select(mentions).join(documents, documents.c.id == mentions.c.document)
            for row in self._all(query.where(some, some_labels, documents.c.owner.in_(viewer.owners))):
                found.setdefault((row.document, row.page), []).append(rows.mention(row))
        return found

    def spans(
        self, viewer: Viewer, wanted: Iterable[tuple[str, int]], labels: Iterable[Label]
    ) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Where on these pages (document, number) the labels are named, in few queries; forbidden pages left out."""
        pairs, found = list(dict.fromkeys(wanted)), dict[tuple[str, int], list[tuple[int, int]]]()
        for begin in range(0, len(pairs), _SOME):
            some = tuple_(mentions.c.document, mentions.c.page).in_(pairs[begin : begin + _SOME])
            query = select(mentions.c.document, mentions.c.page, mentions.c.start, mentions.c.end).join(
                documents, documents.c.id == mentions.c.document
            )
            readable = and_(some, mentions.c.label.in_(list(labels)), documents.c.owner.in_(viewer.owners))
            for row in self._all(query.where(readable)):
                found.setdefault((row.document, row.page), []).append((row.start, row.end))
        return found

    def namings(self, viewer: Viewer, id: str) -> list[Naming]:
        """Which entities each of its pages names and how often, in order of page."""
        self.get(viewer, id)
        named = (mentions.c.page, mentions.c.label, mentions.c.entity)
        query = select(*named, func.count().label("times")).where(mentions.c.document == id)
        found = self._all(query.group_by(*named).order_by(*named))
        return [Naming(Label(row.label), row.entity, row.page, row.times) for row in found]

    def fields(self, viewer: Viewer, id: str) -> list[Field]:
        """The fields of its kind, in the order they were found."""
        self.get(viewer, id)
        found = self._all(select(fields).where(fields.c.document == id).order_by(fields.c.position))
        return [rows.field(row) for row in found]

    def occurrences(self, viewer: Viewer, id: str) -> list[Occurrence]:
        """Where its bytes were found, first seen first."""
        self.get(viewer, id)
        found = self._all(select(occurrences).where(occurrences.c.document == id).order_by(occurrences.c.id))
        return [rows.occurrence(row) for row in found]

    def family(self, viewer: Viewer, id: str) -> list[Document]:
        """The documents it was found in, then those found in it, then scans and their readings; itself left out."""
        self.get(viewer, id)
        above = select(occurrences.c.parent).where(occurrences.c.document == id, occurrences.c.parent.is_not(None))
        below = select(occurrences.c.document).where(occurrences.c.parent == id)
        ids = [row[0] for query in (above, below) for row in self._all(query.order_by(occurrences.c.id))]
        scans = select(rivals.c.document).where(rivals.c.reading == id).distinct().order_by(rivals.c.document)
        readings = select(rivals.c.reading).where(rivals.c.document == id).distinct().order_by(rivals.c.reading)
        ids += [row[0] for query in (scans, readings) for row in self._all(query)]
        found = self.many(viewer, ids)
        return [found[other] for other in dict.fromkeys(ids) if other in found and other != id]

    def facets(self, viewer: Viewer, id: str) -> dict[str, tuple[str, ...]]:
        """The ids by which it is counted, for each facet type: its entities by label, and what it is itself."""
        document = self.get(viewer, id)
        with self._database.read() as connection:
            return counted(connection, document)

    def _all(self, query: Select[Any]) -> list[Row[Any]]:
        with self._database.read() as connection:
            return list(connection.execute(query).all())
