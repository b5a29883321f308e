"""Jobs whose document cannot be read now: they wait for whoever reads it, and tell why where they end without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Row, update

from ingest.task import BEING_READ, CLAIM_LOST, INTERNAL, Outcome, Task, run_family, run_task
from ingest.worker_command import Workbench
from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.errors import DiskFullError, DocumentBusyError, MissingPathError, OcrUnavailableError, VaultUnavailableError
from models.job import JobKind, JobState
from models.source import Source
from models.store.claims import worker_name
from models.store.runs import FileState, Way
from models.store.schema import jobs
from models.store.store import Store
from search.backends import open_index
from tests.conftest import viewer_of

USER = "prov"
CONTENT = b"Tillsyn hos Provkrog AB."


@pytest.fixture
def viewer(store: Store) -> Viewer:
    store.sources.add(Source("tillsyn", "Nämnden"))
    store.users.add(USER, "Prov", "ett långt lösenord", ["Nämnden"])
    return replace(viewer_of("Nämnden"), name=USER)


@pytest.fixture
def bench(store: Store) -> Iterator[Workbench]:
    with closing(open_index(store.settings)) as index:
        yield Workbench(store, index, lasting=False)


def handed_in(store: Store, viewer: Viewer) -> tuple[str, str]:
    """The run of one file, and its job."""
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=1)
    return run, store.uploads.hand_in(viewer, run, "a.txt", store.vault.put(CONTENT), len(CONTENT))


def arrived(store: Store, content: bytes, path: str) -> str:
    sha256 = store.vault.put(content)
    return store.arrivals.arrive(store.sources.get("tillsyn"), sha256, len(content), path=path, name="a.txt").document


def at_once(store: Store, job: str) -> Row[tuple[object, ...]]:
    """The job as it stands, to be taken again without a pause."""
    with store.database.write() as connection:
        mine = update(jobs).where(jobs.c.id == job)
        return connection.execute(mine.values(not_before=None).returning(jobs)).one()


def unread(monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    """No document can be read, for this reason."""

    def fails(_home: str, task: Task) -> Sequence[Outcome]:
        return [Outcome(task.document, DocumentState.FAILED, reason)]

    monkeypatch.setattr("ingest.work.run_family", fails)


def test_a_file_that_another_process_reads_is_waited_for_without_blame(
    store: Store, viewer: Viewer, bench: Workbench
) -> None:
    known, other = arrived(store, CONTENT, "/in/a.txt"), worker_name()
    store.registration.claim(known, other)
    run, job = handed_in(store, viewer)
    for _ in range(store.settings.limits.attempts + 2):
        assert bench.turn()
        row = at_once(store, job)
        assert (row.state, row.attempts) == (JobState.WAITING.value, 0)
    store.registration.give_back(other, known)
    assert run_task(str(store.settings.home), Task(known)).state is DocumentState.READ
    assert bench.turn()
    assert store.jobs.get(viewer, job).state is JobState.DONE
    assert [file.document for file in store.runs.files(viewer, run)] == [known]


def test_it_is_waited_for_no_longer_than_a_day(store: Store, viewer: Viewer, bench: Workbench) -> None:
    store.registration.claim(arrived(store, CONTENT, "/in/a.txt"), worker_name())
    _, job = handed_in(store, viewer)
    with store.database.write() as connection:
        connection.execute(update(jobs).values(created=swedish.now() - timedelta(days=2)))
    for _ in range(store.settings.limits.attempts):
        assert bench.turn()
        row = at_once(store, job)
    assert (row.state, row.reason) == (JobState.FAILED.value, DocumentBusyError.code)


@pytest.mark.parametrize("reason", [BEING_READ, CLAIM_LOST])
def test_what_a_job_brought_and_another_process_read_came_with_its_run(
    store: Store, viewer: Viewer, bench: Workbench, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    """Noted as a copy of itself it would stay when its run is withdrawn."""
    unread(monkeypatch, reason)
    run, job = handed_in(store, viewer)
    assert bench.turn()
    at_once(store, job)
    (file,) = store.runs.files(viewer, run)
    assert file.document is not None
    assert run_task(str(store.settings.home), Task(file.document)).state is DocumentState.READ
    assert bench.turn()
    assert store.jobs.get(viewer, job).state is JobState.DONE
    assert [each.state for each in store.runs.files(viewer, run)] == [FileState.NEW]


@pytest.mark.parametrize(
    "reason",
    [OcrUnavailableError.code, DiskFullError.code, VaultUnavailableError.code, MissingPathError.code, INTERNAL],
)
def test_a_job_tells_why_its_document_was_not_read(
    store: Store, viewer: Viewer, bench: Workbench, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    unread(monkeypatch, reason)
    _, job = handed_in(store, viewer)
    while bench.turn():
        at_once(store, job)
    found = store.jobs.get(viewer, job)
    assert (found.state, found.reason) == (JobState.FAILED, reason)


def test_a_lost_original_keeps_no_others_from_being_tried_again(
    store: Store, viewer: Viewer, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, other = arrived(store, CONTENT, "/in/a.txt"), arrived(store, b"Anteckning.", "/in/b.txt")
    reason = store.documents.get(viewer, lost).reason

    def reads(home: str, task: Task) -> Sequence[Outcome]:
        if task.document == lost:
            return [Outcome(lost, DocumentState.FAILED, MissingPathError.code)]
        return run_family(home, task)

    monkeypatch.setattr("ingest.work.run_family", reads)
    job = store.jobs.add(JobKind.RETRY, "Nämnden", USER, {"state": "failed", "reason": reason, "run": ""})
    assert bench.turn()
    assert store.jobs.get(viewer, job).result == {"documents": "1"}
    assert store.documents.get(viewer, other).state is DocumentState.READ
