"""From the register into the index: drains the outbox, rebuilds an index whole, and finds where the two differ."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from models.access import Viewer
from models.errors import AccessDeniedError, IndexUnavailableError
from models.store.outbox import MEND, OutboxRow
from models.store.service import service
from models.store.store import Store
from models.store.turns import Turn
from search.alerting import Alerting
from search.identity import keys_identity
from search.index import Index, IndexUnit, IndexVersion
from search.likeness.placing import follow
from search.meaning.embedding import follow_changes
from search.placement import misplaced
from search.turns import alone, over_again
from search.units import units

__all__ = ["Difference", "Reindexed", "differences", "drain", "liken", "outdated", "reindex", "searchable", "units"]

_BATCH: Final = 20  # documents in memory at once: of 3,000 pages each they take about 2 GB, of 5 pages 5 MB
_TRIES: Final = 3  # of the count check: documents may be finished while it counts

Progress = Callable[[int], object]
"""Called with how many more documents are done."""


MISSING: Final = "missing_in_index"
SURPLUS: Final = "surplus_in_index"
MISPLACED: Final = "misplaced_in_index"


@dataclass(frozen=True, slots=True)
class Reindexed:
    """``version`` is the highest of the owners' new versions."""

    version: int
    documents: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` is ``missing_in_index``, ``surplus_in_index`` or ``misplaced_in_index``."""

    what: str
    document: str
    owner: str


def drain(store: Store, index: Index, viewer: Viewer | None = None, progress: Progress = lambda _: None) -> int:
    """Bring the index up to date with the outbox; returns how many documents' rows were struck.

    A row is struck when the index has what it asks for, never before: whatever ends this on the way, the next drain
    goes on. One drain of an installation runs at a time; a second waits for it.
    """
    viewer = viewer or service(store, "indexering")
    alerting = Alerting(store, index)
    done = 0
    store.markings.settle()  # what was withheld until a day that has passed is asked for as well
    whole = False
    while not whole:
        with alone(store) as ours:
            for count in _drained(viewer, store, index, alerting, ours):
                progress(count)
                done += count
            whole = ours.is_kept()
            if done:
                store.database.reckon()
    return done


def _drained(viewer: Viewer, store: Store, index: Index, alerting: Alerting, ours: Turn) -> Iterator[int]:
    """How many documents of each batch, until the outbox is empty or the turn is another's."""
    while rows := store.outbox.take(_BATCH):
        changed = {row.document: row for row in rows}
        carry_out(viewer, store, index, list(changed.values()), alerting)
        if over_again(store, ours, [(row.document, row.owner) for row in changed.values()]):
            return
        store.outbox.done([row.sequence for row in rows])
        yield len(changed)


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


def liken(store: Store, documents: Sequence[str], progress: Progress = lambda _: None) -> int:
    """Make prints of these documents and place them among those they are alike, as a drain would
    (:mod:`search.likeness`); returns how many. Drains go on between."""
    viewer, todo = service(store, "likhet"), iter(documents)
    while batch := list(islice(todo, _BATCH)):
        with alone(store):
            follow(viewer, store, batch)
        progress(len(batch))
    return len(documents)


def outdated(store: Store, index: Index, owners: Sequence[str] = ()) -> list[str]:
    """The owners (of these, where some are named) whose index another analysis made than the one in force."""
    wanted = [owner for owner in store.sources.owners() if not owners or owner in owners]
    return [owner for owner in wanted if index.version(owner) and index.keys(owner) != keys_identity()]


def searchable(store: Store, owners: Sequence[str]) -> int:
    """How many documents of these owners belong in the index."""
    viewer = service(store, "indexering")
    return sum(1 for owner in owners for _ in store.documents.ids(viewer, owner))


def differences(store: Store, index: Index) -> list[Difference]:
    """Documents that only one of register and index has, and those that the index has for other readers than they are
    kept for. Those that wait in the outbox are on their way, not missed."""
    viewer = service(store, "verifiering")
    waiting = {row.document for row in store.outbox.take(store.outbox.count())}
    found = []
    for owner in store.sources.owners():
        register, indexed = set(store.documents.ids(viewer, owner)), index.documents(owner)
        missing, surplus = sorted(register - indexed - waiting), sorted(indexed - register - waiting)
        found += [Difference(MISSING, document, owner) for document in missing]
        found += [Difference(SURPLUS, document, owner) for document in surplus]
        wrong = misplaced(viewer, store, index, owner, (register & indexed) - waiting)
        found += [Difference(MISPLACED, document, owner) for document in wrong]
    return found


def carry_out(viewer: Viewer, store: Store, index: Index, rows: Sequence[OutboxRow], alerting: Alerting) -> None:
    """Do what the newest row of each document asks. What is not searchable is taken out, whatever it asks. What is
    news to somebody is written first: afterwards nobody can tell it."""
    put: list[IndexUnit] = []
    gone: dict[str, list[str]] = {}
    for row in rows:
        found = _searchable_units(viewer, store, row.document) if row.operation != "delete" else ()
        put += found
        if not found:
            gone.setdefault(row.owner, []).append(row.document)
    mended = {row.document for row in rows if row.operation == MEND}
    all_gone = [document for documents in gone.values() for document in documents]
    alerting.note(put, all_gone, mended)
    store.outbox.told([row.sequence for row in rows])
    if put:
        index.put(put)
    for owner, documents in gone.items():
        index.delete(owner, documents)
    follow_changes(store, [(row.owner, row.document) for row in rows])
    follow(viewer, store, dict.fromkeys(each.document for each in put), all_gone)


def _searchable_units(viewer: Viewer, store: Store, document: str) -> tuple[IndexUnit, ...]:
    """None where it is not to be found."""
    try:
        found = store.documents.get(viewer, document)
        return units(viewer, store, document) if found.is_searchable else ()
    except AccessDeniedError:
        return ()


def _rebuild(viewer: Viewer, store: Store, index: Index, owner: str, progress: Progress) -> int:
    version = index.new_version(owner)
    try:
        held, ids = version.documents(), store.documents.ids(viewer, owner)
        while batch := list(islice(ids, _BATCH)):
            wanted = [document for document in batch if document not in held]
            with alone(store) as ours:  # no drain puts a document elsewhere between its being read and being put in
                version.put([each for document in wanted for each in _searchable_units(viewer, store, document)])
                over_again(store, ours, [(document, owner) for document in wanted])
            progress(len(batch))
        count = _agreed_count(store, index, owner, version)
    except Exception:  # what is stopped by hand or killed is left to be gone on with
        version.discard()
        raise
    version.swap()
    return count


def _agreed_count(store: Store, index: Index, owner: str, version: IndexVersion) -> int:
    """How many documents both the register and the new version hold, once the outbox is drained into it."""
    for _ in range(_TRIES):
        drain(store, index)
        counted, registered = version.count(), searchable(store, [owner])
        if counted == registered:
            return counted
    raise IndexUnavailableError(
        f"Det nya indexet har {counted} handlingar och registret {registered}; det gamla används vidare",
        next="Kör samsyn reindex igen när ingen inläsning pågår.",
    )
