"""Documents whose pages several workers read (:mod:`models.store.stretches`), as those see them who want the whole."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select

from models.store.claims import is_void
from models.store.lookups import parts
from models.store.schema import shared_readings, stretch_pages, stretches


def being_read(connection: Connection, ids: Collection[str], now: datetime, lease_seconds: float = 0.0) -> set[str]:
    """Those of the documents of which somebody reads a stretch."""
    wanted = select(stretches).where(stretches.c.lease_until.is_not(None))
    return {
        row.document
        for some in parts(sorted(ids))
        for row in connection.execute(wanted.where(stretches.c.document.in_(some)))
        if not is_void(row.worker, row.lease_until, now, lease_seconds)
    }


def forget_stretches(connection: Connection, document: str) -> None:
    """The document's pages are read otherwise, or have been put together."""
    if connection.execute(delete(shared_readings).where(shared_readings.c.document == document)).rowcount:
        for table in (stretch_pages, stretches):
            connection.execute(delete(table).where(table.c.document == document))
