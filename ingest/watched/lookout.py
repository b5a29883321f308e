"""Looks after the watched folders beside a worker's jobs: each folder in a thread of its own, one looker in all.

A network share that hangs holds its own thread and nothing else: the jobs go on, and so do the other folders. Which
worker looks at a folder is leased in the register, as jobs are.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Final

from ingest.heartbeat import heartbeat
from ingest.watched.completeness import Settling
from ingest.watched.looking import Look
from ingest.watched.places import choices
from models.errors import AccessDeniedError, SamsynError, UnavailableError
from models.logs.record import Log
from models.store.claims import worker_name
from models.store.store import Store
from models.watched_folder import WatchedFolder

log = Log(__name__)

_NEW_SECONDS: Final = 2.0  # within which a folder that was added is looked at
_OFFER_SECONDS: Final = 60.0  # between two looks at what a browser may choose
_SHARE: Final = 10  # to list a folder takes at most one part in so many of the time
_MOST_SECONDS: Final = 300.0  # between two looks: a new file is not waited for all day, however large the folder
_FAULT_SECONDS: Final = 30.0  # before the next look after a fault of the disk or the database
_END_SECONDS: Final = 5.0


class Lookout:
    """What a lasting worker keeps for as long as it lives. Call :meth:`tend` between jobs, :meth:`end` at the end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._over = threading.Event()
        self._lookers: dict[str, threading.Thread] = {}
        self._offering: threading.Thread | None = None
        self._tended = -math.inf

    def tend(self) -> None:
        """See to it that each folder has its looker; costs a query every other second."""
        now = time.monotonic()
        if now - self._tended < _NEW_SECONDS:
            return
        self._tended = now
        for folder in self._store.watched.all():
            looker = self._lookers.get(folder.id)
            if not folder.paused and (looker is None or not looker.is_alive()):
                self._lookers[folder.id] = self._start(Looker(self._store, folder.id, self._over).run)
        if self._offering is None or not self._offering.is_alive():
            self._offering = self._start(self._offer)

    def end(self) -> None:
        """Let go of the folders. One whose share hangs is let go of by its lease, when this process is gone."""
        self._over.set()
        until = time.monotonic() + _END_SECONDS
        for thread in self._lookers.values():
            thread.join(max(until - time.monotonic(), 0))

    def _start(self, run: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def _offer(self) -> None:
        while True:
            try:
                self._store.watched.offer(choices(self._store.settings))
            except SamsynError as error:
                log.warning("folder.roots", "watch roots: {code}", code=error.code)
            if self._over.wait(_OFFER_SECONDS):
                return


class Looker:
    """Looks at one folder until it is paused or removed, another has it, or all is over."""

    def __init__(self, store: Store, id: str, over: threading.Event) -> None:
        self._store, self._id, self._over, self._name = store, id, over, worker_name()
        limits = store.settings.limits
        self._settling = Settling(limits.watch_settle_seconds, limits.watch_unended_seconds)

    def run(self) -> None:
        limits = self._store.settings.limits
        with heartbeat(self._hold, limits.lease_seconds):
            while not self._over.is_set():
                try:
                    seconds = self.look()
                    if seconds is None:
                        break
                    pause = max(limits.watch_pause_seconds, min(seconds * (_SHARE - 1), _MOST_SECONDS))
                except UnavailableError as error:
                    log.warning("folder.unseen", "watched folder {folder}: {code}", folder=self._id, code=error.code)
                    pause = max(limits.watch_pause_seconds, _FAULT_SECONDS)
                except Exception as error:  # a fault of ours: by its kind only, since its words may quote a path
                    log.error("folder.fault", "watched folder {folder}: a fault of ours", error, folder=self._id)
                    pause = max(limits.watch_pause_seconds, _FAULT_SECONDS)
                self._over.wait(pause)
        self._release()

    def look(self) -> float | None:
        """Look once; the seconds that it took to find out, None where the folder is not this one's to look at."""
        folder = self._mine()
        if folder is None:
            return None
        self._settling.settle = folder.settle
        look = Look(self._store, folder, self._settling, lambda: self._mine() is not None)
        look.go()
        return look.seconds

    def _mine(self) -> WatchedFolder | None:
        if self._over.is_set() or not self._hold():
            return None
        try:
            folder = self._store.watched.get(self._id)
        except AccessDeniedError:
            return None
        return None if folder.paused else folder

    def _hold(self) -> bool:
        return self._store.watched.hold(self._id, self._name)

    def _release(self) -> None:
        try:
            self._store.watched.release(self._id, self._name)
        except UnavailableError as error:
            log.warning("folder.unseen", "watched folder {folder}: {code}", folder=self._id, code=error.code)
