"""Who changes the index does so alone: on this machine by a lock on a file, among machines by the register.

Two that read a document one after the other and put it in the other way round would leave the older state in the index,
with what was withheld in between.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from models.store.outbox import MEND
from models.store.store import Store
from models.store.turns import INDEX, Turn, turn

_PAUSE: Final = 0.05


@contextmanager
def alone(store: Store) -> Iterator[Turn]:
    """While nobody else changes the index: waits for whoever does."""
    with _file(store) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with turn(store.database, INDEX) as ours:
            assert ours is not None
            yield ours


@contextmanager
def alone_soon(store: Store, patience: float) -> Iterator[Turn | None]:
    """As :func:`alone`, but whoever has waited so many seconds goes on without: None."""
    until = time.monotonic() + patience
    with _file(store) as handle:
        while not _locked(handle):
            if time.monotonic() > until:
                yield None
                return
            time.sleep(_PAUSE)
        with turn(store.database, INDEX, max(0.0, until - time.monotonic())) as got:
            yield got


def over_again(store: Store, ours: Turn, changed: Iterable[tuple[str, str]]) -> bool:
    """Whether the turn was lost while these documents of these owners were put in. Another may have put a newer state
    in before our older one: they are asked for once more."""
    if ours.is_kept():
        return False
    for document, owner in changed:
        store.outbox.add(document, owner, MEND)
    return True


def _file(store: Store) -> BinaryIO:
    return (store.settings.home / "drain.lock").open("wb")


def _locked(handle: BinaryIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
