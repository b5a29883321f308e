"""The index follows what somebody has just changed before it follows the rest: a judgement, a marking, an upload.

A drain takes the oldest first: behind a large ingest somebody's correction would wait for an hour. What is left over
here is left to whoever drains.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import Final

from models.errors import UnavailableError
from models.logs.record import Log
from models.store.outbox import OutboxRow
from models.store.service import service
from models.store.store import Store
from models.store.turns import Turn
from search.alerting import Alerting
from search.index import Index
from search.indexing import BATCH, carried_out
from search.turns import alone, alone_soon

log = Log(__name__)

_MOST: Final = 40  # documents: of usual length a second of work
_AT_ONCE: Final = 10  # of them in memory: of 3,000 pages each they take about 1 GB
_LONGEST: Final = 3.0  # seconds after which no more are begun: somebody waits for their page
_PATIENCE: Final = 1.0  # seconds for somebody else's batch to be done


def follow_at_once(store: Store, index: Index) -> None:
    """Put the newest changes into the index, as far as a moment goes. An index that is away follows when it is back."""
    try:
        newest_first(store, index)
    except UnavailableError as error:
        log.warning("index.behind", "the index follows later: {code}", code=error.code)


def newest_first(store: Store, index: Index) -> int:
    """As :func:`follow_at_once`; how many documents. Raises :class:`models.errors.IndexUnavailableError`."""
    until, done = time.monotonic() + _LONGEST, 0
    for owner in store.outbox.newest_owners(_MOST):
        with alone_soon(store, owner, _PATIENCE) as ours:
            if ours is not None:
                done += _newest(store, index, owner, ours, until)
                store.candidates.follow_a_little(owner)
    return done


def follow_since(store: Store, index: Index, before: int) -> None:
    """Put into the index all that was asked for after ``before`` (:meth:`models.store.outbox.Outbox.last`, taken before
    the change), however long it takes: it is what somebody is told to be done. What waited already goes on waiting.

    Raises :class:`models.errors.IndexUnavailableError`.
    """
    viewer, alerting, last = service(store, "indexering"), Alerting(store, index), store.outbox.last()
    for owner in store.outbox.owners(before):
        while True:
            with alone(store, owner) as ours:
                rows = store.outbox.between(before, last, owner, BATCH)
                if not rows:
                    break
                if not carried_out(viewer, store, index, alerting, ours, rows):
                    last = store.outbox.last()  # they are asked for again


def _newest(store: Store, index: Index, owner: str, ours: Turn, until: float) -> int:
    """A few documents at a time, the newest first, until the time is up."""
    changed: dict[str, list[OutboxRow]] = {}
    for row in store.outbox.newest(_MOST, owner):
        changed.setdefault(row.document, []).append(row)
    viewer, alerting = service(store, "indexering"), Alerting(store, index)
    left, done = iter(sorted(changed.values(), key=lambda rows: -rows[-1].sequence)), 0
    while (some := list(islice(left, _AT_ONCE))) and time.monotonic() < until:
        if not carried_out(viewer, store, index, alerting, ours, [row for rows in some for row in rows]):
            break
        done += len(some)
    return done
