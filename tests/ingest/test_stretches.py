"""A document whose pages several workers read ends as one that a single worker has read, whatever befalls them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from ingest import stretch
from ingest.ordered import Run, as_ordered
from ingest.pool import run_tasks
from ingest.stretch import read_stretch
from ingest.task import BEING_READ, Outcome, Task, run_task
from models.document import DocumentState, PageMethod
from models.errors import AccessDeniedError, DocumentBusyError, VaultUnavailableError
from models.settings import Settings, read_settings
from models.source import Source
from models.store.claims import worker_name
from models.store.erasing.taking import _held_still
from models.store.registration import Claim
from models.store.schema import documents, shared_readings, stretch_pages, stretches
from models.store.service import service
from models.store.store import Store
from tests.conftest import viewer_of
from tests.faults.at_hand import AtHand
from tests.thick_scans import contents, thick_scan
from tests.workers import leave

SCANNED, STRETCH = 4, 2


class SharedAtHand(AtHand):
    """As a cluster's crew. Where ``befalls``, called with what is to be done, says so, the worker dies with it."""

    def __init__(self, befalls: Callable[[Run, str], bool] = lambda _run, _id: False) -> None:
        super().__init__()
        self._befalls = befalls
        self.done: list[tuple[Run, str]] = []

    def shares(self, store: Store) -> bool:
        return True

    def submit(self, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.done.append((run, document))
        died = self._befalls(run, document)
        future.set_result(None if died else as_ordered(document, order, run))  # type: ignore[arg-type]
        return future


@pytest.fixture(scope="module")
def scanned() -> bytes:
    return thick_scan(SCANNED, text=["Försättsblad till ärendet"], attached=b"Inne i handlingen")


@pytest.fixture
def store(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    config = tmp_path / "samsyn.toml"
    config.write_text(f"[limits]\nshared_pages = 3\nstretch_pages = {STRETCH}\n[nlp]\npipeline = 'rules'\n", "utf-8")
    monkeypatch.setenv("SAMSYN_CONFIG", str(config))
    yield _opened(replace(read_settings(), home=settings.home))
    leave(str(settings.home))


def _opened(settings: Settings) -> Store:
    store = Store.open(settings, create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    return store


def arrive(store: Store, content: bytes, name: str = "tjock.pdf") -> str:
    source, sha256 = store.sources.get("tillsyn"), store.vault.put(content)
    return store.arrivals.arrive(source, sha256, len(content), path=f"/{name}", name=name).document


def read(store: Store, document: str, crew: SharedAtHand | None = None) -> list[Outcome]:
    return list(run_tasks(store, [Task(document)], crew or SharedAtHand()))


def left(store: Store) -> int:
    """Rows of what is read in stretches."""
    with store.database.read() as connection:
        tables = (shared_readings, stretches, stretch_pages)
        return sum(len(connection.execute(select(table.c.document)).all()) for table in tables)


@pytest.fixture(scope="module")
def undisturbed(scanned: bytes, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What one worker leaves that reads it all by itself."""
    home = tmp_path_factory.mktemp("ensam") / "home"
    alone = _opened(Settings(home=home, nlp_pipeline="rules"))
    before = dict(os.environ)
    os.environ |= {"SAMSYN_HOME": str(home), "SAMSYN_NLP_PIPELINE": "rules"}
    try:
        arrive(alone, scanned)
        outcomes = list(run_tasks(alone, map(Task, alone.arrivals.unfinished("tillsyn")), AtHand()))
        assert {outcome.state for outcome in outcomes} == {DocumentState.READ}
        return contents(alone)
    finally:
        leave(str(home))
        os.environ.clear()
        os.environ.update(before)


def test_the_end_is_that_of_one_worker(store: Store, scanned: bytes, undisturbed: Any) -> None:
    document, crew = arrive(store, scanned), SharedAtHand()
    outcomes = read(store, document, crew)
    assert {outcome.state for outcome in outcomes} == {DocumentState.READ}
    assert len(outcomes) == 2  # the document, and what lies in it
    runs = [run for run, id in crew.done if run is read_stretch or id == document]
    assert runs == [run_task, *[read_stretch] * (SCANNED // STRETCH), run_task]
    assert contents(store) == undisturbed
    assert left(store) == 0
    (pages,) = (pages for each, pages, _ in contents(store).values() if each.id == document)
    assert [page.method for page in pages] == [PageMethod.TEXT, *[PageMethod.OCR] * SCANNED]


def test_a_worker_that_dies_loses_its_stretch_only(store: Store, scanned: bytes, undisturbed: Any) -> None:
    """The stretch that was begun is read page by page then; nothing else is read twice."""
    document, died = arrive(store, scanned), list[str]()

    def befalls(run: Run, id: str) -> bool:
        if run is read_stretch and not died:
            died.append(id)
            _claimed_and_dead(store, id)
            return True
        return False

    crew = SharedAtHand(befalls)
    read(store, document, crew)
    assert contents(store) == undisturbed
    done = [id for run, id in crew.done if run is read_stretch]
    assert len(done) == SCANNED // STRETCH + 1 + STRETCH
    assert [id for id in done if done.count(id) > 1] == died * 2


def _claimed_and_dead(store: Store, id: str) -> None:
    assert store.stretches.claim(id, worker_name()) is not None
    with store.database.write() as connection:
        connection.execute(update(stretches).where(stretches.c.id == id).values(worker="annan:1:1:a", lease_until=None))


def test_a_page_that_ends_its_workers_is_named_and_blames_no_other(store: Store, scanned: bytes) -> None:
    document = arrive(store, scanned)

    def befalls(run: Run, id: str) -> bool:
        if run is not read_stretch or not _has_page(store, id, 4):
            return False
        with store.database.read() as connection:
            row = connection.execute(select(stretches).where(stretches.c.id == id)).one()
        if row.attempts >= store.settings.limits.attempts or (row.attempts and row.first < row.last):
            return False  # it is cut, or given up: nobody opens it
        _claimed_and_dead(store, id)
        return True

    outcome = next(each for each in read(store, document, SharedAtHand(befalls)) if each.document == document)
    assert (outcome.state, outcome.reason) == (DocumentState.PARTIAL, "unread_pages")
    methods = {page.number: (page.method, page.reason) for page in store.documents.pages(service(store, "p"), document)}
    assert methods.pop(4) == (PageMethod.UNREAD, "crashed")
    assert {method for method, _ in methods.values()} == {PageMethod.TEXT, PageMethod.OCR}
    assert left(store) == 0


def _has_page(store: Store, id: str, number: int) -> bool:
    with store.database.read() as connection:
        row = connection.execute(select(stretches).where(stretches.c.id == id)).one()
    return bool(row.first <= number <= row.last)


def test_a_run_that_breaks_off_goes_on_with_what_is_left(store: Store, scanned: bytes, undisturbed: Any) -> None:
    document, begun = arrive(store, scanned), SharedAtHand()
    assert _until(store, document, begun, lambda: _done(store) == 1) is True
    assert store.arrivals.unfinished("tillsyn") == [document]
    again = SharedAtHand()
    read(store, document, again)
    assert [run for run, _ in again.done].count(read_stretch) == SCANNED // STRETCH - 1
    assert contents(store) == undisturbed
    assert left(store) == 0


def _until(store: Store, document: str, crew: SharedAtHand, over: Callable[[], bool]) -> bool:
    """Run until then, and break off."""

    def watched(run: Run, _id: str) -> bool:
        if run is read_stretch and over():
            raise KeyboardInterrupt
        return False

    crew._befalls = watched
    with pytest.raises(KeyboardInterrupt):
        read(store, document, crew)
    return True


def _done(store: Store) -> int:
    with store.database.read() as connection:
        return len(connection.execute(select(stretches.c.id).where(stretches.c.done)).all())


def test_what_was_read_in_another_manner_is_read_anew(store: Store, scanned: bytes) -> None:
    document, viewer = arrive(store, scanned), service(store, "prov")
    _until(store, document, SharedAtHand(), lambda: True)
    assert left(store) == 2 + SCANNED // STRETCH  # the document, the page that was read, and its stretches
    mine = worker_name()
    assert store.registration.claim(document, mine) is Claim.TAKEN
    assert store.stretches.go_on(viewer, document, "annan", "på annat sätt") is None
    assert left(store) > 0, "it is not theirs to forget"
    assert store.stretches.go_on(viewer, document, mine, "på annat sätt") is None
    assert left(store) == 0


def test_who_may_not_read_the_document_is_told_nothing_of_it(store: Store, scanned: bytes) -> None:
    document, nobody = arrive(store, scanned), viewer_of()
    _until(store, document, SharedAtHand(), lambda: True)
    for ask in (store.stretches.pages, store.stretches.of):
        with pytest.raises(AccessDeniedError):
            ask(nobody, document)
        with pytest.raises(AccessDeniedError):
            ask(nobody, "0" * 32)


def test_what_a_run_that_is_over_handed_out_is_not_begun(store: Store, scanned: bytes) -> None:
    document = arrive(store, scanned)
    _until(store, document, SharedAtHand(), lambda: True)
    (id, *_) = _ids(store)
    assert as_ordered(id, "0" * 32, read_stretch).reason == "order_over"
    assert _done(store) == 0


def test_a_fault_around_a_worker_is_told_and_what_was_read_is_kept(
    store: Store, scanned: bytes, undisturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, pages = arrive(store, scanned), stretch._pages

    def away(*told: Any) -> Any:
        if _done(store):
            raise VaultUnavailableError("borta")
        return pages(*told)

    monkeypatch.setattr("ingest.pool._PAUSE_SECONDS", 0.01)
    with monkeypatch.context() as faulty:
        faulty.setattr(stretch, "_pages", away)
        assert [each.reason for each in read(store, document)] == ["vault_unavailable"]
    assert _done(store) == 1
    read(store, document)
    assert contents(store) == undisturbed


def test_while_a_stretch_is_read_the_document_is(store: Store, scanned: bytes) -> None:
    """Who would erase it or read it anew waits; and who has it keeps its stretches from being read."""
    document = arrive(store, scanned)
    _until(store, document, SharedAtHand(), lambda: True)
    (id, *_) = _ids(store)
    assert store.stretches.claim(id, worker_name()) is not None
    assert store.registration.claim(document, worker_name()) is Claim.HELD
    assert store.arrivals.unfinished("tillsyn") == []
    with pytest.raises(DocumentBusyError), store.database.write() as connection:
        _held_still(connection, [document])
    with store.database.write() as connection:
        connection.execute(update(stretches).values(worker="", lease_until=None, attempts=0))
    mine = worker_name()
    assert store.registration.claim(document, mine) is Claim.TAKEN
    assert read_stretch(str(store.settings.home), Task(id)).reason == BEING_READ
    assert not store.stretches.keep(id, "annan", ())
    with store.database.read() as connection:
        assert connection.execute(select(documents.c.worker)).scalars().all() == [mine]


def _ids(store: Store) -> Iterable[str]:
    with store.database.read() as connection:
        return connection.execute(select(stretches.c.id).order_by(stretches.c.first)).scalars().all()


def test_a_stretch_of_a_document_that_is_gone_is_nobodys(store: Store) -> None:
    assert read_stretch(str(store.settings.home), Task("0" * 32)) == Outcome("0" * 32, DocumentState.READ, "")


def test_a_document_of_few_pages_is_read_by_one(store: Store) -> None:
    crew = SharedAtHand()
    read(store, arrive(store, thick_scan(2)), crew)
    assert [run for run, _ in crew.done] == [run_task]
