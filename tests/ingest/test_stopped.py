"""Told to stop in the middle of a document, whoever has it gives it back: the document has no part in that."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from sqlalchemy import select, update

from ingest import task
from ingest.cluster import processes
from ingest.cluster.crew import Crew
from ingest.ordered import ordered
from ingest.task import StopError, Task, run_task
from models.document import DocumentState
from models.errors import DatabaseUnavailableError
from models.source import Source
from models.store.claims import worker_name
from models.store.registration import Claim, Registration
from models.store.schema import documents
from models.store.store import Store
from tests.faults.tasks import DAWDLE, dawdles_once
from tests.processes import wait_until

TOLD = [StopError, KeyboardInterrupt]


class Stands(NamedTuple):
    attempts: int
    worker: str
    reason: str


@pytest.fixture
def document(store: Store) -> str:
    source, content = Source("tillsyn", "Nämnden"), b"Tillsyn hos en " + DAWDLE
    store.sources.add(source)
    sha256 = store.vault.put(content)
    return store.arrivals.arrive(source, sha256, len(content), path="/a.txt", name="a.txt").document


def stands(store: Store, document: str) -> Stands:
    columns = (documents.c.attempts, documents.c.worker, documents.c.reason)
    with store.database.read() as connection:
        return Stands(*connection.execute(select(*columns).where(documents.c.id == document)).one())


def stopped(store: Store, document: str, told: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody begins to read it and is told to stop."""

    def stop(*_: object) -> None:
        raise told

    with monkeypatch.context() as patch:
        patch.setattr(task, "_read", stop)
        with pytest.raises(told):
            run_task(str(store.settings.home), Task(document))


@pytest.mark.parametrize("told", TOLD)
def test_it_is_as_if_it_had_not_been_begun(
    store: Store, document: str, told: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often: a thick scan outlasts many a restart."""
    before = stands(store, document)
    for _ in range(store.settings.limits.attempts + 1):
        stopped(store, document, told, monkeypatch)
        assert stands(store, document) == before
    assert store.registration.claim(document, "nästa") is Claim.TAKEN


def test_what_it_is_to_blame_for_stays(store: Store, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(store.settings.limits.attempts):
        stopped(store, document, StopError, monkeypatch)
        store.registration.claim(document, "prov")
        store.registration.fail(document, "prov", "internal", blame=True)
    assert stands(store, document) == (store.settings.limits.attempts, "", "internal")
    outcome = run_task(str(store.settings.home), Task(document))
    assert (outcome.state, outcome.reason) == (DocumentState.QUARANTINED, "internal")


def test_what_is_anothers_by_now_is_let_be(store: Store, document: str) -> None:
    first, second = worker_name(), worker_name()
    store.registration.claim(document, first)
    with store.database.write() as connection:
        connection.execute(update(documents).values(lease_until=None))
    store.registration.claim(document, second)
    store.registration.give_back(first, document)
    assert stands(store, document)[:2] == (2, second)


def test_where_the_register_is_away_it_stops_all_the_same(
    store: Store, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailableError("borta")

    monkeypatch.setattr(Registration, "give_back", away)
    stopped(store, document, StopError, monkeypatch)
    assert stands(store, document).attempts == 1, "it could not be told"


def test_processes_that_are_ended_had_not_tried_what_they_had(
    store: Store, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service is told to stop: they are ended at once, and can give back nothing themselves."""
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")
    before = stands(store, document)
    with pytest.raises(StopError):
        _left_by(StopError, store, document)
    assert store.settings.home.with_name(DAWDLE.decode()).exists(), "it was begun"
    assert stands(store, document) == before


class Pressed:
    """In the place of the module ``time``: Ctrl-C is pressed while what was begun is waited for."""

    @staticmethod
    def sleep(_seconds: float) -> None:
        raise KeyboardInterrupt


def test_told_twice_nor_had_those_of_a_run(store: Store, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")
    monkeypatch.setattr(processes, "time", Pressed)
    before = stands(store, document)
    with pytest.raises(KeyboardInterrupt):
        _left_by(KeyboardInterrupt, store, document)
    assert store.settings.home.with_name(DAWDLE.decode()).exists(), "it was begun"
    assert stands(store, document) == before


def _left_by(told: type[BaseException], store: Store, document: str) -> None:
    """Whoever has it read by a process is told so when that is in the middle of it."""
    with Crew(1) as crew:
        crew.submit(store, dawdles_once, document, store.orders.give(ordered(Task(""))))
        assert wait_until(store.settings.home.with_name(DAWDLE.decode()).exists)
        raise told
