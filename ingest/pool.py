"""Worker processes for tasks: never more in flight than they can take, and one that dies takes nothing with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from ingest.task import Outcome, Task, run_task

_IN_FLIGHT = 2  # tasks for each worker: one at work, one at hand

Run = Callable[[str, Task], Outcome]


class Crew:
    """So many worker processes, started as they are needed. ``with Crew(2) as crew:`` ends them.

    Given to several runs one after another it is one crew for all: each process loads libraries and models once.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._executor = self._start()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, run: Run, home: str, task: Task) -> Future[Outcome]:
        """Raises BrokenProcessPool where one of them has died: then :meth:`replace` them."""
        return self._executor.submit(run, home, task)

    def replace(self) -> None:
        """Others in their place; what these had in hand is dropped."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit the parent's database connections
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.workers, mp_context=context, initializer=_settle_in)


def run_tasks(home: str, tasks: Iterable[Task | None], workers: int | Crew, run: Run = run_task) -> Iterator[Outcome]:
    """The outcome of each task as it ends, and of each attachment found on the way.

    ``tasks`` is taken from only as workers become free; a None in it is passed over (a file that needs no reading).
    A worker that dies (out of memory, killed) is replaced; what it and its neighbours had in hand is then tried one
    document at a time, so that the one to blame is found. The register counts its attempts, and in the end it is set
    aside (:class:`models.store.registration.Claim`). A :class:`Crew` that was given stays, for the next run.
    """
    if isinstance(workers, int):
        with Crew(workers) as crew:
            yield from run_tasks(home, tasks, crew, run)
        return
    pool = _Pool(home, workers, run)
    try:
        for task in tasks:
            if task is not None:
                pool.submit(task)
            yield from pool.ended(block=pool.full)
        while pool.busy:
            yield from pool.ended(block=True)
    finally:
        pool.drop()


class _Pool:
    def __init__(self, home: str, crew: Crew, run: Run) -> None:
        self._home, self._crew, self._run = home, crew, run
        self._running: dict[Future[Outcome], Task] = {}
        self._suspects: deque[Task] = deque()
        self._seen: set[str] = set()

    def submit(self, task: Task) -> None:
        """Hand the task to a worker; a document that was handed out before in this pool is passed over."""
        if task.document in self._seen:
            return
        self._seen.add(task.document)
        try:
            self._running[self._crew.submit(self._run, self._home, task)] = task
        except BrokenProcessPool:
            self._suspects.append(task)
            self._replace()

    @property
    def full(self) -> bool:
        return len(self._running) >= self._crew.workers * _IN_FLIGHT

    @property
    def busy(self) -> bool:
        return bool(self._running or self._suspects)

    def ended(self, *, block: bool) -> list[Outcome]:
        """Outcomes of what has ended; with ``block`` waits for at least one that is running."""
        if self._suspects and not self._running:
            ended = self._try_alone(self._suspects.popleft())
        else:
            ended = self._collect(block)
        # Only now, when nothing of the old pool is looked at any more: submitting may replace it.
        for outcome, task in ended:
            for document in outcome.attachments:
                self.submit(Task(document, task.force_ocr, task.passwords))
        return [outcome for outcome, _ in ended]

    def drop(self) -> None:
        """Where the run was broken off: what no worker has begun is not begun."""
        for future in self._running:
            future.cancel()

    def _collect(self, block: bool) -> list[tuple[Outcome, Task]]:
        done, _ = wait(self._running, timeout=None if block else 0, return_when=FIRST_COMPLETED)
        ended, broken = [], False
        for future in done:
            task = self._running.pop(future)
            try:
                ended.append((future.result(), task))
            except BrokenProcessPool:
                broken = True
                self._suspects.append(task)
        if broken:
            self._replace()
        return ended

    def _try_alone(self, task: Task) -> list[tuple[Outcome, Task]]:
        try:
            return [(self._crew.submit(self._run, self._home, task).result(), task)]
        except BrokenProcessPool:
            self._suspects.append(task)
            self._replace()
            return []

    def _replace(self) -> None:
        self._suspects.extend(self._running.values())
        self._running.clear()
        self._crew.replace()


def _settle_in() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"  # one thread a process: Tesseract's own threads cost more than they give
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what stops
