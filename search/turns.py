"""Who changes an owner's index does so alone: on this machine by locks on files, among machines by the register.

Two that read a document one after the other and put it in the other way round would leave the older state in the index,
with what was withheld in between. A turn is of a batch: somebody who waits for a marking to be followed gets theirs
between two of a drain that has hours before it. The locks are the process's own: a killed one holds none.
"""

from __future__ import annotations

import fcntl
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final

from models.errors import IndexUnavailableError, UnavailableError
from models.logs.record import Log
from models.store.disk import faults_named
from models.store.store import Store
from models.store.turns import INDEX, Turn, turn
from search.owner_slug import owner_slug

log = Log(__name__)

_PAUSE: Final = 0.05
_BACK_SECONDS: Final = 60.0  # in which a register that gave our turn away, since it went, is likely to be back
_RIGHTS: Final = "Kontrollera vem som får skriva i mappen turns i SAMSYN_HOME (samsyn doctor), och försök igen."


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


def carried(store: Store, ours: Turn, changed: Sequence[tuple[str, str]], do: Callable[[], object]) -> bool:
    """Put these documents of these owners in (``do``); whether the turn was ours all the while.

    Where it was lost on the way, another may have put a newer state in before our older one: they are asked for once
    more, also where a fault broke us off half-way.
    """
    try:
        do()
    finally:
        is_kept = ours.is_kept()
        if not is_kept:
            _ask_again(store, changed)
    return is_kept


def _ask_again(store: Store, changed: Sequence[tuple[str, str]]) -> None:
    """What gave our turn away is most often the register itself, gone for a moment: it is waited for."""
    until = time.monotonic() + _BACK_SECONDS
    while True:
        try:
            store.outbox.ask_again(changed)
        except UnavailableError as error:
            if time.monotonic() > until:
                log.error("turn.lost", "a turn was lost, and the register is away: {code}", code=error.code)
                raise
            time.sleep(10 * _PAUSE)
        else:
            return


def _file(store: Store, owner: str, what: str) -> BinaryIO:
    folder = store.settings.home / "turns"
    full, failed = "Disken är full: indexet kan inte ändras", "Indexet kan inte ändras"
    with faults_named(full, failed, _RIGHTS, IndexUnavailableError):
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
