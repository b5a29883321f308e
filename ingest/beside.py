"""The process beside long work (*vid sidan om*) that brings one owner's index up to date, while others read.

It holds nothing but its turn, a batch long (``search/turns.py``): killed at any moment, it leaves the outbox as it was
or with what the index has struck off, and whoever drains next goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from multiprocessing.connection import Connection
from typing import Final

from ingest.pace import Pace
from models.errors import SamsynError
from models.logs.record import Log
from models.logs.starting import Role, start_logging
from models.settings import Settings
from models.store.migrate import check_unmoved
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import draining

log = Log(__name__)

EVERY_SECONDS: Final = 2.0  # how long a finished document may wait to be searchable
_IDLE_SECONDS: Final = 30.0  # without anything to do: it is begun again where there is
_GRACE_SECONDS: Final = 10.0  # for the batch at hand, when the work beside it was broken off
_FINISH: Final = b"finish"
_AS_TOLD: Final = 3  # exit status: all that waited when it was told to finish is in the index, or it was said why not


class Beside:
    """One such process, from our side."""

    def __init__(self, settings: Settings, owner: str) -> None:
        # spawn: a forked child would inherit the database connections
        context = multiprocessing.get_context("spawn")
        heard, self._word = context.Pipe(duplex=False)
        self._process = context.Process(target=_begin, args=(settings, owner, heard), daemon=True)
        self._process.start()
        heard.close()

    @property
    def is_there(self) -> bool:
        return self._process.is_alive()

    @property
    def fault(self) -> int:
        """The exit status of one that ended without being told to, or having nothing to do; below zero the signal."""
        status = self._process.exitcode
        return status if status not in (None, 0, _AS_TOLD) else 0

    def finish(self) -> None:
        """No more is coming: it ends when it has done what there is."""
        try:
            self._word.send_bytes(_FINISH)
        except OSError:  # it has ended
            return

    def ended(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most."""
        self._process.join(seconds)
        return not self.is_there

    @property
    def did_finish(self) -> bool:
        """Whether it has ended because it was told to, with everything tried."""
        return self._process.exitcode == _AS_TOLD

    def break_off(self) -> None:
        """What is left is left to the next: it ends after the batch at hand."""
        self._word.close()

    def leave(self) -> None:
        """As :meth:`break_off`, and at once where the batch takes long."""
        self.break_off()
        if not self.ended(_GRACE_SECONDS):
            self._process.kill()
            self._process.join()


class _Word:
    """What the process is told. It ends of itself when there is nobody to tell it anything any more."""

    def __init__(self, heard: Connection) -> None:
        self._heard = heard
        self.is_last = self.is_over = False

    def wait(self, seconds: float = 0.0) -> None:
        """Listen for so long, or until something is said."""
        if self.is_last:  # there is nothing more to be said
            return
        try:
            if self._heard.poll(seconds):
                self.is_last = self._heard.recv_bytes() == _FINISH
        except (EOFError, OSError):
            self.is_over = True


def _begin(settings: Settings, owner: str, heard: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it decides what stops
    start_logging(Role.INDEXER, settings)
    try:
        store, index, word = Store.open(settings), open_index(settings), _Word(heard)
        _keep_up(store, index, owner, word)
    except SamsynError as error:  # a fault of the database or the disk, or a newer program has moved the tables
        log.warning("drain.stopped", "the index is not followed from here any more: {code}", code=error.code)
        raise SystemExit(1) from None
    except Exception as error:
        log.error("drain.fault", "a fault of ours where the index is followed", error)
        raise SystemExit(1) from None
    raise SystemExit(_AS_TOLD if word.is_last else 0)


def _keep_up(store: Store, index: Index, owner: str, word: _Word) -> None:
    """Until it is told to finish and has, until nobody is there to tell it, or for as long as there is something."""
    pace, worked = Pace(EVERY_SECONDS), time.monotonic()
    while not word.is_over:
        check_unmoved(store.database)
        was_last = word.is_last
        if pace.tried(lambda: _drained(store, index, owner, word)) != 0:  # an index that is away is waited for
            worked = time.monotonic()
        if was_last or time.monotonic() - worked > _IDLE_SECONDS:
            return
        word.wait(pace.seconds)


def _drained(store: Store, index: Index, owner: str, word: _Word) -> int:
    done = 0
    for count in draining(store, index, owners=[owner]):
        done += count
        word.wait()
        if word.is_over:
            break
    return done
