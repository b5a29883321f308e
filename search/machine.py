"""How the index of a viewer's owners is: which it is, what waits to reach it, and how many vectors there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from models.access import Viewer
from models.errors import IndexUnavailableError
from models.store.store import Store
from search.index import Index
from search.meaning.state import meaning_state
from search.rebuilding import outdated


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """``version`` is the newest in use, None where the index does not answer; ``waiting`` documents of the viewer are
    on their way to it; ``outdated`` are owners whose index an earlier analysis made; ``meaning`` as ``samsyn status``
    has it."""

    backend: str
    version: int | None
    waiting: int
    outdated: tuple[str, ...] = ()
    meaning: dict[str, Any] = field(default_factory=dict)


def index_health(viewer: Viewer, store: Store, index: Index) -> IndexHealth:
    """Counts and names of owners only: no event."""
    owners, backend = sorted(viewer.owners), store.settings.index_backend
    waiting = store.outbox.waiting(viewer)
    try:
        version = max((index.version(owner) for owner in owners), default=0)
        behind = tuple(outdated(store, index, owners)) if owners else ()
    except IndexUnavailableError:
        return IndexHealth(backend, None, waiting)
    return IndexHealth(backend, version, waiting, behind, meaning_state(store, owners, viewer))
