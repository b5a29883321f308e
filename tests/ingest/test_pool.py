"""Handing out: how much is in hand, what is tried again, and what a worker is told. The crew here is a made-up one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace

import pytest
from sqlalchemy import select

from ingest import pool
from ingest.cluster.crew import Crew
from ingest.ordered import ORDER_OVER, Run, as_ordered
from ingest.pool import run_tasks
from ingest.task import BEING_READ, WORKER_CRASHED, Outcome, Task
from models.document import DocumentState
from models.errors import DatabaseUnavailableError
from models.limits import Limits
from models.settings import Settings
from models.source import Source
from models.store.schema_orders import orders
from models.store.service import service
from models.store.store import Store

QUICK = Limits(lease_seconds=0.8)
DIED = None


def ids(count: int) -> list[str]:
    return [f"{number:032x}" for number in range(count)]


def read(document: str, **more: tuple[str, ...]) -> Outcome:
    return Outcome(document, DocumentState.READ, "", **more)


def failed(document: str, reason: str) -> Outcome:
    return Outcome(document, DocumentState.FAILED, reason)


class Drawn(Crew):
    """A crew whose answers are written down beforehand. ``most`` is how many documents it had at once."""

    def __init__(self, members: int, answers: Mapping[str, Sequence[Outcome | None]] | None = None) -> None:
        super().__init__(members)
        self._answers = {document: list(given) for document, given in (answers or {}).items()}
        self._pending: list[tuple[str, Future[Outcome]]] = []
        self.told: list[tuple[str, str]] = []
        self.most = self._asked = 0

    def submit(self, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.told.append((document, order))
        self._pending.append((document, future))
        self.most, self._asked = max(self.most, len(self._pending)), 0
        return future

    def members(self, store: Store) -> int:
        """Asked again and again with nothing handed out meanwhile, it is waited for: the first in hand ends."""
        self._asked += 1
        if self._pending and self._asked > 3:
            document, future = self._pending.pop(0)
            future.set_result(read(document))
        return self.workers

    def outcome(self, store: Store, future: Future[Outcome], document: str) -> Outcome | None:
        left = self._answers.get(document)
        return left.pop(0) if left else future.result()


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = Store.open(replace(settings, limits=QUICK), create=True)
    yield store
    store.close()


class Clock:
    """In the place of the module's: it goes while somebody sleeps, and a machine that stands still uses up no lease."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "time", Clock())
    monkeypatch.setattr(pool, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(pool, "_PAUSE_SECONDS", 0.01)


def test_never_more_in_hand_than_two_for_each_worker(store: Store) -> None:
    crew, taken, ended = Drawn(3), 0, 0

    def tasks() -> Iterator[Task | None]:
        nonlocal taken
        for document in ids(50):
            taken += 1
            assert taken - ended <= 2 * 3 + 1
            yield Task(document)
            yield None

    for _ in run_tasks(store, tasks(), crew):
        ended += 1
    assert (taken, ended, crew.most) == (50, 50, 6)


def test_a_document_is_handed_out_once(store: Store) -> None:
    first = ids(1)[0]
    outcomes = list(run_tasks(store, [Task(first), Task(first)], Drawn(1)))
    assert [outcome.document for outcome in outcomes] == [first]


def test_what_lies_inside_is_read_as_what_it_lies_in(store: Store) -> None:
    first, inside = ids(2)
    crew = Drawn(1, {first: [read(first, attachments=(inside,))]})
    assert {outcome.document for outcome in run_tasks(store, [Task(first, force_ocr=True)], crew)} == {first, inside}
    assert len({order for _, order in crew.told}) == 1


def test_a_document_whose_worker_died_is_given_to_another(store: Store) -> None:
    first, second = ids(2)
    crew = Drawn(1, {first: [DIED, DIED, read(first)]})
    outcomes = list(run_tasks(store, map(Task, (first, second)), crew))
    assert {outcome.document: outcome.state for outcome in outcomes} == dict.fromkeys(ids(2), DocumentState.READ)
    assert [document for document, _ in crew.told].count(first) == 3


def test_one_whose_workers_die_for_ever_is_left_to_the_next_run(store: Store) -> None:
    (first,) = ids(1)
    crew = Drawn(1, {first: [DIED] * 99})
    assert list(run_tasks(store, [Task(first)], crew)) == [failed(first, WORKER_CRASHED)]
    assert len(crew.told) == 1 + pool._LOST_MOST


@pytest.mark.parametrize("code", ["database_unavailable", "vault_unavailable"])
def test_a_fault_around_one_worker_is_tried_again(store: Store, code: str) -> None:
    first, second = ids(2)
    answers = {first: [failed(first, code), read(first)], second: [failed(second, code)] * 9}
    crew = Drawn(2, answers)
    outcomes = {outcome.document: outcome.reason for outcome in run_tasks(store, map(Task, ids(2)), crew)}
    assert outcomes == {first: "", second: code}
    assert [document for document, _ in crew.told].count(second) == QUICK.attempts


def test_an_original_that_a_worker_lacks_and_we_have_is_in_another_vault(store: Store) -> None:
    """It is tried again, as where the vault is out of reach. What lies nowhere is lost, and told as such at once."""
    source = Source("tillsyn", "Nämnden")
    store.sources.add(source)

    def arrive(content: bytes) -> str:
        path, sha256 = f"/{content.decode()}", store.vault.put(content)
        return store.arrivals.arrive(source, sha256, len(content), path=path, name="x.txt").document

    first, second, lost = map(arrive, (b"ett", b"tva", b"tre"))
    store.vault.remove(store.documents.get(service(store, "prov"), lost).sha256)
    answers = {first: [failed(first, "missing_path"), read(first)]}
    answers |= {each: [failed(each, "missing_path")] * 9 for each in (second, lost)}
    crew = Drawn(3, answers)
    outcomes = {each.document: each.reason for each in run_tasks(store, map(Task, (first, second, lost)), crew)}
    assert outcomes == {first: "", second: "vault_unavailable", lost: "missing_path"}
    told = [document for document, _ in crew.told]
    assert [told.count(each) for each in (first, second, lost)] == [2, QUICK.attempts, 1]


def test_a_claim_that_a_fault_of_the_database_left_standing_is_waited_out(store: Store) -> None:
    """Its worker lives, and could not say that it had let go."""
    (first,) = ids(1)
    answers = {first: [failed(first, "database_unavailable"), *[failed(first, BEING_READ)] * 3, read(first)]}
    assert [each.reason for each in run_tasks(store, [Task(first)], Drawn(1, answers))] == [""]


class Forgetful(Drawn):
    """Before the first answer the order was taken for forgotten, by whoever gave another."""

    def outcome(self, store: Store, future: Future[Outcome], document: str) -> Outcome | None:
        if len(self.told) == 1:
            store.orders.erase([order for _, order in self.told])
        return super().outcome(store, future, document)


def test_an_order_that_was_taken_for_forgotten_is_given_anew(store: Store) -> None:
    (first,) = ids(1)
    crew = Forgetful(1, {first: [failed(first, ORDER_OVER), read(first)]})
    assert list(run_tasks(store, [Task(first)], crew)) == [read(first)]
    assert len({order for _, order in crew.told}) == 2
    assert _kept(store) == []


def test_a_worker_that_looks_in_another_register_is_not_asked_for_ever(store: Store) -> None:
    (first,) = ids(1)
    crew = Drawn(1, {first: [failed(first, ORDER_OVER)] * 9})
    assert list(run_tasks(store, [Task(first)], crew)) == [failed(first, ORDER_OVER)]
    assert len(crew.told) == QUICK.attempts
    assert len({order for _, order in crew.told}) == 1


def test_what_ended_a_run_is_told_where_its_order_cannot_be_erased(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> None:
        raise DatabaseUnavailableError("borta")

    handing_out = run_tasks(store, map(Task, ids(9)), Drawn(1))
    next(handing_out)
    monkeypatch.setattr(store.orders, "erase", away)
    with pytest.raises(KeyboardInterrupt):
        handing_out.throw(KeyboardInterrupt)  # type: ignore[attr-defined]


def test_the_claim_of_a_worker_that_died_elsewhere_is_waited_out(store: Store) -> None:
    """On a machine that we cannot look at, its lease must run out first."""
    first, second = ids(2)
    answers = {
        first: [DIED, failed(first, BEING_READ), failed(first, BEING_READ), read(first)],
        second: [failed(second, BEING_READ)],  # by another run: that one will finish it
    }
    outcomes = {each.document: each.reason for each in run_tasks(store, map(Task, ids(2)), Drawn(2, answers))}
    assert outcomes == {first: "", second: BEING_READ}


def test_a_worker_is_told_two_ids_and_a_password_lies_sealed(store: Store) -> None:
    crew = Drawn(1)
    tasks = [Task(document, passwords=("hemligt lösenord",)) for document in ids(2)]
    handing_out = run_tasks(store, tasks, crew)
    next(handing_out)
    kept = _kept(store)
    assert "hemligt" not in repr(kept)
    (order,) = {order for _, order in crew.told}
    assert [id for id, _ in kept] == [order]
    found = store.orders.get(order)
    assert found is not None
    assert found["passwords"] == ["hemligt lösenord"]
    assert {document for document, _ in crew.told} <= set(ids(2))
    list(handing_out)
    assert _kept(store) == []
    assert store.orders.get(order) is None


def test_a_run_that_breaks_off_leaves_no_order(store: Store) -> None:
    handing_out = run_tasks(store, map(Task, ids(9)), Drawn(1))
    next(handing_out)
    handing_out.close()  # type: ignore[attr-defined]
    assert _kept(store) == []


def test_what_a_run_that_is_over_handed_out_is_not_begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_ordered(ids(1)[0], "0" * 32) == failed(ids(1)[0], ORDER_OVER)


def _kept(store: Store) -> list[tuple[str, str]]:
    with store.database.read() as connection:
        return [(row.id, row.sealed) for row in connection.execute(select(orders))]
