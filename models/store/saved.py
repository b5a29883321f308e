"""Saved searches: each user's own, by name; what is removed can be brought back for a while.

Name and words may be case data, and are kept for as long as their user wants: they lie sealed under the installation's
key, bound to their row, so that neither the database's files nor its backups tell whom somebody looks for. Those kept
before that are read as they lie, and sealed when they get another name. A row that somebody changed cannot be opened:
it is as one that is not there, in the way of no other, and ``samsyn doctor`` tells of it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, AmbiguousNameError, TooManyWatchedError
from models.limits import Limits
from models.logs.record import Log
from models.saved import NamedSearch
from models.store import alerts
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_saved import saved_searches
from models.store.sealing import seal, unseal

log = Log(__name__)

_SEALED: Final = "sealed"  # the one key of what lies in the place of the words
_AS: Final = "saved search"  # what they are sealed as
LONGEST_NAME: Final = 200
"""Characters; longer names are cut."""
KEPT_REMOVED: Final = timedelta(days=30)
"""How long a removed search can be brought back. Words asked for may be case data: they are not kept for ever."""


class SavedSearches:
    def __init__(self, database: Database, key: bytes, limits: Limits) -> None:
        self._database, self._key, self._limits = database, key, limits

    def add(self, viewer: Viewer, name: str, search: Mapping[str, Any], *, watched: bool = False) -> NamedSearch:
        """Save the search (a JSON object) under a name. Two may have the same name: they are told apart by id.

        ``watched``: new documents that it finds alert from now on. Raises ValueError for a name without a character,
        and as :meth:`watch`.
        """
        now = swedish.now()
        since = now if watched else None
        new = NamedSearch(secrets.token_hex(16), viewer.name, _named(name), dict(search), now, watched=since)
        with self._database.write() as connection:
            self._check_room(connection, viewer, watched)
            row = {"id": new.id, "user": new.user, **self._sealed(new.id, new.name, new.search)}
            connection.execute(insert(saved_searches).values(**row, saved=new.saved, watched=new.watched))
        return new

    def watch(self, viewer: Viewer, id: str, on: bool) -> None:
        """Let new documents that it finds alert from now on, or no more: what alerts it had are forgotten. One that is
        watched already goes on as it was. Raises :class:`AccessDeniedError` as :meth:`get`, and
        :class:`TooManyWatchedError` for one more than ``limits.watched_searches``."""
        this = and_(saved_searches.c.id == id, _mine(viewer, removed=False))
        with self._database.write() as connection:
            row = connection.execute(select(saved_searches).where(this)).one_or_none()
            if row is None:
                raise AccessDeniedError("Den sparade sökningen finns inte")
            if on is (row.watched is not None):
                return
            self._check_room(connection, viewer, on)
            alerts.forget(connection, this)
            connection.execute(update(saved_searches).where(this).values(watched=swedish.now() if on else None))

    def watched(self) -> list[NamedSearch]:
        """Everybody's watched searches, those removed with them, since that may be undone. Called by the drain, which
        tells nobody of them: what they find goes to their own users."""
        with self._database.read() as connection:
            found = select(saved_searches).where(saved_searches.c.watched.is_not(None)).order_by(saved_searches.c.id)
            return self._opened(connection.execute(found).all())

    def damaged(self) -> list[str]:
        """Ids of everybody's saved searches that cannot be opened: their rows were changed, or came from elsewhere."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_searches).order_by(saved_searches.c.id)).all()
        return [row.id for row in rows if self._named_search(row) is None]

    def all(self, viewer: Viewer, *, removed: bool = False) -> list[NamedSearch]:
        """The viewer's saved searches by name, or those removed, the last first."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_searches).where(_mine(viewer, removed=removed))).all()
        found = self._opened(rows)
        if removed:
            return sorted(found, key=lambda each: each.removed or each.saved, reverse=True)
        return sorted(found, key=lambda each: (swedish.sort_key(each.name), each.id))

    def get(self, viewer: Viewer, wanted: str) -> NamedSearch:
        """The viewer's search with this id or name. Raises :class:`AccessDeniedError` where there is none, and
        :class:`AmbiguousNameError` where several are called so."""
        found = [each for each in self.all(viewer) if wanted == each.id]
        found = found or [each for each in self.all(viewer) if wanted.strip() == each.name]
        if not found:
            raise AccessDeniedError("Den sparade sökningen finns inte")
        if len(found) > 1:
            ids = ", ".join(each.id for each in found)
            raise AmbiguousNameError(f"{len(found)} sparade sökningar heter så", next=f"Ange en av dem med id: {ids}.")
        return found[0]

    def rename(self, viewer: Viewer, id: str, name: str) -> None:
        """Call it something else. Raises as :meth:`add` and :meth:`get`."""
        named, this = _named(name), and_(saved_searches.c.id == id, _mine(viewer, removed=False))
        with self._database.write() as connection:
            row = connection.execute(select(saved_searches).where(this)).one_or_none()
            known = self._named_search(row) if row else None
            if known is None:
                raise AccessDeniedError("Den sparade sökningen finns inte")
            kept = self._sealed(id, named, known.search)
            connection.execute(update(saved_searches).where(this).values(**kept))

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take it away, to be brought back with :meth:`restore`; those removed long ago are erased."""
        now = swedish.now()
        self._change(viewer, id, removed=False, to=now)
        with self._database.write() as connection:
            long_ago = saved_searches.c.removed < now - KEPT_REMOVED
            alerts.forget(connection, long_ago)
            connection.execute(delete(saved_searches).where(long_ago))

    def restore(self, viewer: Viewer, id: str) -> None:
        """Bring back what was removed."""
        self._change(viewer, id, removed=True, to=None)

    def _check_room(self, connection: Connection, viewer: Viewer, wanted: bool) -> None:
        """Raise where the viewer watches as many searches as they may."""
        theirs = and_(_mine(viewer, removed=False), saved_searches.c.watched.is_not(None))
        most = self._limits.watched_searches
        count = select(func.count()).select_from(saved_searches).where(theirs)
        if wanted and connection.execute(count).scalar_one() >= most:
            raise TooManyWatchedError(f"{most} sökningar bevakas redan")

    def _change(self, viewer: Viewer, id: str, *, removed: bool, to: datetime | None) -> None:
        """Remove one ``to`` this moment, or bring back one that is removed."""
        this = and_(saved_searches.c.id == id, _mine(viewer, removed=removed))
        with self._database.write() as connection:
            changed = connection.execute(update(saved_searches).where(this).values(removed=to)).rowcount
        if not changed:
            raise AccessDeniedError("Den sparade sökningen finns inte")

    def _sealed(self, id: str, name: str, search: Mapping[str, Any]) -> dict[str, Any]:
        """Name and words as columns of the row."""
        said = json.dumps({"name": name, "search": search})
        return {"name": "", "search": {_SEALED: seal(self._key, _AS, id, said)}}

    def _opened(self, rows: Iterable[Row[Any]]) -> list[NamedSearch]:
        return [known for row in rows if (known := self._named_search(row)) is not None]

    def _named_search(self, row: Row[Any]) -> NamedSearch | None:
        """What the row says; None where it cannot be opened."""
        try:
            name, search = said_by(self._key, row)
        except (InvalidTag, KeyError, TypeError, ValueError):
            log.warning("saved.unopened", "saved search {saved} cannot be opened", saved=row.id)
            return None
        removed, watched = (moment and aware(moment) for moment in (row.removed, row.watched))
        return NamedSearch(row.id, row.user, name, search, aware(row.saved), removed, watched)


def said_by(key: bytes, row: Row[Any]) -> tuple[str, Mapping[str, Any]]:
    """Name and words of a row. Raises where somebody changed it."""
    if set(row.search) != {_SEALED}:
        return row.name, row.search
    said = json.loads(unseal(key, _AS, row.id, row.search[_SEALED]))
    return said["name"], said["search"]


def _mine(viewer: Viewer, *, removed: bool) -> ColumnElement[bool]:
    gone = saved_searches.c.removed
    return and_(saved_searches.c.user == viewer.name, gone.is_not(None) if removed else gone.is_(None))


def _named(name: str) -> str:
    if not name.strip():
        raise ValueError("a saved search needs a name")
    return name.strip()[:LONGEST_NAME].rstrip()
