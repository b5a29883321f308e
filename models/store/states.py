"""Saved page states: what a search page shows, kept here so that the address bar holds only an opaque id.

The words of a search are case data: a state is sealed (:mod:`models.store.kept_words`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from models import swedish
from models.errors import AccessDeniedError
from models.identity import opaque_id
from models.store.database import Database, insert_missing
from models.store.kept_words import opened, sealed
from models.store.ledger_keys import LedgerKeys
from models.store.schema import page_states


class PageStates:
    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database = database
        self._key = key
        self._keys = keys

    def save(self, user: str, state: Mapping[str, Any]) -> str:
        """Keep the state (a JSON object); returns its id. The same state of the same user has the same id."""
        canonical = json.dumps(state, sort_keys=True, ensure_ascii=False)
        id = opaque_id(self._key, "page_state", user, canonical)
        if self._of(id) is None:
            self._put(id, user, json.loads(canonical))
        return id

    def load(self, user: str, id: str) -> dict[str, Any]:
        """The state. Raises :class:`AccessDeniedError` where it is not this user's, or was erased."""
        found = self._of(id)
        if found is None or found[0] != user:
            raise AccessDeniedError("Sidan finns inte")
        return found[1]

    def remember(self, user: str, what: str, told: Mapping[str, Any]) -> None:
        """Keep how the user wants something shown (a JSON object), in the place of what was kept of it."""
        self._put(self._of_user(user, what), user, told)

    def remembered(self, user: str, what: str) -> dict[str, Any]:
        """What is kept of it; empty where nothing is, or it was erased."""
        found = self._of(self._of_user(user, what))
        return found[1] if found else {}

    def _of_user(self, user: str, what: str) -> str:
        return opaque_id(self._key, "remembered", user, what)

    def _put(self, id: str, user: str, state: Mapping[str, Any]) -> None:
        now, _ = swedish.now(), self._keys.secret  # the key outside the transaction
        with self._database.write() as connection:
            kept = sealed(self._keys, connection, user, state, now)
            connection.execute(delete(page_states).where(page_states.c.id == id))  # the last, or one whose key is gone
            insert_missing(connection, page_states, [{"id": id, "user": user, "state": kept, "saved": now}])

    def _of(self, id: str) -> tuple[str, dict[str, Any]] | None:
        """Whose it is, and the state; None where there is none, or its key is gone."""
        with self._database.read() as connection:
            row = connection.execute(select(page_states).where(page_states.c.id == id)).one_or_none()
            if row is None:
                return None
            (state,) = opened(self._keys, connection, [row.state])
        return (row.user, state) if state is not None else None
