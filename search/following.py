"""The index follows a judgement at once, so that the facets show it on the next page: the newest changes first.

A drain takes the oldest first, and a worker drains between its jobs: behind a large ingest somebody's correction would
wait for an hour. What is left over here is left to them.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

from models.errors import UnavailableError
from models.store.outbox import OutboxRow
from models.store.service import service
from models.store.store import Store
from search.alerting import Alerting
from search.index import Index
from search.indexing import carry_out

log = logging.getLogger(__name__)

_MOST: Final = 40  # documents: of usual length a second of work
_AT_ONCE: Final = 10  # of them in memory: of 3,000 pages each they take about 1 GB
_LONGEST: Final = 3.0  # seconds after which no more are begun: somebody waits for their page
_PATIENCE: Final = 1.0  # seconds for somebody else's batch to be done
_PAUSE: Final = 0.05


def follow_at_once(store: Store, index: Index) -> None:
    """Put the newest changes into the index, as far as a moment goes. An index that is away follows when it is back."""
    try:
        with _alone_soon(store) as got:
            if got:
                _follow(store, index)
    except UnavailableError as error:
        log.warning("the index follows later: %s", error.code)


def _follow(store: Store, index: Index) -> None:
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
        store.outbox.done([row.sequence for rows in some for row in rows])


@contextmanager
def _alone_soon(store: Store) -> Iterator[bool]:
    """As :func:`search.indexing.alone`, but whoever has waited long enough goes on without."""
    until = time.monotonic() + _PATIENCE
    with (store.settings.home / "drain.lock").open("w") as handle:
        while not _lock(handle.fileno()):
            if time.monotonic() > until:
                yield False
                return
            time.sleep(_PAUSE)
        yield True


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
