"""The viewers that the installation's own work runs under: ordinary ones, with a grant for each owner."""

from __future__ import annotations

from models.access import Viewer
from models.store.store import Store


def service(store: Store, name: str) -> Viewer:
    """The named service (``inläsning``, ``indexering``) with a grant for every owner of this installation.

    What is marked it must read too, to index it for those who may: it is let through as each owner's officer is.
    """
    owners = frozenset(store.sources.owners())
    return Viewer(f"tjänst:{name}", owners, officer_of=owners)
