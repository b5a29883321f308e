"""Saved page states: what a search page shows, kept here so that the address bar holds only an opaque id.

The words of a search are case data: a state is sealed under its user's key of the month, which erasing the free text of
the ledger destroys too (:mod:`models.store.ledger_keys`). States that were kept before that are read as they lie.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete, select

from models import swedish
from models.errors import AccessDeniedError
from models.identity import opaque_id
from models.store.database import Database, insert_missing
from models.store.ledger_keys import LedgerKeys, states_of
from models.store.schema import page_states

_SEALED: Final = {"key", "sealed"}
"""What a sealed state consists of; a plain one has its words."""


class PageStates:
    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database = database
        self._key = key
        self._keys = keys

    def save(self, user: str, state: Mapping[str, Any]) -> str:
        """Keep the state (a JSON object); returns its id. The same state of the same user has the same id."""
        canonical = json.dumps(state, sort_keys=True, ensure_ascii=False)
        id, now = opaque_id(self._key, "page_state", user, canonical), swedish.now()
        if self._of(id) is not None:
            return id
        _ = self._keys.secret  # outside the transaction
        with self._database.write() as connection:
            key = self._keys.current(connection, [states_of(user)], now)
            sealed = {"key": key.id, "sealed": key.seal(json.loads(canonical))}
            connection.execute(delete(page_states).where(page_states.c.id == id))  # one whose key is gone
            insert_missing(connection, page_states, [{"id": id, "user": user, "state": sealed, "saved": now}])
        return id

    def load(self, user: str, id: str) -> dict[str, Any]:
        """The state. Raises :class:`AccessDeniedError` where it is not this user's, or was erased."""
        found = self._of(id)
        if found is None or found[0] != user:
            raise AccessDeniedError("Sidan finns inte")
        return found[1]

    def _of(self, id: str) -> tuple[str, dict[str, Any]] | None:
        """Whose it is, and the state; None where there is none, or its key is gone."""
        with self._database.read() as connection:
            row = connection.execute(select(page_states).where(page_states.c.id == id)).one_or_none()
            if row is None or set(row.state) != _SEALED:
                return (row.user, dict(row.state)) if row else None
            (state,) = self._keys.opened(connection, [(row.state["key"], row.state["sealed"])])
        return (row.user, state) if state is not None else None
