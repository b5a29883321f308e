"""What somebody waits for is done before what comes in bulk or by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest import follower, work
from ingest.task import Outcome
from ingest.worker_command import Workbench
from models.document import DocumentState
from models.errors import IndexUnavailableError
from models.job import JobKind, JobState, Rank
from models.store.runs import Way
from models.store.store import Store
from search.backends import open_index
from tests.conftest import viewer_of
from tests.ingest.watched.conftest import Watching

ALVA = replace(viewer_of("Nämnden"), name="alva")


def hand_in(store: Store, *names: str) -> list[str]:
    run = store.runs.begin("tillsyn", by="alva", way=Way.UPLOAD, total=len(names))
    files = [(name, name.encode()) for name in names]
    return [store.uploads.hand_in(ALVA, run, name, store.vault.put(held), len(held)) for name, held in files]


@pytest.fixture
def order(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents' names in the order in which they were read; nothing is read of them."""
    watching.store.users.add("alva", "Alva", "ett långt lösenord", ["Nämnden"])
    read = list[str]()

    def reads(_home: str, task: Any) -> list[Outcome]:
        store = watching.store
        read.append(store.documents.get(viewer_of("Nämnden"), task.document).name)
        store.registration.claim(task.document, "prov")
        store.registration.finish(task.document, "prov", DocumentState.QUARANTINED, "corrupt")
        return [Outcome(task.document, DocumentState.QUARANTINED, "corrupt")]

    monkeypatch.setattr(work, "run_family", reads)
    return read


def test_single_files_go_before_folders_and_these_before_watched_folders(watching: Watching, order: list[str]) -> None:
    for number in range(3):
        (watching.folder / f"bevakad{number}.txt").write_text(f"{number}")
    watching.look()
    hand_in(watching.store, *(f"mapp{number}.txt" for number in range(11)))
    hand_in(watching.store, "en.txt", "två.txt")
    watching.work()
    assert order[:2] == ["en.txt", "två.txt"]
    assert [name[:4] for name in order[2:13]] == ["mapp"] * 11
    assert [name[:7] for name in order[13:]] == ["bevakad"] * 3


def test_an_upload_in_the_middle_of_two_hundred_is_the_next(watching: Watching, order: list[str]) -> None:
    for number in range(200):
        (watching.folder / f"{number:03}.txt").write_text(f"{number}")
    watching.look()
    index = open_index(watching.store.settings)
    bench = Workbench(watching.store, index, lasting=False)
    for _ in range(5):
        bench.turn()
    hand_in(watching.store, "brådskande.txt")
    bench.turn()
    assert order[5] == "brådskande.txt"
    index.close()


def test_between_two_documents_of_one_long_job(watching: Watching, order: list[str], monkeypatch: Any) -> None:
    """All with a reason are read again as one job: a single file does not wait for the last of them."""
    store, inner = watching.store, work.run_family
    hand_in(store, *(f"{number:02}.txt" for number in range(12)))
    watching.work()
    order.clear()

    def reads(home: str, task: Any) -> Any:
        if len(order) == 3:
            hand_in(store, "brådskande.txt")
        return inner(home, task)

    def away(*_: object, **__: object) -> None:
        raise IndexUnavailableError("Indexet svarar inte")

    monkeypatch.setattr(work, "run_family", reads)
    monkeypatch.setattr(follower, "drain", away)  # which is no fault of the long job
    id = store.jobs.add(JobKind.RETRY, "Nämnden", "alva", {"state": "quarantined", "reason": "corrupt", "run": ""})
    watching.work()
    assert order.index("brådskande.txt") == 4
    assert len(order) == 13
    job = store.jobs.get(ALVA, id)
    assert (job.state, job.result) == (JobState.DONE, {"documents": "12"})


def test_more_files_than_a_few_are_bulk(watching: Watching) -> None:
    few, many = hand_in(watching.store, *"abcdefghij"), hand_in(watching.store, *"abcdefghijk")
    taken = [job.id for _ in few if (job := watching.store.jobs.take("w", Rank.WAITED_FOR))]
    assert sorted(taken) == sorted(few)
    assert watching.store.jobs.take("w", Rank.WAITED_FOR) is None
    bulk = watching.store.jobs.take("w")
    assert bulk is not None
    assert bulk.id in many
