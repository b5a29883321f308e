"""Alerts of watched searches: written by the drain, and told to the search's own user of what they may read now.

Nothing but ids is kept. Whether somebody may see an alert is asked each time it is told or counted: the search is
theirs and still watched, its document may be found, and they have a grant for its owner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, or_, select, update

from models import swedish
from models.access import Viewer
from models.alert import Alert
from models.store.database import Database, insert_missing
from models.store.documents import searchable
from models.store.lookups import parts
from models.store.places import among
from models.store.readable import readable
from models.store.rows import aware
from models.store.schema import alerts, documents, saved_searches

Key = tuple[str, str]
"""A saved search and a document."""


class Alerts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_documents(self, ids: Collection[str]) -> set[Key]:
        """What alerts there are of these documents, whoever's. Called by the drain."""
        with self._database.read() as connection:
            found = select(alerts.c.saved, alerts.c.document).where(alerts.c.document.in_(list(ids)))
            return {(row.saved, row.document) for row in connection.execute(found)}

    def change(self, new: Iterable[Key], gone: Collection[Key]) -> None:
        """Take out those gone and put in those new, all or none. One that is there stays as it is, seen or not; one of
        a search that was erased meanwhile is left out. Called by the drain."""
        wanted, now = sorted(set(new)), swedish.now()
        with self._database.write() as connection:
            for some in parts(sorted(gone)):
                connection.execute(delete(alerts).where(among(alerts.c.saved, alerts.c.document, some)))
            there = sorted({saved for saved, _ in wanted})
            known = {id for some in parts(there) for id in _known(connection, some)}
            rows = [{"saved": one, "document": other, "at": now} for one, other in wanted if one in known]
            insert_missing(connection, alerts, rows)

    def unseen(self, viewer: Viewer) -> dict[str, int]:
        """How many alerts the viewer has not seen, by search; searches without any are left out."""
        query = _theirs(viewer, select(alerts.c.saved, func.count().label("number")))
        with self._database.read() as connection:
            found = query.where(alerts.c.seen.is_(None)).group_by(alerts.c.saved)
            return {row.saved: row.number for row in connection.execute(found)}

    def all(
        self,
        viewer: Viewer,
        *,
        saved: str | None = None,
        with_seen: bool = False,
        since: datetime | None = None,
        limit: int = 100,
        skip: int = 0,
    ) -> list[Alert]:
        """The viewer's alerts, the newest first: those not seen, with those seen ``since`` then, or all; of one search,
        or of every one."""
        query = _theirs(viewer, select(alerts))
        if saved is not None:
            query = query.where(alerts.c.saved == saved)
        if not with_seen:
            unseen = alerts.c.seen.is_(None)
            query = query.where(unseen if since is None else or_(unseen, alerts.c.seen >= since))
        query = query.order_by(alerts.c.at.desc(), alerts.c.saved, alerts.c.document).limit(limit).offset(skip)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [Alert(row.saved, row.document, aware(row.at), row.seen and aware(row.seen)) for row in rows]

    def see(self, viewer: Viewer, *, saved: str | None = None, document: str | None = None) -> int:
        """Mark as seen the alerts of this search and of this document, of those the viewer may see; how many it was."""
        mine = select(saved_searches.c.id).where(_own(viewer))
        readable = select(documents.c.id).where(_readable(viewer))
        change = update(alerts).where(
            alerts.c.seen.is_(None), alerts.c.saved.in_(mine), alerts.c.document.in_(readable)
        )
        if saved is not None:
            change = change.where(alerts.c.saved == saved)
        if document is not None:
            change = change.where(alerts.c.document == document)
        with self._database.write() as connection:
            return connection.execute(change.values(seen=swedish.now())).rowcount


def forget(connection: Connection, searches: ColumnElement[bool]) -> None:
    """Take out every alert of these searches, in the caller's transaction."""
    connection.execute(delete(alerts).where(alerts.c.saved.in_(select(saved_searches.c.id).where(searches))))


def _known(connection: Connection, searches: Sequence[str]) -> list[str]:
    found = select(saved_searches.c.id).where(saved_searches.c.id.in_(searches))
    return [row.id for row in connection.execute(found)]


def _theirs(viewer: Viewer, query: Select[Any]) -> Select[Any]:
    """Of the alerts those that the viewer may be told of, by their search and their document."""
    joined = query.join_from(alerts, saved_searches).join(documents, documents.c.id == alerts.c.document)
    return joined.where(_own(viewer), _readable(viewer))


def _own(viewer: Viewer) -> ColumnElement[bool]:
    kept = and_(saved_searches.c.removed.is_(None), saved_searches.c.watched.is_not(None))
    return and_(saved_searches.c.user == viewer.name, kept)


def _readable(viewer: Viewer) -> ColumnElement[bool]:
    return and_(readable(viewer), searchable())
