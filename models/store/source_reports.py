"""What the archive desk tells of each source: how many documents and pages there are, in which state, and how large.

Counted as ``samsyn status`` counts: what the viewer may read. Names of sources are no case data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.source import Source
from models.store.database import Database
from models.store.readable import open_page, readable
from models.store.run_reports import came
from models.store.schema import documents, pages, sources


@dataclass(frozen=True, slots=True)
class SourceReport:
    """``documents`` by state, ``pages`` by method, and the ``bytes`` of the originals."""

    source: Source
    documents: Mapping[str, int]
    pages: Mapping[str, int]
    bytes: int


class SourceReports:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, viewer: Viewer) -> list[SourceReport]:
        """The sources of the viewer's owners, in Swedish order of owner and name."""
        mine = select(sources).where(sources.c.owner.in_(viewer.owners))
        states, methods, sizes = self._states(viewer), self._methods(viewer), self._sizes(viewer)
        told = [
            SourceReport(
                Source(row.name, row.owner, row.kind),
                states.get(row.name, {}),
                methods.get(row.name, {}),
                sizes.get(row.name, 0),
            )
            for row in self._all(mine)
        ]
        return sorted(told, key=lambda each: (swedish.sort_key(each.source.owner), swedish.sort_key(each.source.name)))

    def is_empty(self, viewer: Viewer) -> bool:
        """Whether there is no document that the viewer may read."""
        return not self._all(select(documents.c.id).where(readable(viewer)).limit(1))

    def unread(self, viewer: Viewer, state: str, reason: str, limit: int, run: str = "") -> list[str]:
        """The ids of the viewer's documents that are in this state for this reason, oldest first."""
        return [row.id for row in self._all(_unread(viewer, state, reason, run).limit(limit))]

    def _states(self, viewer: Viewer) -> dict[str, dict[str, int]]:
        pair = (documents.c.source, documents.c.state)
        return _by_source(self._all(select(*pair, func.count()).where(readable(viewer)).group_by(*pair)))

    def _methods(self, viewer: Viewer) -> dict[str, dict[str, int]]:
        pair = (documents.c.source, pages.c.method)
        query = select(*pair, func.count()).join(pages, pages.c.document == documents.c.id)
        return _by_source(self._all(query.where(readable(viewer), open_page(viewer, pages)).group_by(*pair)))

    def _sizes(self, viewer: Viewer) -> dict[str, int]:
        query = select(documents.c.source, func.sum(documents.c.size)).where(readable(viewer))
        return {row[0]: int(row[1]) for row in self._all(query.group_by(documents.c.source))}

    def _all(self, query: Any) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(query).all()


def _by_source(rows: Sequence[Any]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for source, value, count in rows:
        found.setdefault(source, {})[value] = int(count)
    return found


def _unread(viewer: Viewer, state: str, reason: str, run: str) -> Any:
    stands = and_(documents.c.superseded.is_(False), documents.c.withdrawn.is_(None))
    not_read = documents.c.state != DocumentState.READ.value
    these: list[ColumnElement[bool]] = [documents.c.state == state, documents.c.reason == reason, not_read]
    query = select(documents.c.id).where(readable(viewer), stands, *these)
    if run:
        query = query.where(documents.c.id.in_(select(came([run]).c.document)))
    return query.order_by(documents.c.created, documents.c.id)
