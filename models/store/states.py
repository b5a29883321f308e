"""Saved page states: what a search page shows, kept here so that the address bar holds only an opaque id."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models import swedish
from models.errors import AccessDeniedError
from models.identity import opaque_id
from models.store.database import Database, insert_missing
from models.store.schema import page_states


class PageStates:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def save(self, user: str, state: Mapping[str, Any]) -> str:
        """Keep the state (a JSON object); returns its id. The same state of the same user has the same id."""
        canonical = json.dumps(state, sort_keys=True, ensure_ascii=False)
        id = opaque_id(self._key, "page_state", user, canonical)
        row = {
            "id": id,
            "user": user,
            "state": json.loads(canonical),
            "saved": swedish.now(),
        }
        with self._database.read() as connection:
            known = connection.execute(select(page_states.c.id).where(page_states.c.id == id)).one_or_none()
        if known is None:
            with self._database.write() as connection:
                insert_missing(connection, page_states, [row])
        return id

    def load(self, user: str, id: str) -> dict[str, Any]:
        """The state. Raises :class:`AccessDeniedError` where it is not this user's."""
        with self._database.read() as connection:
            row = connection.execute(select(page_states).where(page_states.c.id == id)).one_or_none()
        if row is None or row.user != user:
            raise AccessDeniedError("Sidan finns inte")
        return dict(row.state)
