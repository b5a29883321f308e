"""Processes of this machine that read documents: each one document at a time, and the next as soon as it has ended.

What Dask would do as well (``SAMSYN_CLUSTER=local``) at a tenth of what it costs (decision 68).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock

from ingest.ordered import Run, as_ordered
from ingest.task import Outcome
from models.logs.starting import Role, start_logging
from models.store.store import Store


@dataclass(slots=True)
class _Place:
    """One process, and whether it has a document."""

    executor: ProcessPoolExecutor
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document for the next process that is free."""

    ended: Future[Outcome]
    run: Run
    document: str
    order: str


class Processes:
    """As :class:`ingest.cluster.crew.Readers` asks."""

    def __init__(self, home: str, workers: int) -> None:
        self._home = home
        self._places = [_Place(self._started()) for _ in range(workers)]
        self._waiting: deque[_Waiting] = deque()
        self._handed: set[Future[Outcome]] = set()
        self._lock = Lock()

    def submit(self, run: Run, document: str, order: str) -> Future[Outcome]:
        waiting = _Waiting(Future(), run, document, order)
        self._handed.add(waiting.ended)
        waiting.ended.add_done_callback(self._handed.discard)
        with self._lock:
            self._waiting.append(waiting)
        self._feed()
        return waiting.ended

    def members(self) -> int:
        return len(self._places)

    def outcome(self, future: Future[Outcome], document: str) -> Outcome | None:
        try:
            return future.result()
        except BrokenProcessPool:
            return None

    def end(self) -> None:
        """When what was handed out has ended, in whatever way."""
        wait(set(self._handed))
        for place in self._places:
            place.executor.shutdown(wait=True)

    def _feed(self) -> None:
        """Called in whichever thread has seen that a process is free, or that there is something to do."""
        while True:
            with self._lock:
                free = next((place for place in self._places if not place.busy), None)
                if free is None or not self._waiting:
                    return
                free.busy, next_one = True, self._waiting.popleft()
            self._begin(free, next_one)

    def _begin(self, place: _Place, waiting: _Waiting) -> None:
        do = partial(as_ordered, waiting.document, waiting.order, waiting.run)
        try:
            begun = place.executor.submit(do)
        except BrokenProcessPool:  # it died with nothing to do
            place.executor = self._started()
            begun = place.executor.submit(do)
        begun.add_done_callback(partial(self._ended, place, waiting))

    def _ended(self, place: _Place, waiting: _Waiting, begun: Future[Outcome]) -> None:
        error = begun.exception()
        if isinstance(error, BrokenProcessPool):
            place.executor = self._started()
        place.busy = False
        self._feed()
        if error is not None:
            waiting.ended.set_exception(error)
        else:
            waiting.ended.set_result(begun.result())

    def _started(self) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit the parent's database connections
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_settle_in, initargs=(self._home,))


@contextmanager
def processes(store: Store, workers: int) -> Iterator[Processes]:
    """So many, each started when it first gets a document."""
    here = Processes(str(store.settings.home.absolute()), workers)
    try:
        yield here
    finally:
        here.end()


def _settle_in(home: str) -> None:
    os.environ |= {"SAMSYN_HOME": home, "SAMSYN_CLUSTER": ""}
    os.environ["OMP_THREAD_LIMIT"] = "1"  # one thread a process: Tesseract's own threads cost more than they give
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what stops
    start_logging(Role.READER)
