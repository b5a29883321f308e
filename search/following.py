"""The index follows a judgement at once, so that the facets show it on the next page: the newest changes first.

A drain takes the oldest first, and a worker drains between its jobs: behind a large ingest somebody's correction would
wait for an hour. What is left over here is left to them.
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
from search.indexing import carry_out
from search.turns import alone_soon, over_again

log = Log(__name__)

_MOST: Final = 40  # documents: of usual length a second of work
_AT_ONCE: Final = 10  # of them in memory: of 3,000 pages each they take about 1 GB
_LONGEST: Final = 3.0  # seconds after which no more are begun: somebody waits for their page
_PATIENCE: Final = 1.0  # seconds for somebody else's batch to be done


def follow_at_once(store: Store, index: Index) -> None:
    """Put the newest changes into the index, as far as a moment goes. An index that is away follows when it is back."""
    try:
        with alone_soon(store, _PATIENCE) as ours:
            if ours is not None:
                _follow(store, index, ours)
    except UnavailableError as error:
        log.warning("index.behind", "the index follows later: {code}", code=error.code)


def _follow(store: Store, index: Index, ours: Turn) -> None:
    """A few documents at a time, the newest first, until the time is up."""
    changed: dict[str, list[OutboxRow]] = {}
    for row in reversed(store.outbox.newest(_MOST)):
        changed.setdefault(row.document, []).append(row)
    if not changed:
        return
    viewer, alerting, left = service(store, "indexering"), Alerting(store, index), iter(changed.values())
    until = time.monotonic() + _LONGEST
    while (some := list(islice(left, _AT_ONCE))) and time.monotonic() < until:
        carry_out(viewer, store, index, [rows[0] for rows in some], alerting)
        if over_again(store, ours, [(rows[0].document, rows[0].owner) for rows in some]):
            return
        store.outbox.done([row.sequence for rows in some for row in rows])
