"""Short texts handed out together: each has its own claim, attempts and outcome, and none waits for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from ingest import pool
from ingest.ordered import Run, as_ordered
from ingest.pool import run_tasks
from ingest.task import BEING_READ, Outcome, Task
from models.document import DocumentState
from models.limits import LIMITS
from models.settings import Settings
from models.source import Source
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.schema import documents
from models.store.service import service
from models.store.store import Store
from tests.faults.at_hand import AtHand
from tests.workers import leave

MOST = LIMITS.bundle_documents


class Together(AtHand):
    """As a cluster's crew of two. ``given`` is what each task had; at each of ``poison`` workers die, three times."""

    def __init__(self, poison: Sequence[str] = ()) -> None:
        super().__init__()
        self.workers = 2
        self.given: list[list[str]] = []
        self._poison = dict.fromkeys(poison, LIMITS.attempts)
        self._pending: list[tuple[list[str], str, Run, list[Future[Any]]]] = []

    def shares(self, store: Store) -> bool:
        return True

    def submit(self, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        return self.submit_some(store, run, [document], order)[0]

    def submit_some(self, store: Store, run: Run, ids: Sequence[str], order: str) -> list[Future[Outcome]]:
        futures: list[Future[Any]] = [Future() for _ in ids]
        self.given.append([*ids])
        self._pending.append(([*ids], order, run, futures))
        return futures

    def members(self, store: Store) -> int:
        """Asked with all in hand, it is waited for: the first of them is done."""
        if len(self._pending) >= 2 * self.workers or (self._pending and self.over):
            self._do(store, *self._pending.pop(0))
        return self.workers

    over = False

    def _do(self, store: Store, ids: list[str], order: str, run: Run, futures: list[Future[Any]]) -> None:
        outcomes: list[Outcome | None] = []
        for id in ids:
            if self._poison.get(id):
                self._poison[id] -= 1
                _begun_and_dead(store, id)
                outcomes = [None] * len(ids)
                break
            outcomes.append(as_ordered(id, order, run))
        for future, outcome in zip(futures, outcomes, strict=True):
            future.set_result(outcome)


def _begun_and_dead(store: Store, id: str) -> None:
    assert store.registration.claim(id, worker_name()) is Claim.TAKEN
    with store.database.write() as connection:
        connection.execute(update(documents).where(documents.c.id == id).values(worker="", lease_until=None))


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(pool, "_PAUSE_SECONDS", 0.01)


@pytest.fixture
def store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")
    store = Store.open(settings, create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    yield store
    leave(str(settings.home))
    store.close()


def arrive(store: Store, name: str, text: str) -> str:
    source, sha256 = store.sources.get("tillsyn"), store.vault.put(text.encode())
    return store.arrivals.arrive(source, sha256, len(text.encode()), path=f"/{name}", name=name).document


def notes(store: Store, count: int) -> list[str]:
    return [arrive(store, f"{number:03}.txt", f"Tillsyn {number}") for number in range(count)]


def reads_nothing(home: str, task: Task) -> Outcome:
    """Says that it did."""
    return Outcome(task.document, DocumentState.READ, home)


def handed_out(store: Store, tasks: Sequence[Task], run: Run = reads_nothing, **more: Any) -> tuple[Together, Any]:
    crew = Together(**more)

    def given() -> Iterator[Task]:
        yield from tasks
        crew.over = True

    return crew, {each.document: (each.state, each.reason) for each in run_tasks(store, given(), crew, run)}


def test_who_has_nothing_gets_one_and_what_waits_is_given_together(store: Store) -> None:
    ids = notes(store, 40)
    crew, outcomes = handed_out(store, [Task(id) for id in ids])
    assert sorted(outcomes) == sorted(ids)
    sizes = [len(some) for some in crew.given]
    assert sizes[:2] == [1, 1]
    assert max(sizes) == MOST
    assert sum(sizes) == 40
    assert len(sizes) < 12


def test_few_are_shared_among_all(store: Store) -> None:
    crew, _ = handed_out(store, [Task(id) for id in notes(store, 6)])
    assert [len(some) for some in crew.given] == [1, 1, 2, 1, 1]


def test_what_is_no_short_text_or_was_read_before_comes_alone(store: Store) -> None:
    others = [arrive(store, "a.pdf", "pdf"), arrive(store, "stor.txt", "x" * (LIMITS.bundle_bytes + 1))]
    read = arrive(store, "läst.txt", "läst")
    mine = worker_name()
    store.registration.claim(read, mine)
    store.registration.finish(read, mine, DocumentState.QUARANTINED, "empty_file")
    tasks = [*map(Task, notes(store, 20)), *map(Task, others), Task(read), *map(Task, notes(store, 30)[20:])]
    forced = replace(Task(arrive(store, "tvingad.txt", "tvingad")), force_ocr=True)
    crew, outcomes = handed_out(store, [*tasks, forced])
    assert len(outcomes) == 34
    for id in (*others, read, forced.document):
        assert [id] in crew.given


def test_one_that_ends_its_workers_takes_only_what_was_not_done(store: Store) -> None:
    """Those before it are done, those after it come again, and it alone is counted and set aside."""
    from ingest.task import run_task

    ids = notes(store, 14)
    poison = ids[5]
    crew, outcomes = handed_out(store, [Task(id) for id in ids], run_task, poison=[poison])
    assert outcomes.pop(poison) == (DocumentState.QUARANTINED, "worker_crashed")
    assert set(outcomes.values()) == {(DocumentState.READ, "")}
    bundle = next(some for some in crew.given if poison in some)
    at = bundle.index(poison)
    assert 0 < at < len(bundle) - 1
    times = {id: sum(some.count(id) for some in crew.given) for id in ids}
    assert {id: times[id] for id in bundle} == {
        **dict.fromkeys(bundle[:at], 1),
        poison: 1 + LIMITS.attempts,
        **dict.fromkeys(bundle[at + 1 :], 2),
    }
    with store.database.read() as connection:
        attempts = connection.execute(select(documents.c.attempts)).scalars().all()
    assert set(attempts) == {0}
    states = {each.id: each.state for each in store.documents.of_owner(service(store, "prov"), "Nämnden")}
    assert states.pop(poison) is DocumentState.QUARANTINED


def test_a_fault_of_one_of_them_is_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = notes(store, 12)
    crew, outcomes = handed_out(store, [Task(id) for id in ids], _fails_once_in_the_middle)
    assert {reason for _, reason in outcomes.values()} == {"", BEING_READ}
    assert sum(1 for some in crew.given if some == [ids[7]]) == 1
    assert sum(1 for some in crew.given if ids[8] in some) == 1


_FAILED: set[str] = set()


def _fails_once_in_the_middle(home: str, task: Task) -> Outcome:
    from ingest.workplace import store_at

    store = store_at(home)
    name = store.documents.get(service(store, "prov"), task.document).name
    if name == "007.txt" and name not in _FAILED:
        _FAILED.add(name)
        return Outcome(task.document, DocumentState.FAILED, "vault_unavailable")
    if name == "009.txt":
        return Outcome(task.document, DocumentState.FAILED, BEING_READ)
    return Outcome(task.document, DocumentState.READ, "")
