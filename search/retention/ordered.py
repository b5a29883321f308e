"""Orders to erase and what is left of what was erased, shown to the owner's officer; the ledger first."""

from __future__ import annotations

from collections.abc import Sequence

from models.access import Purpose, Viewer
from models.audit import Action
from models.erasure import ErasureItem, ErasureOrder, Tombstone
from models.store.store import Store
from search.retention.recording import look, or_refused, write


def listed(viewer: Viewer, purpose: Purpose, store: Store) -> Sequence[ErasureOrder]:
    """The newest first. Raises :class:`AccessDeniedError` for who is nobody's officer."""
    look(store, viewer, purpose, Action.RETENTION, "orders")
    return store.erasures.orders(viewer)


def one(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> tuple[ErasureOrder, Sequence[ErasureItem]]:
    """One, and its documents. Raises :class:`AccessDeniedError`."""
    order = or_refused(store, viewer, purpose, id, "order", lambda: store.erasures.get(viewer, id))
    write(store, viewer, purpose, Action.RETENTION, id, order.owner, act="order")
    return order, store.erasures.items(viewer, id)


def tombstones(viewer: Viewer, purpose: Purpose, store: Store, year: int | None, most: int) -> Sequence[Tombstone]:
    """Of a year, or of all. Raises :class:`AccessDeniedError` for who is nobody's officer."""
    look(store, viewer, purpose, Action.RETENTION, "tombstones")
    return store.erasures.tombstones(viewer, year=year, limit=most)
