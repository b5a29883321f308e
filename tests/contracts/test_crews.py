"""Whoever reads documents keeps to the same: processes of this machine, and a Dask cluster that is made on it.

A cluster that is there already, with scheduler and workers of its own, is in ``tests/faults/test_cluster.py``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from ingest.cluster.crew import Crew
from ingest.pool import run_tasks
from ingest.task import Task
from models.document import DocumentState
from models.settings import Settings
from models.source import Source
from models.store.service import service
from models.store.store import Store
from tests.faults.tasks import POISON, dies_on_poison, tells_its_process
from tests.papers import mail_with_attachment, pdf

PLACES = {"processes": "", **({"dask": "local"} if os.environ.get("SAMSYN_TEST_FULL") else {})}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")  # what the workers read
    store = Store.open(replace(settings, cluster=PLACES[request.param]), create=True)
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


def _locked(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="ägare", user="hemligt"))
    return out.getvalue()
