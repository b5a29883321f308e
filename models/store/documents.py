"""Reading the register's documents: every way in takes the viewer first, and forbidden looks like absent."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, select

from models.access import Viewer, has_grant
from models.document import Document, DocumentState, Field, Head, Occurrence, Page, PageMethod
from models.errors import AccessDeniedError
from models.layout import Layout
from models.mention import Label, Mention
from models.outline import Naming, PageLine
from models.store import rows
from models.store.counted import counted
from models.store.covered import Covered
from models.store.database import Database
from models.store.in_part import as_in_part
from models.store.layouts import unpack
from models.store.lookups import parts
from models.store.places import among
from models.store.readable import in_part, open_page, readable, told_of_page
from models.store.schema import documents, fields, mentions, occurrences, pages, rivals

SEARCHABLE = (DocumentState.READ.value, DocumentState.PARTIAL.value)
_SOME = 300  # ids in one IN (…): of 500 SQLite goes through all that the owners have instead, four times as slow

_SAID = [each.name for each in dataclasses.fields(Head)]
HEAD = [documents.c[name] for name in _SAID]
"""The columns of a :class:`Head`, in its order."""
_head = attrgetter(*_SAID)
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
    """What a viewer may read of documents, their pages and what they name, people with protected identity covered for
    those without the permission (:mod:`models.store.covered`)."""

    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def get(self, viewer: Viewer, id: str) -> Document:
        """The document. Raises :class:`AccessDeniedError` for an unknown and a forbidden one alike.

        Of one that has pages kept from the viewer, what :mod:`models.store.in_part` says is told.
        """
        found = self.many(viewer, [id]).get(id)
        if found is None:
            raise AccessDeniedError("Handlingen finns inte")
        return found

    def many(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Document]:
        """The documents by id; those that may not be read are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Document] = {}
        for some in parts(wanted, _SOME):
            condition = and_(documents.c.id.in_(some), readable(viewer))
            found |= {document.id: document for document in self._told(viewer, condition)}
        return {id: document for id, document in found.items() if has_grant(viewer, document.owner)}

    def heads(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Head]:
        """The documents by id, as :meth:`many` tells them, where no more is wanted than to choose among them."""
        wanted, found, part = list(dict.fromkeys(ids)), dict[str, Head](), list[str]()
        for some in parts(wanted, _SOME):
            mine = and_(documents.c.id.in_(some), readable(viewer))
            for row in self._all(select(*HEAD, in_part(viewer)).where(mine)):
                if row.in_part:
                    part.append(row.id)
                else:
                    found[row.id] = Head(*_head(row))
        found |= {id: Head(*_head(document)) for id, document in self.many(viewer, part).items()}
        return {id: head for id, head in found.items() if has_grant(viewer, head.owner)}

    def called(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Names and titles by id, as :meth:`many` tells them, where thousands are put in order by them."""
        wanted, found, part = list(dict.fromkeys(ids)), dict[str, tuple[str, str]](), list[str]()
        query = select(documents.c.id, documents.c.name, documents.c.title, in_part(viewer))
        for some in parts(wanted, _SOME):
            mine = and_(documents.c.id.in_(some), readable(viewer))
            for row in self._all(query.where(mine)):
                if row.in_part:
                    part.append(row.id)
                else:
                    found[row.id] = row.name, row.title
        told = self._covered.called(viewer, found)
        return told | {id: (each.name, each.title) for id, each in self.many(viewer, part).items()}

    def _check(self, viewer: Viewer, id: str) -> None:
        """Raises as :meth:`get`, without reckoning what of the document is told."""
        if not self._all(select(documents.c.id).where(documents.c.id == id, readable(viewer))):
            raise AccessDeniedError("Handlingen finns inte")

    def _told(self, viewer: Viewer, which: ColumnElement[bool]) -> list[Document]:
        """Documents, which the viewer may read, as they may know them, by id."""
        query = select(documents, _parent, in_part(viewer)).where(which).order_by(documents.c.id)
        with self._database.read() as connection:
            found = [(rows.document(row), row.in_part) for row in connection.execute(query).all()]
            told = [as_in_part(connection, viewer, each) if part else each for each, part in found]
        return self._covered.documents(viewer, told)

    def ids(self, viewer: Viewer, owner: str) -> Iterator[str]:
        """The ids of the owner's documents that belong in the index, in order."""
        if has_grant(viewer, owner):
            wanted = and_(documents.c.owner == owner, searchable(), readable(viewer))
            yield from (row.id for row in self._all(select(documents.c.id).where(wanted).order_by(documents.c.id)))

    def of_owner(self, viewer: Viewer, owner: str) -> list[Document]:
        """Every document of the owner, in whatever state, by id."""
        if not has_grant(viewer, owner):
            return []
        return self._told(viewer, and_(documents.c.owner == owner, readable(viewer)))

    def pages(self, viewer: Viewer, id: str) -> list[Page]:
        """All pages in order, without their words; those kept from the viewer are left out, as everywhere here."""
        self._check(viewer, id)
        found = self._all(_of(viewer, pages, id, select(pages)).order_by(pages.c.number))
        return self._covered.pages(viewer, id, [rows.page(row, with_words=False) for row in found])

    def lines(self, viewer: Viewer, id: str) -> list[PageLine]:
        """All pages in order, without their text."""
        self._check(viewer, id)
        pictured = pages.c.image.is_not(None).label("pictured")
        query = _of(viewer, pages, id, select(pages.c.number, pages.c.method, pictured))
        found = self._all(query.order_by(pages.c.number))
        return [PageLine(row.number, PageMethod(row.method), bool(row.pictured)) for row in found]

    def page(self, viewer: Viewer, id: str, number: int) -> Page:
        """One page with its words. Raises :class:`AccessDeniedError` where there is none."""
        self._check(viewer, id)
        found = self._all(_of(viewer, pages, id, select(pages)).where(pages.c.number == number))
        if not found:
            raise AccessDeniedError("Sidan finns inte")
        return self._covered.pages(viewer, id, [rows.page(found[0], with_words=True)])[0]

    def texts(self, viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The texts of pages, by document and number, in few queries; those that may not be read are left out."""
        pairs, found = list(dict.fromkeys(wanted)), {}
        for part in parts(pairs, _SOME):
            some = among(pages.c.document, pages.c.number, part)
            query = select(pages.c.document, pages.c.number, pages.c.text).join(
                documents, documents.c.id == pages.c.document
            )
            for row in self._all(query.where(some, readable(viewer), open_page(viewer, pages))):
                found[row.document, row.number] = row.text
        return self._covered.texts(viewer, found)

    def laid_out(self, viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, Layout]]:
        """As :meth:`texts`, each with the page's layout: at once, since each way to the register has its price."""
        pairs, found = list(dict.fromkeys(wanted)), {}
        for part in parts(pairs, _SOME):
            some = among(pages.c.document, pages.c.number, part)
            query = select(pages.c.document, pages.c.number, pages.c.text, pages.c.layout).join(
                documents, documents.c.id == pages.c.document
            )
            for row in self._all(query.where(some, readable(viewer), open_page(viewer, pages))):
                found[row.document, row.number] = row.text, unpack(row.layout)
        return self._covered.laid_out(viewer, found)

    def paths(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, str]:
        """The path at which each document was first found; those that may not be read are left out."""
        first = select(func.min(occurrences.c.id)).where(occurrences.c.document.in_(list(ids)))
        query = select(occurrences.c.document, occurrences.c.path).join(
            documents, documents.c.id == occurrences.c.document
        )
        query = query.where(occurrences.c.id.in_(first.group_by(occurrences.c.document)))
        return self._covered.paths(viewer, {row.document: row.path for row in self._all(query.where(readable(viewer)))})

    def places(self, viewer: Viewer) -> list[Occurrence]:
        """Where what may be found lies now: in a file's own path, or by its name within each parent."""
        here = and_(occurrences.c.current, searchable(), readable(viewer))
        query = select(occurrences).join(documents, documents.c.id == occurrences.c.document).where(here)
        found = [rows.occurrence(row) for row in self._all(query.order_by(occurrences.c.id))]
        return self._covered.occurrences(viewer, found)

    def mentions(self, viewer: Viewer, id: str, page: int | None = None) -> list[tuple[Mention, str]]:
        """What the document names, in reading order, each with the id of its entity; of one page, or of all."""
        self._check(viewer, id)
        wanted = _of(viewer, mentions, id, select(mentions))
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
        for part in parts(pairs, _SOME):
            some = among(mentions.c.document, mentions.c.page, part)
            query = select(mentions).join(documents, documents.c.id == mentions.c.document)
            for row in self._all(query.where(some, some_labels, readable(viewer), open_page(viewer, mentions))):
                found.setdefault((row.document, row.page), []).append(rows.mention(row))
        return found

    def spans(
        self, viewer: Viewer, wanted: Iterable[tuple[str, int]], labels: Iterable[Label]
    ) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Where on these pages (document, number) the labels are named, in few queries; forbidden pages left out."""
        pairs, found = list(dict.fromkeys(wanted)), dict[tuple[str, int], list[tuple[int, int]]]()
        for part in parts(pairs, _SOME):
            some = among(mentions.c.document, mentions.c.page, part)
            query = select(mentions.c.document, mentions.c.page, mentions.c.start, mentions.c.end).join(
                documents, documents.c.id == mentions.c.document
            )
            which = and_(some, mentions.c.label.in_(list(labels)), readable(viewer), open_page(viewer, mentions))
            for row in self._all(query.where(which)):
                found.setdefault((row.document, row.page), []).append((row.start, row.end))
        return found

    def namings(self, viewer: Viewer, id: str) -> list[Naming]:
        """Which entities each of its pages names and how often, in order of page."""
        self._check(viewer, id)
        named = (mentions.c.page, mentions.c.label, mentions.c.entity)
        query = _of(viewer, mentions, id, select(*named, func.count().label("times")))
        found = self._all(query.group_by(*named).order_by(*named))
        return [Naming(Label(row.label), row.entity, row.page, row.times) for row in found]

    def fields(self, viewer: Viewer, id: str) -> list[Field]:
        """The fields of its kind, in the order they were found; of one kept in part only those that stand on a page."""
        self._check(viewer, id)
        return self.fields_of(viewer, [id]).get(id, [])

    def fields_of(
        self,
        viewer: Viewer,
        ids: Iterable[str],
        names: Collection[str] | None = None,
        chosen: Callable[[Row[Any]], bool] = lambda _: True,
    ) -> dict[str, list[Field]]:
        """As :meth:`fields`, of many documents at once, those with these names or all of them; documents that have none
        to be read are left out. ``chosen``: only such rows, asked before it is worked out how they are told."""
        wanted, found = list(dict.fromkeys(ids)), dict[str, list[Field]]()
        told = select(fields).join(documents, documents.c.id == fields.c.document)
        told = told.where(readable(viewer), open_page(viewer, fields), told_of_page(viewer, fields))
        told = told if names is None else told.where(fields.c.name.in_(sorted(names)))
        for some in parts(wanted, _SOME):
            mine = told.where(fields.c.document.in_(some))
            for row in filter(chosen, self._all(mine.order_by(fields.c.document, fields.c.position))):
                found.setdefault(row.document, []).append(rows.field(row))
        return self._covered.fields(viewer, found)

    def occurrences(self, viewer: Viewer, id: str) -> list[Occurrence]:
        """Where its bytes were found, first seen first."""
        self._check(viewer, id)
        found = self._all(select(occurrences).where(occurrences.c.document == id).order_by(occurrences.c.id))
        return self._covered.occurrences(viewer, [rows.occurrence(row) for row in found])

    def family(self, viewer: Viewer, id: str) -> list[Document]:
        """The documents it was found in, then those found in it, then scans and their readings; itself left out."""
        self._check(viewer, id)
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
            return counted(connection, viewer, document)

    def _all(self, query: Select[Any]) -> list[Row[Any]]:
        with self._database.read() as connection:
            return list(connection.execute(query).all())


def _of(viewer: Viewer, table: Table, document: str, query: Select[Any]) -> Select[Any]:
    """The rows of a table by page that are the document's, and that the viewer may read."""
    joined = query.join(documents, documents.c.id == table.c.document)
    return joined.where(table.c.document == document, readable(viewer), open_page(viewer, table))
