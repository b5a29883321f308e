"""What is due of an owner's documents, told to the owner's officer: nothing is erased by it.

The papers of one owner are gone through as a whole, a row each without their text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from models import swedish
from models.access import Viewer
from models.due import AHEAD, TRIED, WATCHED, Due, all_due, reckon
from models.errors import AccessDeniedError
from models.retention import SURE_KIND, CountedFrom, Paper, Rule, later
from models.store.database import Database
from models.store.erasing.reaching import tried, watched
from models.store.holding import bearing
from models.store.lookups import parts
from models.store.lying import lying_around, lying_of
from models.store.readable import readable
from models.store.retention import in_force
from models.store.rows import aware
from models.store.schema import documents, fields

_CLOSED: Final = "closed"  # the field that an archive's list says it by


class Dues:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, viewer: Viewer, owner: str, rules: list[Rule], today: date) -> Due:
        """What is due by these rules of the owner's, today and within a year. Raises :class:`AccessDeniedError` for who
        is not the owner's officer."""
        if owner not in viewer.deciding:
            raise AccessDeniedError("Sidan finns inte")
        with self._database.read() as connection:
            papers = _papers(connection, and_(documents.c.owner == owner, readable(viewer)))
            lying, direct = lying_of(connection, owner), bearing(connection, owner)
            ids = [paper.id for paper in papers]
            for hindrance, some in ((WATCHED, watched(connection, owner, ids)), (TRIED, tried(connection, ids))):
                for id in some:
                    direct.setdefault(id, set()).add(hindrance)
        mine = [rule for rule in rules if rule.owner == owner]
        return reckon(papers, mine, lying, direct, today, later(today, AHEAD))

    def copies(self, viewer: Viewer, ids: list[str]) -> Mapping[str, int]:
        """How many other documents of the owner's have the very bytes of each of these; those without are left out."""
        other = documents.alias("other")
        same = and_(other.c.sha256 == documents.c.sha256, other.c.owner == documents.c.owner)
        query = select(documents.c.id, func.count().label("copies")).join(other, same)
        query = query.where(other.c.id != documents.c.id, _mine(viewer)).group_by(documents.c.id)
        with self._database.read() as connection:
            return {
                row.id: row.copies
                for some in parts(ids)
                for row in connection.execute(query.where(documents.c.id.in_(some)))
            }

    def tried(self, viewer: Viewer, ids: list[str]) -> Mapping[str, str]:
        """Those of these that are being tried for release, each with a request that has it."""
        query = select(documents.c.id).where(_mine(viewer))
        with self._database.read() as connection:
            queries = (query.where(documents.c.id.in_(some)) for some in parts(ids))
            return tried(connection, [id for each in queries for id in connection.execute(each).scalars()])

    def size(self, viewer: Viewer, ids: list[str]) -> int:
        """Of their originals together, in bytes."""
        query = select(func.coalesce(func.sum(documents.c.size), 0)).where(_mine(viewer))
        with self._database.read() as connection:
            return sum(connection.execute(query.where(documents.c.id.in_(some))).scalar_one() for some in parts(ids))


def kept_by_rule(connection: Connection, owner: str, ids: Collection[str], today: date) -> bool:
    """Whether the rules that are in force keep one of these documents of the owner's, which are to go together; to be
    asked in the transaction that erases."""
    wanted = sorted(ids)
    papers = [each for some in parts(wanted) for each in _papers(connection, documents.c.id.in_(some))]
    return not all_due(papers, in_force(connection, owner), lying_around(connection, wanted), today)


def _mine(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the row's document is of an owner whose officer the viewer is."""
    return and_(documents.c.owner.in_(viewer.deciding), readable(viewer))


def _papers(connection: Connection, which: ColumnElement[bool]) -> list[Paper]:
    closed = _closed(connection, which)
    columns = ("id", "source", "kind", "kind_confidence", "date", "created", "size")
    query = select(*(documents.c[name] for name in columns)).where(which)
    return [_paper(row, closed.get(row.id)) for row in connection.execute(query.order_by(documents.c.id))]


def _paper(row: Row[Any], closed: date | None) -> Paper:
    days = {CountedFrom.TAKEN_IN: swedish.local(aware(row.created)).date()}
    days |= {CountedFrom.DATE: row.date} if row.date else {}
    days |= {CountedFrom.CLOSED: closed} if closed else {}
    return Paper(row.id, row.source, row.kind, bool(row.kind) and row.kind_confidence >= SURE_KIND, days, row.size)


def _closed(connection: Connection, which: ColumnElement[bool]) -> dict[str, date]:
    """When the case of each was closed, where the archive's list says it; the last day of several."""
    query = select(fields.c.document, fields.c.value).join(documents, documents.c.id == fields.c.document)
    query = query.where(which, fields.c.name == _CLOSED, fields.c.page.is_(None))
    found: dict[str, date] = {}
    for row in connection.execute(query):
        day = _day(row.value)
        if day is not None:
            found[row.document] = max(day, found.get(row.document, day))
    return found


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None
