"""Words that somebody typed and that are kept for a while, sealed under their user's key of the month.

Erasing the free text of the ledger destroys that key too (:mod:`models.store.ledger_keys`), and what was kept is gone.
What was kept before words were sealed is read as it lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from models.store.ledger_keys import LedgerKeys, states_of

_SEALED: Final = {"key", "sealed"}
"""What sealed words consist of; in plain ones their own names stand."""


def sealed(
    keys: LedgerKeys, connection: Connection, user: str, said: Mapping[str, Any], now: datetime
) -> dict[str, str]:
    """What is said (a JSON object), as it is kept. Ask for ``keys.secret`` before the transaction."""
    key = keys.current(connection, [states_of(user)], now)
    return {"key": key.id, "sealed": key.seal(said)}


def opened(keys: LedgerKeys, connection: Connection, kept: Sequence[Mapping[str, Any]]) -> list[dict[str, Any] | None]:
    """What each says; None where its key is gone."""
    closed = [each for each in kept if set(each) == _SEALED]
    said = iter(keys.opened(connection, [(each["key"], each["sealed"]) for each in closed]))
    return [next(said) if set(each) == _SEALED else dict(each) for each in kept]
