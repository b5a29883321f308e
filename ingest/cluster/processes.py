"""Processes of this machine that read documents: each one document at a time, and the next as soon as it has ended.

What Dask would do as well (``SAMSYN_CLUSTER=local``) at a tenth of what it costs (decision 68).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread
from typing import Final

from ingest.ordered import Run, as_ordered
from ingest.task import Outcome, StopError
from models.cluster_errors import ClusterUnavailableError
from models.errors import UnavailableError
from models.logs.starting import Role, start_logging
from models.store.claims import process_name
from models.store.store import Store

_LOOK_SECONDS: Final = 0.02
_AT_WORK: Final = Lock()
"""Held in a process while it reads."""


@dataclass(slots=True)
class _Place:
    """One process, or none before it is needed and when it has died; and whether it has a document."""

    executor: ProcessPoolExecutor | None = None
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
        self._places = [_Place() for _ in range(workers)]
        self._waiting: deque[_Waiting] = deque()
        self._lock = Lock()
        self.ended_at_work: list[str] = []
        # Signals break off the main thread only, which would leave a process half started, and wait for it for ever.
        self._starter = ThreadPoolExecutor(1)

    def submit(self, run: Run, document: str, order: str) -> Future[Outcome]:
        waiting = _Waiting(Future(), run, document, order)
        with self._lock:
            self._waiting.append(waiting)
        self._starter.submit(self._feed)
        return waiting.ended

    def submit_some(self, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        """One by one: handing out costs next to nothing here."""
        return [self.submit(run, document, order) for document in documents]

    def members(self) -> int:
        return len(self._places)

    def outcome(self, future: Future[Outcome], document: str) -> Outcome | None:
        try:
            return future.result()
        except BrokenProcessPool:
            return None
        except (OSError, RuntimeError) as error:
            raise unstarted(error) from error

    def end(self) -> None:
        """When what was begun has ended, in whatever way. What waits is not begun."""
        with self._lock:
            self._waiting.clear()
        self._starter.shutdown(wait=False)
        try:
            # By looking, for a thread whose join is broken off counts as ended (bpo-45274): Python would end before it,
            # and hang for want of a lock that it held.
            while any(place.busy for place in self._places):
                time.sleep(_LOOK_SECONDS)
        except BaseException:  # told to stop a second time: what is being read is left to the next run
            self.kill()
            raise
        finally:
            self._starter.shutdown(wait=True)
            for executor in [place.executor for place in self._places if place.executor is not None]:
                executor.shutdown(wait=True)

    def kill(self) -> None:
        """End the processes at once, whatever they have begun. What waits is not begun."""
        with self._lock:
            self._waiting.clear()
        for process in multiprocessing.active_children():
            self.ended_at_work.append(process_name(process.pid or 0))
            process.kill()

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
        do = partial(_read, waiting.document, waiting.order, waiting.run)
        try:
            begun = self._given(place, do)
        except (OSError, RuntimeError) as error:  # no room for another process
            place.executor, place.busy = None, False
            waiting.ended.set_exception(error)
        else:
            begun.add_done_callback(partial(self._ended, place, waiting))

    def _given(self, place: _Place, do: Callable[[], Outcome]) -> Future[Outcome]:
        try:
            place.executor = place.executor or self._started()
            return place.executor.submit(do)
        except BrokenProcessPool:  # it died with nothing to do
            place.executor = self._started()
            return place.executor.submit(do)

    def _ended(self, place: _Place, waiting: _Waiting, begun: Future[Outcome]) -> None:
        error = begun.exception()
        if isinstance(error, BrokenProcessPool):
            place.executor = None
        place.busy = False
        if error is not None:
            waiting.ended.set_exception(error)
        else:
            waiting.ended.set_result(begun.result())
        self._feed()

    def _started(self) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit the parent's database connections
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_settle_in, initargs=(self._home,))


@contextmanager
def processes(store: Store, workers: int) -> Iterator[Processes]:
    """So many, each started when it first gets a document; left by :class:`StopError` they are ended at once, since who
    tells a service to stop gives it seconds."""
    here = Processes(str(store.settings.home.absolute()), workers)
    try:
        yield here
    except StopError:
        here.kill()
        raise
    finally:
        try:
            here.end()
        finally:
            _give_back(store, here.ended_at_work)


def _give_back(store: Store, ended: Sequence[str]) -> None:
    """What these processes of ours had in hand was left in the middle, and no document is to blame for that."""
    with suppress(UnavailableError):  # to have been told to stop is what is to be told
        for name in ended:
            store.registration.give_back(name)


def unstarted(error: Exception) -> ClusterUnavailableError:
    """What there is to say where the machine has no room for another process."""
    return ClusterUnavailableError(
        f"Läsarnas processer kunde inte startas ({type(error).__name__})",
        next="Prova med färre: --workers 1. Består felet, kör samsyn doctor.",
    )


def _settle_in(home: str) -> None:
    os.environ |= {"SAMSYN_HOME": home, "SAMSYN_CLUSTER": ""}
    os.environ["OMP_THREAD_LIMIT"] = "1"  # one thread a process: Tesseract's own threads cost more than they give
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what stops
    start_logging(Role.READER)
    Thread(target=_end_with_parent, daemon=True).start()


def _read(document: str, order: str, run: Run) -> Outcome:
    with _AT_WORK:
        return as_ordered(document, order, run)


def _end_with_parent() -> None:
    """A parent that was killed can end nobody: its processes end what they have begun, and then themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _AT_WORK.acquire()
        os._exit(1)
