"""Readings that came beside their scans: where they lie, what became of them, and which of them search leaves out."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from models.access import Viewer
from models.document import READING_TYPES, Occurrence
from models.errors import AccessDeniedError
from models.rival import PICTURED_FILE, Rival
from models.store import rows
from models.store.database import Database
from models.store.documents import SEARCHABLE
from models.store.outbox import enqueue
from models.store.readable import open_page, readable
from models.store.schema import documents, occurrences, pictured, rivals

_SOME: Final = 5_000  # paths in one IN (…)


class ExistingReadings:
    def __init__(self, database: Database) -> None:
        self._database = database

    def places(self, document: str) -> list[Occurrence]:
        """Where the document lies now, first seen first."""
        query = select(occurrences).where(occurrences.c.document == document, occurrences.c.current)
        with self._database.read() as connection:
            return [rows.occurrence(row) for row in connection.execute(query.order_by(occurrences.c.id))]

    def lying_at(self, source: str, parent: str | None, paths: Collection[str]) -> list[str]:
        """The ids of the source's documents that lie at these paths now, or in ``parent`` by these names."""
        ordered, found = sorted(paths), dict[int, str]()
        place = (occurrences.c.id, occurrences.c.document, occurrences.c.parent, occurrences.c.current)
        query = select(*place, documents.c.source).join(documents, documents.c.id == occurrences.c.document)
        for begin in range(0, len(ordered), _SOME):
            some = ordered[begin : begin + _SOME]
            inside = and_(occurrences.c.parent == parent, occurrences.c.name.in_(some))
            which = query.where(occurrences.c.path.in_(some) if parent is None else inside)
            with self._database.read() as connection:
                rows_there = connection.execute(which).all()
            # Looked at here: asked of the database, SQLite goes through all files without a parent, or of the source.
            here = (row for row in rows_there if row.current and row.parent == parent and row.source == source)
            found |= {row.id: row.document for row in here}
        return list(dict.fromkeys(found[id] for id in sorted(found)))

    def among(self, ids: Sequence[str]) -> list[str]:
        """Those of the documents that are readings and can be searched, in few queries."""
        found: list[str] = []
        for begin in range(0, len(ids), _SOME):
            which = and_(documents.c.id.in_(ids[begin : begin + _SOME]), documents.c.media_type.in_(READING_TYPES))
            query = select(documents.c.id).where(which, documents.c.state.in_(SEARCHABLE)).order_by(documents.c.id)
            with self._database.read() as connection:
                found += [row.id for row in connection.execute(query)]
        return found

    def picturing(self, source: str, stem: str) -> list[str]:
        """The ids of the source's readings that say they were made from a file of this name, its ending aside."""
        query = select(pictured.c.document).where(pictured.c.source == source, pictured.c.stem == stem)
        with self._database.read() as connection:
            return [row.document for row in connection.execute(query.order_by(pictured.c.document))]

    def competed(self, reading: str) -> set[str]:
        """The ids of the scans for whose pages the reading has competed."""
        query = select(rivals.c.document).where(rivals.c.reading == reading).distinct()
        with self._database.read() as connection:
            return {row.document for row in connection.execute(query)}

    def of(self, viewer: Viewer, document: str, page: int) -> list[Rival]:
        """What competed for a page of the scan ``document``, the best first; of the readings those that the viewer may
        read. Raises :class:`AccessDeniedError`."""
        best_first = (rivals.c.chosen.desc(), rivals.c.theirs.desc(), rivals.c.reading)
        query = select(rivals).join(documents, documents.c.id == rivals.c.document)
        query = query.where(rivals.c.document == document, rivals.c.page == page, open_page(viewer, rivals))
        query = query.order_by(*best_first)
        with self._database.read() as connection:
            mine = select(documents.c.id).where(documents.c.id == document, readable(viewer))
            if connection.execute(mine).one_or_none() is None:
                raise AccessDeniedError("Handlingen finns inte")
            found = [_rival(row) for row in connection.execute(query)]
            theirs = select(documents.c.id).where(documents.c.id.in_([each.reading for each in found]))
            shown = set(connection.execute(theirs.where(readable(viewer))).scalars())
            return [each for each in found if each.reading in shown]


def readings_of(connection: Connection, scan: str) -> set[str]:
    """The ids of the readings that compete for the scan's pages."""
    return set(connection.execute(select(rivals.c.reading).where(rivals.c.document == scan)).scalars())


def as_rows(document: str, found: Sequence[Rival]) -> list[dict[str, Any]]:
    """Rows of ``rivals`` for the scan ``document``."""
    names = ("page", "reading", "number", "chosen", "ours", "theirs", "reason", "whole")
    return [{"document": document, **{name: getattr(each, name) for name in names}} for each in found]


def note_pictured(connection: Connection, document: str, source: str, facts: Mapping[str, str]) -> None:
    """Keep which file a reading says it was made from. Called where what is known of the document changes."""
    connection.execute(delete(pictured).where(pictured.c.document == document))
    stem = posixpath.splitext(facts.get(PICTURED_FILE, ""))[0]
    if stem:
        connection.execute(insert(pictured).values(document=document, source=source, stem=stem))


def leave_to_scan(connection: Connection, scan: str) -> None:
    """Let search leave out the readings of which the scan's pages miss nothing, and bring back those it no longer has.

    Called in the transaction that makes the scan searchable with these pages.
    """
    whole = select(rivals.c.reading).where(rivals.c.document == scan, rivals.c.whole)
    no_more = and_(documents.c.reading_of == scan, documents.c.id.not_in(whole))
    _set(connection, no_more, None)
    other = or_(documents.c.reading_of.is_(None), documents.c.reading_of != scan)
    _set(connection, and_(documents.c.id.in_(whole), other), scan)


def found_alone(connection: Connection, which: ColumnElement[bool]) -> None:
    """Let search find these readings by themselves: their scan goes and they stay."""
    _set(connection, which, None)


def _set(connection: Connection, which: Any, scan: str | None) -> None:
    changed = update(documents).where(which).values(reading_of=scan)
    back = changed.returning(documents.c.id, documents.c.owner, documents.c.state)
    for row in connection.execute(back).all():
        if row.state in SEARCHABLE:
            enqueue(connection, row.id, row.owner, "put" if scan is None else "delete")


def _rival(row: Any) -> Rival:
    names = ("page", "reading", "number", "ours", "theirs", "reason")
    return Rival(chosen=bool(row.chosen), whole=bool(row.whole), **{name: getattr(row, name) for name in names})
