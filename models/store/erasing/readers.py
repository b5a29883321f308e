"""Whose kept words may come of an owner's papers: who has a grant there, or stands in the ledger with something of the
owner's. What others have written they have from elsewhere, and to miss it would tell them what was erased."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from models.store.lookups import parts
from models.store.schema import grants, ledger, ledger_keys


def readers(connection: Connection, owner: str) -> set[str]:
    """Names of accounts."""
    found = set(connection.execute(select(grants.c.user).where(grants.c.owner == owner)).scalars())
    scopes = connection.execute(select(ledger_keys.c.id, ledger_keys.c.scope))
    for some in parts(sorted(row.id for row in scopes if owner in json.loads(row.scope))):
        actors = connection.execute(select(ledger.c.actor).where(ledger.c.key.in_(some)).distinct()).scalars().all()
        found |= {*actors, *(actor.partition(" (via ")[0] for actor in actors)}
    return found
