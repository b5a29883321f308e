"""Who changes an owner's index does so alone: on this machine by locks on files, among machines by the register.

Two that read a document one after the other and put it in the other way round would leave the older state in the index,
with what was withheld in between. A turn is of a batch: somebody who waits for a marking to be followed gets theirs
between two of a drain that has hours before it. The locks are the process's own: a killed one holds none.
"""

from __future__ import annotations

import fcntl
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final

from models.store.outbox import MEND
from models.store.store import Store
from models.store.turns import INDEX, Turn, turn
from search.owner_slug import owner_slug

_PAUSE: Final = 0.05


@contextmanager
def alone(store: Store, owner: str) -> Iterator[Turn]:
    """While nobody else changes the owner's index: waits for whoever does."""
    with alone_soon(store, owner, math.inf) as ours:
        assert ours is not None
        yield ours


@contextmanager
def alone_soon(store: Store, owner: str, patience: float) -> Iterator[Turn | None]:
    """As :func:`alone`, but whoever has waited so many seconds goes on without: None."""
    until = time.monotonic() + patience
    with _file(store, owner, "next") as first_in_line, _file(store, owner, "turn") as place:
        # One at a time waits for the place. Who had it goes to the end of the line, and not straight back.
        if not (_locked(first_in_line, until) and _locked(place, until)):
            yield None
            return
        fcntl.flock(first_in_line, fcntl.LOCK_UN)
        with turn(store.database, INDEX, owner, max(0.0, until - time.monotonic())) as got:
            yield got


def over_again(store: Store, ours: Turn, changed: Iterable[tuple[str, str]]) -> bool:
    """Whether the turn was lost while these documents of these owners were put in. Another may have put a newer state
    in before our older one: they are asked for once more."""
    if ours.is_kept():
        return False
    for document, owner in changed:
        store.outbox.add(document, owner, MEND)
    return True


def _file(store: Store, owner: str, what: str) -> BinaryIO:
    folder = store.settings.home / "turns"
    folder.mkdir(exist_ok=True)
    return (folder / f"{owner_slug(owner)}.{what}").open("wb")


def _locked(handle: BinaryIO, until: float) -> bool:
    if until == math.inf:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return True
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
