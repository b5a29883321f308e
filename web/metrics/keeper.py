"""Counts beforehand what Prometheus will ask for, so that a scrape costs nothing however large the archive is.

A thread looks at the register now and then: each count again when it has grown old, and the more it took the later, so
that counting takes at most a hundredth of the time. Nothing here reads a document.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Generic, TypeVar

from models.errors import DiskFullError, IndexUnavailableError, UnavailableError
from models.logs.record import Log
from models.measure import MEASURED
from models.store.notices import BACKUP, MACHINE
from models.store.store import Store
from models.store.totals import Counts
from search.index import Index

_log = Log(__name__)
T = TypeVar("T")

_PAUSE: Final = 5.0  # seconds between two looks
_LEAST: Final = 10.0  # before the same is counted again
_SHARE: Final = 100  # counting takes at most one part in so many of the time


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found when it was last looked. ``register`` and ``index``: whether they answered. ``standing`` seconds
    is how long the first row of the outbox has been its first. None is what is not known (yet)."""

    at: float = 0.0  # by the clock that does not jump
    register: bool = False
    index: bool = False
    counts: Counts | None = None
    pages: Mapping[str, int] | None = None
    measures: Mapping[str, float] = field(default_factory=dict)
    workers: Mapping[str, int] = field(default_factory=dict)
    standing: float = 0.0
    backup: datetime | None = None
    machine: Mapping[str, bool] = field(default_factory=dict)
    counted: float = 0.0  # processor seconds that counting has taken since the start


class Paced(Generic[T]):
    """One count, and when it is due again."""

    def __init__(self, count: Callable[[], T]) -> None:
        self._count, self._due = count, 0.0
        self.value: T | None = None
        self.seconds = 0.0

    def look(self) -> T | None:
        """The count as it is now, or as it was a while ago."""
        began, used = time.monotonic(), time.thread_time()
        if began >= self._due:
            self.value = self._count()
            took = time.monotonic() - began
            self.seconds += time.thread_time() - used
            self._due = began + took + max(_LEAST, took * _SHARE)
        return self.value


class Keeper:
    """Let one thread :meth:`look` and another :meth:`count`; what they have found is :attr:`seen`."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store, self._index = store, index
        self._counts = Paced(store.totals.counts)
        self._pages: Paced[Counter[str]] = Paced(store.totals.pages)
        self._first: tuple[int | None, float] = (None, 0.0)
        self._known: Mapping[str, float] = {}
        self.seen = Seen()

    def look(self) -> None:
        """Bring :attr:`seen` up to date, all but the pages."""
        try:
            self._store.measures.keep()
            seen = self._looked()
        except (UnavailableError, DiskFullError):
            seen = replace(self.seen, register=False, index=self._answers())
        # While the register is away its failures are told all the same: they wait in this process.
        measures = Counter(self._known) + Counter(MEASURED.waiting())
        self.seen = replace(seen, measures=measures, pages=self._pages.value, at=time.monotonic())

    def count(self) -> None:
        """Count the pages, where it is time to. It may take minutes: the rest is told meanwhile."""
        with suppress(UnavailableError, DiskFullError):
            self._pages.look()

    def _looked(self) -> Seen:
        store, counts = self._store, self._counts.look()
        self._known = store.measures.all()
        backup, machine = store.notices.get(BACKUP), store.notices.get(MACHINE)
        return replace(
            self.seen,
            register=True,
            index=self._answers(),
            counts=counts,
            workers=store.at_work.roles(),
            standing=self._standing(counts),
            backup=datetime.fromisoformat(backup["at"]) if backup else None,
            machine={str(check["name"]): bool(check["ok"]) for check in machine.get("checks", ())},
            counted=self._counts.seconds + self._pages.seconds,
        )

    def _answers(self) -> bool:
        try:
            self._index.version("")
        except IndexUnavailableError:
            return False
        return True

    def _standing(self, counts: Counts | None) -> float:
        first, now = counts.outbox_first if counts else None, time.monotonic()
        if first != self._first[0]:
            self._first = (first, now)
        return now - self._first[1] if first is not None else 0.0


def forever(look: Callable[[], object], over: threading.Event) -> None:
    """Look now and then until it is over."""
    while not over.is_set():
        try:
            look()
        except Exception as error:  # what measures must not fall for long
            _log.error("metrics.fault", "the metrics could not be counted", error)
        over.wait(_PAUSE)
