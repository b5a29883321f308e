"""What a lost scheduler and an empty cluster are called; that they happen is in ``tests/faults/test_cluster.py``."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest
from distributed import KilledWorker

from ingest.cluster import hired
from ingest.cluster.hired import Hired
from ingest.cluster.membership import membership
from ingest.ordered import as_ordered
from ingest.task import INTERNAL, run_task
from models.cluster_errors import ClusterUnavailableError
from models.document import DocumentState
from models.store.store import Store

OURS = "samsyn-0123456789abcdef"


class Scheduler:
    """Dask's client and executor, as far as we ask them; ``workers`` are the resources of each."""

    def __init__(self, *workers: dict[str, float]) -> None:
        self.workers, self.status, self.told = workers, "running", list[tuple[Any, ...]]()

    def get_executor(self, **how: Any) -> Scheduler:
        assert how == {"pure": False, "resources": {OURS: 1}}
        return self

    def submit(self, *told: Any, key: tuple[str, str, str]) -> Future[Any]:
        self.told.append((*told, key))
        return Future()

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        if self.status != "running":
            raise OSError
        return {"workers": dict(enumerate({"resources": each} for each in self.workers))}


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hired, "_LOOK_SECONDS", -1.0)
    monkeypatch.setattr(hired, "_EMPTY_SECONDS", -1.0)
    monkeypatch.setattr(hired, "_JOIN_SECONDS", 0.0)


def test_only_workers_of_the_installation_count() -> None:
    assert Hired(Scheduler({OURS: 1}, {}, {"samsyn-fedcba9876543210": 1}, {OURS: 1}), OURS).members() == 2


def test_the_mark_is_another_for_another_key_and_tells_nothing(store: Store) -> None:
    mine = membership(store)
    store.key = b"another" * 5
    assert mine != membership(store)
    assert len(mine) == len(OURS)


def test_dask_is_told_ids_only() -> None:
    scheduler = Scheduler({OURS: 1})
    Hired(scheduler, OURS).submit(run_task, "d" * 32, "0" * 32)
    ((do, document, order, key),) = scheduler.told
    assert (do, document, order) == (as_ordered, "d" * 32, "0" * 32)
    assert key[:2] == ("document", "d" * 32)
    assert len(key[2]) == 8


def test_an_empty_cluster_is_told_of() -> None:
    empty = Hired(Scheduler(), OURS)
    for ask in (empty.wait_for_members, empty.members):
        with pytest.raises(ClusterUnavailableError, match="Inga arbetare") as told:
            ask()
        assert "samsyn worker --cluster" in told.value.next


def test_a_worker_that_is_being_replaced_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first look that finds none, however long ago the one before was."""
    monkeypatch.setattr(hired, "_EMPTY_SECONDS", 60.0)
    scheduler = Scheduler({OURS: 1})
    at = Hired(scheduler, OURS)
    scheduler.workers = ()
    at._looked -= 1000
    assert at.members() == 1
    at._empty_since -= 61
    with pytest.raises(ClusterUnavailableError):
        at.members()


def test_a_lost_scheduler_is_told_of() -> None:
    scheduler = Scheduler({OURS: 1})
    lost = Hired(scheduler, OURS)
    scheduler.status = "connecting"
    for ask in (lost.members, lambda: lost.submit(run_task, "d", "0"), lambda: _ended(lost)):
        with pytest.raises(ClusterUnavailableError):
            ask()


def test_how_a_document_ends() -> None:
    at = Hired(Scheduler({OURS: 1}), OURS)
    died, odd = Future[Any](), Future[Any]()
    died.set_exception(KilledWorker("d", None, 0))
    odd.set_exception(AttributeError("a worker of another version"))
    assert at.outcome(died, "d" * 32) is None
    told = at.outcome(odd, "d" * 32)
    assert told is not None
    assert (told.state, told.reason) == (DocumentState.FAILED, INTERNAL)


def _ended(lost: Hired) -> object:
    future = Future[Any]()
    future.cancel()
    return lost.outcome(future, "d" * 32)
