"""Saved searches: each user's own, by name; what is removed can be brought back for a while."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, AmbiguousNameError
from models.saved import NamedSearch
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_saved import saved_searches

LONGEST_NAME: Final = 200
"""Characters; longer names are cut."""
KEPT_REMOVED: Final = timedelta(days=30)
"""How long a removed search can be brought back. Words asked for may be case data: they are not kept for ever."""


class SavedSearches:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, viewer: Viewer, name: str, search: Mapping[str, Any]) -> NamedSearch:
        """Save the search (a JSON object) under a name. Two may have the same name: they are told apart by id.

        Raises ValueError for a name without a character.
        """
        new = NamedSearch(secrets.token_hex(16), viewer.name, _named(name), dict(search), swedish.now())
        with self._database.write() as connection:
            row = {"id": new.id, "user": new.user, "name": new.name, "search": new.search, "saved": new.saved}
            connection.execute(insert(saved_searches).values(**row))
        return new

    def all(self, viewer: Viewer, *, removed: bool = False) -> list[NamedSearch]:
        """The viewer's saved searches by name, or those removed, the last first."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_searches).where(_mine(viewer, removed=removed))).all()
        found = [_named_search(row) for row in rows]
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
        self._change(viewer, id, removed=False, name=_named(name))

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take it away, to be brought back with :meth:`restore`; those removed long ago are erased."""
        now = swedish.now()
        self._change(viewer, id, removed=False, to_removed=now)
        with self._database.write() as connection:
            connection.execute(delete(saved_searches).where(saved_searches.c.removed < now - KEPT_REMOVED))

    def restore(self, viewer: Viewer, id: str) -> None:
        """Bring back what was removed."""
        self._change(viewer, id, removed=True, to_removed=None)

    def _change(self, viewer: Viewer, id: str, *, removed: bool, **values: Any) -> None:
        if "to_removed" in values:
            values["removed"] = values.pop("to_removed")
        this = and_(saved_searches.c.id == id, _mine(viewer, removed=removed))
        with self._database.write() as connection:
            changed = connection.execute(update(saved_searches).where(this).values(**values)).rowcount
        if not changed:
            raise AccessDeniedError("Den sparade sökningen finns inte")


def _mine(viewer: Viewer, *, removed: bool) -> ColumnElement[bool]:
    gone = saved_searches.c.removed
    return and_(saved_searches.c.user == viewer.name, gone.is_not(None) if removed else gone.is_(None))


def _named(name: str) -> str:
    if not name.strip():
        raise ValueError("a saved search needs a name")
    return name.strip()[:LONGEST_NAME].rstrip()


def _named_search(row: Row[Any]) -> NamedSearch:
    removed = row.removed and aware(row.removed)
    return NamedSearch(row.id, row.user, row.name, row.search, aware(row.saved), removed)
