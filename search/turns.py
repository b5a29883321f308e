"""Who changes the index does so alone: on this machine by a lock on a file, among machines by the register.

Two that read a document one after the other and put it in the other way round would leave the older state in the index,
with what was withheld in between.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from models.store.store import Store
from models.store.turns import INDEX, turn

_PAUSE: Final = 0.05


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """While nobody else changes the index: waits for whoever does."""
    with _file(store) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with turn(store.database, INDEX):
            yield


@contextmanager
def alone_soon(store: Store, patience: float) -> Iterator[bool]:
    """As :func:`alone`, but whoever has waited so many seconds goes on without: False."""
    until = time.monotonic() + patience
    with _file(store) as handle:
        while not _locked(handle):
            if time.monotonic() > until:
                yield False
                return
            time.sleep(_PAUSE)
        with turn(store.database, INDEX, max(0.0, until - time.monotonic())) as got:
            yield got


def _file(store: Store) -> BinaryIO:
    return (store.settings.home / "drain.lock").open("wb")


def _locked(handle: BinaryIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
