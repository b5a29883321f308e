"""An owner's index built again whole, from the register's pages, beside the one in use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from models.access import Viewer
from models.errors import IndexUnavailableError
from models.store.service import service
from models.store.store import Store
from search.identity import keys_identity
from search.index import Index, IndexVersion
from search.indexing import BATCH, Progress, drain, searchable_units
from search.turns import alone, carried

_TRIES: Final = 3  # of the count check: documents may be finished while it counts


@dataclass(frozen=True, slots=True)
class Reindexed:
    """``version`` is the highest of the owners' new versions."""

    version: int
    documents: int
    seconds: float


def reindex(
    store: Store, index: Index, progress: Progress = lambda _: None, owners: Sequence[str] | None = None
) -> Reindexed:
    """Build the owners' indices (all of them, unless some are named) again beside those in use, count each against the
    register, and put it in its place.

    Searches go on meanwhile, and so do drains (they write to both). What is killed is gone on with by the next call.
    Raises :class:`IndexUnavailableError`, and leaves the old version in use, where the counts do not agree.
    """
    begun = time.monotonic()
    viewer = service(store, "indexering")
    wanted = list(store.sources.owners() if owners is None else owners)
    counts = [_rebuild(viewer, store, index, owner, progress) for owner in wanted]
    versions = [index.version(owner) for owner in wanted]
    return Reindexed(max(versions, default=0), sum(counts), round(time.monotonic() - begun, 3))


def outdated(store: Store, index: Index, owners: Sequence[str] = ()) -> list[str]:
    """The owners (of these, where some are named) whose index another analysis made than the one in force."""
    wanted = [owner for owner in store.sources.owners() if not owners or owner in owners]
    return [owner for owner in wanted if index.version(owner) and index.keys(owner) != keys_identity()]


def searchable(store: Store, owners: Sequence[str]) -> int:
    """How many documents of these owners belong in the index."""
    viewer = service(store, "indexering")
    return sum(1 for owner in owners for _ in store.documents.ids(viewer, owner))


def _rebuild(viewer: Viewer, store: Store, index: Index, owner: str, progress: Progress) -> int:
    version = index.new_version(owner)
    try:
        held, ids = version.documents(), store.documents.ids(viewer, owner)
        while batch := list(islice(ids, BATCH)):
            wanted = [document for document in batch if document not in held]
            with alone(store, owner) as ours:  # no drain puts one elsewhere between its being read and being put in
                put = partial(_put, viewer, store, version, wanted)
                carried(store, ours, [(document, owner) for document in wanted], put)
            progress(len(batch))
        count = _agreed_count(store, index, owner, version)
    except Exception:  # what is stopped by hand or killed is left to be gone on with
        version.discard()
        raise
    version.swap()
    return count


def _put(viewer: Viewer, store: Store, version: IndexVersion, wanted: Sequence[str]) -> None:
    version.put([each for document in wanted for each in searchable_units(viewer, store, document)])


def _agreed_count(store: Store, index: Index, owner: str, version: IndexVersion) -> int:
    """How many documents both the register and the new version hold, once the outbox is drained into it."""
    for _ in range(_TRIES):
        drain(store, index, owners=[owner])
        counted, registered = version.count(), searchable(store, [owner])
        if counted == registered:
            return counted
    raise IndexUnavailableError(
        f"Det nya indexet har {counted} handlingar och registret {registered}; det gamla används vidare",
        next="Kör samsyn reindex igen när ingen inläsning pågår.",
    )
