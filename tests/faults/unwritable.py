"""A register that can be read but not written: the disk is full, or the file is read-only."""

from __future__ import annotations

from typing import Final

from sqlalchemy import event

from models.audit import Action, Event
from models.store.store import Store

FAULTS: Final = ("read-only", "full")


def unwritable(store: Store, fault: str) -> None:
    """From now on nothing can be written (SQLite's own refusals, not ours)."""
    with store.database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    pragma = f"PRAGMA max_page_count = {pages}" if fault == "full" else "PRAGMA query_only = ON"
    store.database.engine.dispose()

    @event.listens_for(store.database.engine, "connect")
    def _break(connection: object, _record: object) -> None:
        connection.execute(pragma)  # type: ignore[attr-defined]


def write_on(store: Store) -> None:
    """Write in the ledger until it cannot be: a full disk's last pages have some room left. Raises what it raises."""
    for _ in range(1_000):
        store.ledger.write(Event(Action.SEARCH, "prov", "prov", "PROV-1"))
