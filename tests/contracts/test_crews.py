"""Whoever reads documents keeps to the same: processes of this machine, and a Dask cluster that is made on it.

A cluster that is there already, with scheduler and workers of its own, is in ``tests/faults/test_cluster.py``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy import func, select

from ingest.cluster.crew import Crew
from ingest.ordered import Run
from ingest.pool import run_tasks
from ingest.stretch import read_stretch
from ingest.task import Outcome, Task
from models.document import DocumentState
from models.settings import Settings
from models.source import Source
from models.store.schema import documents, stretches
from models.store.service import service
from models.store.store import Store
from tests.faults.tasks import POISON, dies_on_poison, tells_its_process
from tests.papers import mail_with_attachment, pdf
from tests.thick_scans import thick_scan

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
PLACES = {"processes": "", **({"dask": "local"} if FULL else {})}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")  # what the workers read
    store = Store.open(replace(settings, cluster=PLACES.get(request.param, "")), create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    yield store
    store.close()


def arrive(store: Store, name: str, content: bytes) -> str:
    source, sha256 = store.sources.get("tillsyn"), store.vault.put(content)
    return store.arrivals.arrive(source, sha256, len(content), path=f"/{name}", name=name).document


def known(store: Store) -> dict[str, Any]:
    """By name, what the register holds."""
    viewer = service(store, "prov")
    return {
        each.name: (each.state, each.reason, [page.text for page in store.documents.pages(viewer, each.id)])
        for each in store.documents.of_owner(viewer, "Nämnden")
    }


def test_a_worker_that_dies_takes_only_its_document_with_it(place: Store) -> None:
    """The same register from both: two papers, a locked one, a mail with what lies in it, and one that kills."""
    papers = {f"{number}.txt": f"Tillsyn {number}".encode() for number in range(2)}
    papers |= {"gift.txt": POISON, "brev.eml": mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra för lokal"]))}
    papers |= {"låst.pdf": _locked(pdf(["Hemligt avtal"]))}
    ids = [arrive(place, name, content) for name, content in papers.items()]
    tasks = [Task(document, passwords=("fel", "hemligt")) for document in ids]
    outcomes = list(run_tasks(place, tasks, 2, dies_on_poison))
    assert len(outcomes) == len(papers) + 1
    found = known(place)
    assert found.pop("gift.txt")[:2] == (DocumentState.QUARANTINED, "worker_crashed")
    assert {name: (state, reason) for name, (state, reason, _) in found.items()} == dict.fromkeys(
        [*(name for name in papers if name != "gift.txt"), "b.pdf"], (DocumentState.READ, "")
    )
    assert found["låst.pdf"][2] == ["Hemligt avtal"]
    assert found["b.pdf"][2] == ["Hyra för lokal"]
    assert found["1.txt"][2] == ["Tillsyn 1"]


def test_it_serves_run_after_run_and_another_comes_for_one_that_died(place: Store) -> None:
    with Crew(1) as crew:
        runs = [list(run_tasks(place, [Task(each)], crew, tells_its_process)) for each in ("a", "b", "gift", "c")]
    first, second, after, last = (outcome.reason for (outcome,) in runs)
    assert first == second != after == last


def test_what_waits_when_a_run_is_broken_off_is_not_begun(place: Store) -> None:
    ids = [arrive(place, f"{number}.txt", f"Tillsyn {number}".encode()) for number in range(9)]
    with Crew(1) as crew:
        handing_out = run_tasks(place, map(Task, ids), crew)
        next(handing_out)
        handing_out.close()  # type: ignore[attr-defined]
    states = [state for state, _, _ in known(place).values()]
    assert states.count(DocumentState.READ) <= 2
    assert set(states) == {DocumentState.READ, DocumentState.FAILED}


@pytest.mark.skipif(not FULL, reason="SAMSYN_TEST_FULL is not set: a cluster takes seconds to start")
@pytest.mark.parametrize("place", ["dask"], indirect=True)
def test_a_cluster_shares_what_is_thick_and_gives_together_what_is_small(
    place: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that kills takes none of those that it was given with along; the scan ends as processes leave it."""
    (tmp_path / "samsyn.toml").write_text("[limits]\nshared_pages = 4\nstretch_pages = 2\n", "utf-8")
    monkeypatch.setenv("SAMSYN_CONFIG", str(tmp_path / "samsyn.toml"))
    papers = {f"{number:02}.txt": f"Tillsyn {number}".encode() for number in range(24)}
    papers |= {"11 gift.txt": POISON, "tjock.pdf": thick_scan(6)}
    tasks = [Task(arrive(place, name, content)) for name, content in sorted(papers.items())]
    given, runs, submit, handed_out = list[int](), list[Run](), Crew.submit, Crew.submit_some

    def noted(crew: Crew, store: Store, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        given.append(len(documents))
        return handed_out(crew, store, run, documents, order)

    def noted_run(crew: Crew, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        runs.append(run)
        return submit(crew, store, run, document, order)

    monkeypatch.setattr(Crew, "submit_some", noted)
    monkeypatch.setattr(Crew, "submit", noted_run)
    outcomes = list(run_tasks(place, tasks, 2, dies_on_poison))
    assert len(outcomes) == len(papers)
    assert max(given) == place.settings.limits.bundle_documents
    assert runs.count(read_stretch) >= 3
    found = known(place)
    assert found.pop("11 gift.txt")[:2] == (DocumentState.QUARANTINED, "worker_crashed")
    assert {(state, reason) for state, reason, _ in found.values()} == {(DocumentState.READ, "")}
    assert [text.split()[-1] for text in found["tjock.pdf"][2]] == ["2024."] * 6
    with place.database.read() as connection:
        assert connection.execute(select(func.sum(documents.c.attempts))).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(stretches)).scalar_one() == 0


def _locked(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="ägare", user="hemligt"))
    return out.getvalue()
