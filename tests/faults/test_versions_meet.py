"""The program is changed in the middle of a run: what an earlier version asked for, what a later one asks for.

A run over which the register is moved is in ``test_ordeals.py``; the command in ``tests/cli/test_upgrade.py``; workers
of a cluster tell versions apart by their mark (:mod:`ingest.cluster.membership`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields
from random import Random
from typing import Any, Final

import pytest

from ingest.ordered import as_ordered, ordered
from ingest.task import Outcome, Task
from ingest.worker_command import Workbench
from ingest.workplace import store_at
from models.document import DocumentState
from models.job import JobKind
from models.server_errors import NewerRegisterError
from models.store.migrate import newest
from models.store.store import Store
from search.backends import open_index
from tests.faults.ordeals import revision
from tests.faults.seeds import SEEDS

DOCUMENT: Final = "0" * 32


@pytest.fixture(autouse=True)
def _opened_anew(store: Store) -> Any:
    yield
    store_at(str(store.settings.home)).close()
    store_at.cache_clear()


def done(store: Store, how: Mapping[str, Any]) -> tuple[Outcome, list[Task]]:
    """What comes of an order that says this, and what was done for it."""
    seen = list[Task]()

    def run(_home: str, task: Task) -> Outcome:
        seen.append(task)
        return Outcome(task.document, DocumentState.READ, "")

    return as_ordered(DOCUMENT, store.orders.give(how), run), seen


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_of_a_former_version_is_done_as_it_was_meant(store: Store, seed: str) -> None:
    """What it could not say is as it always was."""
    chance, usual = Random(seed), Task(DOCUMENT)
    task = Task(DOCUMENT, force_ocr=True, passwords=("hemligt",), read=False, below=0.5, anyway=True)
    names = [field.name for field in fields(Task) if field.name != "document"]
    unknown = chance.sample(names, chance.randint(1, len(names)))
    how = {name: value for name, value in ordered(task).items() if name not in unknown}
    outcome, seen = done(store, how)
    assert outcome.state is DocumentState.READ
    (found,) = seen
    for name in names:
        assert getattr(found, name) == getattr(usual if name in unknown else task, name)


def test_an_order_of_a_later_version_is_refused_clearly(store: Store) -> None:
    outcome, seen = done(store, {**ordered(Task(DOCUMENT)), "redact": True})
    assert (outcome.state, outcome.reason, seen) == (DocumentState.FAILED, NewerRegisterError.code, [])


def test_a_worker_of_a_former_version_takes_nothing_more(store: Store) -> None:
    store.jobs.add(JobKind.CHECK, "Nämnden", "prov", {})
    with closing(open_index(store.settings)) as index:
        bench = Workbench(store, index, lasting=False)
        revision(store, "9999")
        with pytest.raises(NewerRegisterError):
            bench.turn()
        outcome, seen = done(store, ordered(Task(DOCUMENT)))
        assert (outcome.reason, seen) == (NewerRegisterError.code, [])
        revision(store, newest())
        assert bench.turn()
