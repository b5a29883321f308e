"""A run with one worker, asked for in the tests' own process, is carried out there: no process is started for it.

To start one takes seconds, most of them for libraries that are here already. Runs with more workers, runs of tasks that
fail on purpose, and all that a command in a process of its own does, have the processes that a site's have.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

from ingest import pool, redo, run, task, workplace
from ingest.cluster.crew import Crew
from ingest.environment import same_environment
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
                # mock.patch.dict would empty the whole environment on its way back, while other threads read in it.
                with same_environment(_SETTLED):
                    os.environ.update(_SETTLED)
                    outcome = run(home, one)
                yield outcome
                waiting += [Task(found, one.force_ocr, one.passwords) for found in outcome.attachments]
    finally:
        leave(home)


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
