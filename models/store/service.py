"""The viewers that the installation's own work runs under: ordinary ones, with a grant for each owner."""

from __future__ import annotations

from models.access import Viewer
from models.store.store import Store


def service(store: Store, name: str) -> Viewer:
    """The named service (``inläsning``, ``indexering``) with a grant for every owner of this installation."""
    return Viewer(f"tjänst:{name}", frozenset(store.sources.owners()))
