"""Orders (*uppdrag*): how documents are to be read, kept sealed while those who read them need to know it.

Who reads a document, in another process or on another machine, is told two ids: the document's and the order's. So
neither a password nor anything else of a case travels with the work.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, delete, insert, select, update

from models import swedish
from models.limits import Limits
from models.store.claims import is_void, worker_name
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_orders import orders
from models.store.sealing import seal, unseal

_WHAT: Final = "order"
_UNKNOWN: Final = "?"
_LEASES: Final = 30  # without a beat before an order is forgotten: an hour, for a giver on another machine


class Orders:
    def __init__(self, database: Database, key: bytes, limits: Limits) -> None:
        self._database, self._key = database, key
        self._lease = timedelta(seconds=limits.lease_seconds)

    def give(self, how: Mapping[str, Any]) -> str:
        """Keep what is to be done, as JSON can tell it; returns the order's id. Those whose givers died are erased."""
        id, until = secrets.token_hex(16), swedish.now() + self._lease
        sealed = seal(self._key, _WHAT, id, json.dumps({"giver": worker_name(), "how": how}))
        self.sweep()
        with self._database.write() as connection:
            connection.execute(insert(orders).values(id=id, sealed=sealed, lease_until=until))
        return id

    def sweep(self) -> None:
        """Erase those whose givers died."""
        with self._database.write() as connection:
            forgotten = [row.id for row in connection.execute(select(orders)) if self._is_forgotten(row)]
            connection.execute(delete(orders).where(orders.c.id.in_(forgotten)))

    def renew(self, ids: Sequence[str]) -> None:
        """Say that whoever gave them is still there."""
        with self._database.write() as connection:
            mine = update(orders).where(orders.c.id.in_(ids))
            connection.execute(mine.values(lease_until=swedish.now() + self._lease))

    def get(self, id: str) -> dict[str, Any] | None:
        """What is to be done, or None where the order is over: then nothing of it is to be begun."""
        with self._database.read() as connection:
            sealed = connection.execute(select(orders.c.sealed).where(orders.c.id == id)).scalar_one_or_none()
        if sealed is None:
            return None
        how: dict[str, Any] = self._opened(id, sealed)["how"]
        return how

    def erase(self, ids: Sequence[str]) -> None:
        """They are over."""
        with self._database.write() as connection:
            connection.execute(delete(orders).where(orders.c.id.in_(ids)))

    def _opened(self, id: str, sealed: str) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(unseal(self._key, _WHAT, id, sealed))
        return opened

    def _is_forgotten(self, row: Row[Any]) -> bool:
        silence = self._lease * _LEASES
        return is_void(self._giver(row), aware(row.lease_until) + silence, swedish.now(), silence.total_seconds())

    def _giver(self, row: Row[Any]) -> str:
        try:
            return str(self._opened(row.id, row.sealed)["giver"])
        except (InvalidTag, ValueError):  # given under another key: its lease tells
            return _UNKNOWN
