"""From the register into the index: drains the outbox (*tömmer utkorgen*), an owner's at a time, a batch at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final

from models.access import Viewer
from models.errors import AccessDeniedError
from models.store.outbox import MEND, OutboxRow
from models.store.service import service
from models.store.store import Store
from models.store.turns import Turn
from search.alerting import Alerting
from search.index import Index, IndexUnit
from search.likeness.placing import follow
from search.meaning.embedding import follow_changes
from search.turns import alone, alone_soon, carried
from search.units import units

__all__ = ["BATCH", "Progress", "carried_out", "carry_out", "drain", "draining", "liken", "searchable_units", "units"]

BATCH: Final = 20  # documents in memory at once: of 3,000 pages each they take about 2 GB, of 5 pages 5 MB
_AFRESH: Final = 500  # documents after which a drain that goes on, maybe for hours, looks anew at what it began with

Progress = Callable[[int], object]
"""Called with how many more documents are done."""


def drain(store: Store, index: Index, owners: Sequence[str] | None = None, patience: float = math.inf) -> int:
    """Bring the index up to date with the outbox, or with these owners' part of it; returns how many documents' rows
    were struck.

    A row is struck when the index has what it asks for, never before: whatever ends this on the way, the next drain
    goes on. One drain of an owner works at a time; a second takes turns with it, or leaves the owner to it where it has
    not got a turn within ``patience`` seconds.
    """
    return sum(draining(store, index, owners, patience))


def draining(
    store: Store, index: Index, owners: Sequence[str] | None = None, patience: float = math.inf
) -> Iterator[int]:
    """As :func:`drain`, yielding how many documents each batch had. Between two nobody has the turn, and the caller may
    stop.

    Raises :class:`models.errors.IndexUnavailableError`.
    """
    alerting, done = _begun(store, index), 0
    left = set[str]()  # owners whom somebody else drains
    while some := [each for each in store.outbox.owners() if each not in left and (owners is None or each in owners)]:
        viewer = service(store, "indexering")  # for those who have come meanwhile too
        for owner in some:
            while (count := _batch(viewer, store, index, alerting, owner, patience)) > 0:
                store.candidates.follow([owner])
                done += count
                yield count
                if done >= _AFRESH:  # and what is asked of the register is planned for how much there is by now
                    store.database.reckon()
                    alerting, done = _begun(store, index), 0
            if count == _ANOTHERS:
                left.add(owner)
    store.candidates.follow(owners)  # what another left, or a migration
    if done:
        store.database.reckon()


_ANOTHERS: Final = -1


def _begun(store: Store, index: Index) -> Alerting:
    """What was withheld until a day that has passed is asked for as well; and what watched searches mean now."""
    store.markings.settle()
    return Alerting(store, index)


def _batch(viewer: Viewer, store: Store, index: Index, alerting: Alerting, owner: str, patience: float) -> int:
    """How many documents' rows were struck: none where none wait, :data:`_ANOTHERS` where it is not our turn."""
    while True:
        with alone_soon(store, owner, patience) as ours:
            if ours is None:
                return _ANOTHERS
            rows = store.outbox.take(BATCH, owner)
            if not rows:
                return 0
            if carried_out(viewer, store, index, alerting, ours, rows):
                return len({row.document for row in rows})


def carried_out(
    viewer: Viewer, store: Store, index: Index, alerting: Alerting, ours: Turn, rows: Sequence[OutboxRow]
) -> bool:
    """Do what the newest row of each document asks, and strike all; not where the turn was lost meanwhile."""
    newest = {row.document: row for row in sorted(rows, key=lambda row: row.sequence)}
    do = partial(carry_out, viewer, store, index, list(newest.values()), alerting)
    is_done = carried(store, ours, [(row.document, row.owner) for row in newest.values()], do)
    if is_done:
        store.outbox.done([row.sequence for row in rows])
    return is_done


def liken(store: Store, documents: Sequence[str], progress: Progress = lambda _: None) -> int:
    """Make prints of these documents and place them among those they are alike, as a drain would
    (:mod:`search.likeness`); returns how many. Drains go on between."""
    viewer, todo = service(store, "likhet"), iter(documents)
    while batch := list(islice(todo, BATCH)):
        known = store.documents.many(viewer, batch)
        for owner in sorted({each.owner for each in known.values()}):
            mine = [id for id in batch if id in known and known[id].owner == owner]
            with alone(store, owner) as ours:
                carried(store, ours, [(id, owner) for id in mine], partial(follow, viewer, store, mine))
        progress(len(batch))
    return len(documents)


def carry_out(viewer: Viewer, store: Store, index: Index, rows: Sequence[OutboxRow], alerting: Alerting) -> None:
    """Do what the newest row of each document asks. What is not searchable is taken out, whatever it asks. What is
    news to somebody is written first: afterwards nobody can tell it."""
    put: list[IndexUnit] = []
    gone: dict[str, list[str]] = {}
    for row in rows:
        found = searchable_units(viewer, store, row.document) if row.operation != "delete" else ()
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


def searchable_units(viewer: Viewer, store: Store, document: str) -> tuple[IndexUnit, ...]:
    """None where it is not to be found."""
    try:
        found = store.documents.get(viewer, document)
        return units(viewer, store, document) if found.is_searchable else ()
    except AccessDeniedError:
        return ()
