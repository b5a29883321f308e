"""What a document that has left the register still has elsewhere: remembered, sealed, until it is cleared."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from enum import Enum
from typing import Final

from sqlalchemy import Connection, delete, exists, insert, select

from models.erasure import ItemState
from models.store.schema import erasure_items, erasure_leftovers
from models.store.sealing import seal, unseal

_AS: Final = "erasure leftover"
_COLUMNS: Final = erasure_leftovers.c


class Sort(Enum):
    FILE = "file"  # the hash of a file in the vault
    WORD = "word"  # what only the document named: a name, a number, what its file was called, its id


def keep(connection: Connection, key: bytes, order: str, sort: Sort, some: Iterable[str]) -> None:
    """Remember these, in the caller's transaction."""
    rows = []
    for each in sorted({*some}):
        id = secrets.token_hex(16)
        rows.append({"id": id, "order": order, "sort": sort.value, "sealed": seal(key, _AS, id, each)})
    if rows:
        connection.execute(insert(erasure_leftovers), rows)


def kept(connection: Connection, key: bytes, order: str, sort: Sort) -> list[str]:
    mine = select(_COLUMNS.id, _COLUMNS.sealed).where(_COLUMNS.order == order, _COLUMNS.sort == sort.value)
    return sorted({unseal(key, _AS, row.id, row.sealed) for row in connection.execute(mine)})


def all_files(connection: Connection, key: bytes) -> list[str]:
    """The files of every order's that are not cleared."""
    orders = connection.execute(select(_COLUMNS.order).distinct()).scalars().all()
    return sorted({each for order in orders for each in kept(connection, key, order, Sort.FILE)})


def forget(connection: Connection, order: str) -> None:
    """When nothing of the order waits to be cleared any more: another process may have taken more of it since."""
    taken = exists().where(erasure_items.c.order == order, erasure_items.c.state == ItemState.TAKEN.value)
    connection.execute(delete(erasure_leftovers).where(_COLUMNS.order == order, ~taken))
