"""A run with one worker, asked for in the tests' own process, is carried out there: no process is started for it.

To start one takes seconds, most of them for libraries that are here already. Runs with more workers, runs of tasks that
fail on purpose, and all that a command in a process of its own does, have the processes that a site's have.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from ingest import pool, redo, run, task, workplace
from ingest.cluster.crew import Crew
from ingest.ordered import Run
from ingest.pool import run_tasks
from ingest.task import Outcome, Task, run_task
from models.store.store import Store

_SETTLED: Final = {"OMP_THREAD_LIMIT": "1"}


def tasks_here(
    store: Store, tasks: Iterable[Task | None], workers: int | Crew, run: Run = run_task
) -> Iterator[Outcome]:
    """In the place of :func:`ingest.pool.run_tasks`."""
    if isinstance(workers, Crew) or workers > 1 or run is not run_task:
        yield from run_tasks(store, tasks, workers, run)
        return
    home = str(store.settings.home)
    try:
        seen = set[str]()
        for each in tasks:
            waiting = [each] if each is not None else []
            while waiting:
                one = waiting.pop()
                if one.document in seen:
                    continue
                seen.add(one.document)
                with _settled():
                    outcome = run(home, one)
                yield outcome
                waiting += [Task(found, one.force_ocr, one.passwords) for found in outcome.attachments]
    finally:
        leave(home)


@contextmanager
def _settled() -> Iterator[None]:
    """As a worker settles in. ``mock.patch.dict`` empties the whole environment on its way back, under the eyes of
    whatever other thread reads in it just then."""
    before = {name: os.environ.get(name) for name in _SETTLED}
    os.environ.update(_SETTLED)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def leave(home: str) -> None:
    """As if the worker's process had ended: the next run may be under other settings."""
    if workplace.store_at.cache_info().currsize:
        workplace.store_at(home).close()
    workplace.store_at.cache_clear()
    task._pipeline.cache_clear()


def pytest_configure() -> None:
    run.run_tasks = redo.run_tasks = tasks_here


def pytest_unconfigure() -> None:
    run.run_tasks = redo.run_tasks = pool.run_tasks
