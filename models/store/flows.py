"""People sent to the identity provider and awaited: each way back is good once, for the browser that was sent."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, insert, select

from models import swedish
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_accounts import provider_flows as table

LONGEST: Final = timedelta(minutes=10)
"""How long somebody may take at the provider."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What is sent along (``state``, ``nonce``, the hash of ``verifier``) and what the browser holds (``binding``)."""

    state: str
    binding: str
    nonce: str
    verifier: str


class ProviderFlows:
    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self) -> Flow:
        """A new one, of random parts; those that nobody came back from are dropped."""
        state, binding, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(4))
        flow, now = Flow(state, binding, nonce, verifier), swedish.now()
        with self._database.write() as connection:
            connection.execute(delete(table).where(table.c.started < now - LONGEST))
            connection.execute(
                insert(table).values(
                    state_hash=_hash(flow.state),
                    binding_hash=_hash(flow.binding),
                    nonce=flow.nonce,
                    verifier=flow.verifier,
                    started=now,
                )
            )
        return flow

    def take(self, state: str, binding: str) -> Flow | None:
        """The one with this state, used up by asking; None where it is unknown, used, late or another browser's."""
        this = table.c.state_hash == _hash(state)
        with self._database.write() as connection:
            row = connection.execute(select(table).where(this)).one_or_none()
            if not connection.execute(delete(table).where(this)).rowcount or row is None:
                return None
        if swedish.now() - aware(row.started) > LONGEST or row.binding_hash != _hash(binding):
            return None
        return Flow(state, binding, row.nonce, row.verifier)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
