"""Keys of the ledger's free text: one for each set of owners and month, destroyed when the text is erased.

Text is sealed with AES-256-GCM, and what it is found by hashed (HMAC-SHA-256), under the key of its owners and month;
the keys lie in the register, wrapped by the ledger's secret. Destroying one makes everything sealed under it unreadable
and everything hashed under it unfindable; the chain covers what is sealed and holds as before.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Row, insert, select, update

from models import swedish
from models.settings import Settings
from models.store import ledger_secret
from models.store.database import Database
from models.store.ledger_secret import LedgerSecret
from models.store.schema import ledger_keys
from models.store.sealing import decrypted, encrypted

_KEY: Final = 32  # bytes
_TERM_DIGITS: Final = 32
_STATES: Final = "page states of "
_LIVE: Final = select(ledger_keys).where(ledger_keys.c.wrapped != "")


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A key, unwrapped: kept for the length of a transaction only."""

    id: str
    secret: bytes

    def seal(self, said: Mapping[str, Any]) -> str:
        """What is said, as text to be kept; empty where nothing is."""
        if not said:
            return ""
        return encrypted(self.secret, json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"), self.id)

    def opened(self, text: str) -> dict[str, Any] | None:
        """What was sealed. None where it was tampered with: verifying the chain says where."""
        try:
            said: dict[str, Any] = json.loads(decrypted(self.secret, text, self.id).decode("utf-8", "surrogatepass"))
        except (InvalidTag, ValueError):
            return None
        return said

    def term(self, *parts: str) -> str:
        """A keyed hash (32 hex digits) of something that is looked for."""
        message = b"\x00".join(part.encode("utf-8", "surrogatepass") for part in ("term", *parts))
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()[:_TERM_DIGITS]


class LedgerKeys:
    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    @cached_property
    def secret(self) -> LedgerSecret:
        """The installation's; raises as :func:`models.store.ledger_secret.held`. Ask for it outside a transaction."""
        return ledger_secret.held(self._database, self._settings)

    def current(self, connection: Connection, owners: Iterable[str], time: datetime) -> SealingKey:
        """The key for what is written now about these owners' papers; made where there is none, or none any more."""
        scope, month = scope_of(owners), f"{time:%Y-%m}"
        query = _LIVE.where(ledger_keys.c.scope == scope, ledger_keys.c.month == month).limit(1)
        row = connection.execute(query).one_or_none()
        return self._unwrapped(row) if row else self._make(connection, scope, month)

    def opened(self, connection: Connection, sealed: Iterable[tuple[str, str]]) -> list[dict[str, Any] | None]:
        """What was sealed, each (key, text) in turn: None where the key is destroyed."""
        wanted = list(sealed)
        query = _LIVE.where(ledger_keys.c.id.in_({key for key, _text in wanted}))
        keys = {row.id: self._unwrapped(row) for row in connection.execute(query)}
        return [(keys[key].opened(text) if key in keys else None) if text else {} for key, text in wanted]

    def terms(
        self, connection: Connection, forms: Collection[str], month: str = "", *, only: Collection[str] | None = None
    ) -> list[str]:
        """The keyed hashes that events about these forms (:mod:`models.sought`) may have, under every key there is.

        ``month``: only of its events, in Swedish time (the keys' months are in UTC, an hour or two off); ``only``:
        under these keys.
        """
        query = _LIVE.where(ledger_keys.c.month.in_(_around(month))) if month else _LIVE
        rows = [row for row in connection.execute(query) if only is None or row.id in only]
        return [key.term("about", form) for key in map(self._unwrapped, rows) for form in forms]

    def destroy(self, owner: str, before: str) -> int:
        """Destroy the keys of what was written about this owner's papers before the month (``2025-01``); how many.

        A key for several owners goes with the first of them, and page states with any.
        """
        gone = 0
        with self._database.write() as connection:
            for row in connection.execute(_LIVE.where(ledger_keys.c.month < before)).all():
                scope = json.loads(row.scope)
                if owner in scope or (scope[:1] and scope[0].startswith(_STATES)):
                    values = {"wrapped": "", "destroyed": swedish.now()}
                    connection.execute(update(ledger_keys).where(ledger_keys.c.id == row.id).values(**values))
                    gone += 1
        return gone

    def _make(self, connection: Connection, scope: str, month: str) -> SealingKey:
        key = SealingKey(secrets.token_hex(16), secrets.token_bytes(_KEY))
        wrapped = encrypted(self.secret.wrapping, key.secret, key.id)
        row = {"id": key.id, "scope": scope, "month": month, "wrapped": wrapped, "made": swedish.now()}
        connection.execute(insert(ledger_keys).values(**row))
        return key

    def _unwrapped(self, row: Row[Any]) -> SealingKey:
        return SealingKey(row.id, decrypted(self.secret.wrapping, row.wrapped, row.id))


def _around(month: str) -> list[str]:
    """The month, and the one before it."""
    year, number = int(month[:4]), int(month[5:])
    return [month, f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}"]


def states_of(user: str) -> str:
    """What stands for the owner in the scope of a user's page states."""
    return f"{_STATES}{user}"


def scope_of(owners: Iterable[str]) -> str:
    """The set of owners as it stands in the table of keys."""
    return json.dumps(sorted(set(owners)), ensure_ascii=False)
