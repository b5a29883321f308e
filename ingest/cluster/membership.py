"""By what a worker and whoever hands out work know each other: a mark that only those of one installation have.

Dask gives a task only to workers with the resource that it asks for. So a scheduler may serve others too, none of them
sees as much as an id of ours, and a worker whose program is of another version gets nothing to do.
"""

from __future__ import annotations

from models.store.migrate import newest
from models.store.sealing import keyed_hash
from models.store.store import Store


def membership(store: Store) -> str:
    """The name of the resource: it tells nothing of the installation to those who are not of it."""
    return f"samsyn-{keyed_hash(store.key, 'cluster', newest())[:16]}"
