"""What search does not find, or not all of: files that were set aside or read in part, and what was taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from models.access import Viewer
from models.document import Document, DocumentState
from models.store import rows
from models.store.database import Database
from models.store.documents import Documents
from models.store.readable import readable
from models.store.schema import documents, runs
from models.withdrawal import Scope, Withdrawal


@dataclass(frozen=True, slots=True)
class Set:
    """Documents in one state for one reason: how many, and the newest of them."""

    state: DocumentState
    reason: str
    count: int
    newest: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A withdrawal that stands: how many documents it keeps out, and of a run its source and beginning."""

    withdrawal: Withdrawal
    count: int
    source: str = ""
    started: datetime | None = None


class Unsettled:
    def __init__(self, database: Database, documents: Documents) -> None:
        self._database, self._documents = database, documents

    def sets(self, viewer: Viewer, each: int) -> list[Set]:
        """What is not wholly read of the viewer's documents, by state and reason, the largest first; the newest
        ``each`` of every set. Former versions and what was taken out of search are left out."""
        pair = (documents.c.state, documents.c.reason)
        query = select(*pair, func.count().label("times")).where(_not_read(viewer)).group_by(*pair)
        found = self._all(query.order_by(func.count().desc(), *pair))
        return [
            Set(DocumentState(row.state), row.reason, row.times, self._newest(viewer, row.state, row.reason, each))
            for row in found
        ]

    def taken(self, viewer: Viewer, withdrawals: Iterable[Withdrawal]) -> list[Taken]:
        """Those of the viewer's ``withdrawals`` that stand; those of a cut are seen with its file, and left out."""
        standing = [each for each in withdrawals if each.undone is None and each.owner in viewer.owners]
        chosen = [each for each in standing if each.scope in (Scope.DOCUMENT, Scope.RUN, Scope.SOURCE)]
        counts, begun = self._counts(viewer, chosen), self._runs(chosen)
        return [Taken(each, counts.get(each.id, 0), *begun.get(each.target, ("", None))) for each in chosen]

    def _newest(self, viewer: Viewer, state: str, reason: str, each: int) -> tuple[Document, ...]:
        these = and_(_not_read(viewer), documents.c.state == state, documents.c.reason == reason)
        query = select(documents.c.id).where(these).order_by(documents.c.created.desc(), documents.c.id)
        ids = [row.id for row in self._all(query.limit(each))]
        known = self._documents.many(viewer, ids)
        return tuple(known[id] for id in ids if id in known)

    def _counts(self, viewer: Viewer, withdrawals: list[Withdrawal]) -> Mapping[str, int]:
        taken = and_(documents.c.withdrawn.in_([each.id for each in withdrawals]), readable(viewer))
        query = select(documents.c.withdrawn, func.count().label("times")).where(taken)
        return {row.withdrawn: row.times for row in self._all(query.group_by(documents.c.withdrawn))}

    def _runs(self, withdrawals: list[Withdrawal]) -> Mapping[str, tuple[str, datetime]]:
        ids = [each.target for each in withdrawals if each.scope is Scope.RUN]
        query = select(runs.c.id, runs.c.source, runs.c.started).where(runs.c.id.in_(ids))
        return {row.id: (row.source, rows.aware(row.started)) for row in self._all(query)}

    def _all(self, query: Any) -> Any:
        with self._database.read() as connection:
            return connection.execute(query).all()


def _not_read(viewer: Viewer) -> ColumnElement[bool]:
    stands = and_(documents.c.superseded.is_(False), documents.c.withdrawn.is_(None))
    return and_(readable(viewer), documents.c.state != DocumentState.READ.value, stands)
