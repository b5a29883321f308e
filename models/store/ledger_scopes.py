"""Of whose papers an event is, told by the key of its free text: there is one for each set of owners and month."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Text, case, cast, select

from models.access import Viewer
from models.store.schema import ledger, ledger_keys

OWNERS: Final[ColumnElement[Any]] = case((ledger.c.key == "", cast(ledger.c.owners, Text)), else_="").label("owners")
"""The owners, as they stand, of an event of the first version, which has no key; empty of every other."""


def scopes(connection: Connection, viewer: Viewer) -> Mapping[str, tuple[str, ...]]:
    """The keys, destroyed ones too, of events of which the viewer may read all owners' papers; each with the owners."""
    rows = connection.execute(select(ledger_keys.c.id, ledger_keys.c.scope))
    every = {row.id: tuple(json.loads(row.scope)) for row in rows}
    return {id: owners for id, owners in every.items() if viewer.own.issuperset(owners)}


def seen(viewer: Viewer, known: Mapping[str, tuple[str, ...]], key: str, owners: str) -> tuple[str, ...] | None:
    """The owners of an event with this key, or of the first version with these :data:`OWNERS`.

    None where the viewer may not see it.
    """
    if key:
        return known.get(key)
    found = tuple(json.loads(owners))
    return found if viewer.own.issuperset(found) else None
