"""A cluster of processes: it ends where one process would have, whatever befalls a worker, the scheduler or the net.

Scheduler, two workers, PostgreSQL, OpenSearch and whoever takes files in, each a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.document import DocumentState
from models.store.schema_orders import orders
from models.store.service import service
from models.store.store import Store
from search.differing import differences
from search.opensearch.index import OpenSearchIndex
from tests.cli.command import Answer
from tests.faults.clusters import Machines, Network, answer, certificates, network, read_undisturbed, registered
from tests.faults.tasks import DAWDLE, POISON
from tests.opensearch_nodes import remove_indices
from tests.papers import notes_and_a_mail
from tests.processes import wait_until
from tests.servers import missing

pytestmark = [pytest.mark.opensearch, pytest.mark.postgresql]

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
COUNT = 20 if FULL else 4
ROUNDS = 20 if FULL else 1
LONG = 30.0
CUTS = [45.0, LONG, *[4.0] * (ROUNDS - 2)] if FULL else [1.0]  # seconds; Dask gives a silent connection up after 30
PATIENCE = 480  # seconds: three workers die with a document and are started anew, on a busy machine half a minute each
GIVEN_UP = {"cluster_unavailable", "database_unavailable"}


@pytest.fixture(scope="module")
def net() -> Iterator[Network]:
    with network() as made:
        if made is None:
            missing("no network can be cut here: that takes root and iproute2")
        assert made is not None
        yield made


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    return notes_and_a_mail(folder, COUNT)


@pytest.fixture
def store(tmp_path: Path, postgresql_url: str) -> Iterator[Store]:
    with registered(tmp_path, postgresql_url) as store:
        yield store


@pytest.fixture
def index(opensearch_url: str, opensearch_prefix: str) -> Iterator[OpenSearchIndex]:
    with closing(OpenSearchIndex(opensearch_url, opensearch_prefix)) as index:
        yield index
    remove_indices(opensearch_url, opensearch_prefix)


@pytest.fixture
def machines(
    tmp_path: Path, store: Store, net: Network, opensearch_url: str, opensearch_prefix: str
) -> Iterator[Machines]:
    made = tmp_path / "certifikat"
    made.mkdir()
    settings = {"nlp_pipeline": "rules", "opensearch_prefix": opensearch_prefix}
    with (
        net.with_servers(store.settings.database_url, opensearch_url) as servers,
        Machines(tmp_path, settings | servers, net.entering, certificates(made)) as running,
    ):
        yield running


@pytest.fixture
def undisturbed(tmp_path: Path, papers: Path) -> dict[str, Any]:
    """What a run leaves in processes of this machine, in which nothing happens."""
    with read_undisturbed(tmp_path / "ostört", papers) as store:
        return contents(store)


def contents(store: Store) -> dict[str, Any]:
    viewer, found = service(store, "prov"), {}
    for document in store.documents.of_owner(viewer, "Nämnden"):
        pages = [(page.method, page.text) for page in store.documents.pages(viewer, document.id)]
        names = sorted((m.label, m.page, m.start, m.value) for m, _ in store.documents.mentions(viewer, document.id))
        found[document.id] = (document.name, document.state, document.reason, pages, names)
    return found


@pytest.mark.timeout(1200)  # each process that is started anew takes seconds, on a busy machine many
@pytest.mark.parametrize("cut", CUTS)
def test_whatever_befalls_it_the_end_is_the_same(
    machines: Machines,
    papers: Path,
    undisturbed: dict[str, Any],
    store: Store,
    index: OpenSearchIndex,
    tmp_path: Path,
    net: Network,
    cut: float,
) -> None:
    scheduler = machines.scheduler()
    workers = [machines.worker(), machines.worker()]

    # A poison document, the net cut, and a worker killed with another document in hand.
    if FULL:  # it takes three workers with it
        (papers / "gift.txt").write_bytes(b"Ett papper med " + POISON)
    (papers / "000 droj.txt").write_bytes(b"Ett papper med " + DAWDLE)
    run = machines.ingest(papers)
    at_work = _dawdler(tmp_path, run)
    is_long = cut >= LONG
    everybody = (machines.port, *net.ports)
    assert [net.reaches(port) for port in everybody] == [True] * 3
    net.cut()
    assert [net.reaches(port) for port in everybody] == [False] * 3
    assert not is_long or _kill(at_work)  # one that hears nothing for so long may end by itself
    time.sleep(cut)
    net.mend()
    assert is_long or _kill(at_work)
    _ended(machines, papers, run)

    if FULL:
        _lose_the_scheduler(machines, papers, tmp_path, scheduler)

    found = contents(store)
    added = ("gift.txt", "000 droj.txt", "sist droj.txt")
    disturbed = {name: (state, reason) for name, state, reason, _, _ in found.values() if name in added}
    assert disturbed == {
        **({"gift.txt": (DocumentState.QUARANTINED, "worker_crashed")} if FULL else {}),
        **({"sist droj.txt": (DocumentState.READ, "")} if FULL else {}),
        "000 droj.txt": (DocumentState.READ, ""),
    }
    assert {id: each for id, each in found.items() if each[0] not in disturbed} == undisturbed
    with store.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(orders)).scalar_one() == 0
    for worker in workers:
        assert worker.poll() is None  # they found the new scheduler by themselves
    assert (store.outbox.count(), differences(store, index)) == (0, [])
    searchable = {id for id, (_, state, *_) in found.items() if state is DocumentState.READ}
    assert set(index.documents("Nämnden")) == searchable
    _hold_no_words_of_a_case(workers)


def _lose_the_scheduler(machines: Machines, papers: Path, folder: Path, scheduler: subprocess.Popen[str]) -> None:
    """It dies in the middle of another run; another comes in its place, and the next run goes on."""
    (papers / "sist droj.txt").write_bytes(b"Ett annat papper med " + DAWDLE)
    (folder / DAWDLE.decode()).unlink()
    run = machines.ingest(papers)
    at_work = _dawdler(folder, run)
    os.killpg(scheduler.pid, signal.SIGKILL)
    broken = answer(run)
    assert (broken.status, broken.error["code"]) == (1, "cluster_unavailable"), broken.err
    _kill(at_work)  # else it would still have its document, as it should
    machines.scheduler()
    last = answer(machines.ingest(papers))
    assert last.status == 0, last.err


def _dawdler(folder: Path, run: subprocess.Popen[str]) -> int:
    """The process that has the document which holds it up."""
    at_work = folder / DAWDLE.decode()
    assert wait_until(lambda: at_work.exists() or run.poll() is not None, 240)
    assert run.poll() is None, answer(run).err
    return int(at_work.read_text())


def _kill(number: int) -> bool:
    """Whether it was there: a worker that has lost its scheduler for good may have ended by itself."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
        return True
    return False


def _ended(machines: Machines, papers: Path, run: subprocess.Popen[str]) -> Answer:
    """A long cut ends the run with a clear error, and the next goes on from there."""
    first = answer(run, PATIENCE)
    if first.status:
        assert first.error["code"] in GIVEN_UP, first.err
        first = answer(machines.ingest(papers), PATIENCE)
    assert first.status == 0, first.err
    return first


def _hold_no_words_of_a_case(workers: list[subprocess.Popen[str]]) -> None:
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    for said in map(answer, workers):
        assert said.status == 0, said.err
        for word in ("Provkrog", "Tillsyn", "droj", "brev", "Hyra", "Ett papper"):
            assert word not in said.err + said.out
