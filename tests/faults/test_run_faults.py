"""A run that is killed, starved or cut off loses nothing: the next one ends where an undisturbed one would have."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.document import DocumentState
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from tests.cli.command import ROOT, Answer, environment, samsyn, samsyn_here
from tests.faults.seeds import FULL, TODAY
from tests.faults.tasks import ENDLESS, POISON
from tests.papers import notes_and_a_mail, pdf
from tests.processes import descendants, wait_until

COUNT = 40 if FULL else 12
AFTER: list[Any] = [0, 0.1, 0.2, 0.5, 1, 2] if FULL else [pytest.param(Random(TODAY).choice([0.0, 0.2]), id="today")]
"""Seconds from the first document that was read to the kill."""
RULES = {"nlp_pipeline": "rules"}  # what is killed is the run: whichever names, and a model takes each worker seconds


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fel") / "papper"
    return notes_and_a_mail(folder, COUNT)


@pytest.fixture
def papers(written: Path, tmp_path: Path) -> Path:
    """A copy of them for each test."""
    return Path(shutil.copytree(written, tmp_path / "papper"))


@pytest.fixture(scope="module")
def undisturbed(written: Path) -> dict[str, Any]:
    """What a home holds after a run in which nothing happens."""
    home = with_source(written.parent / "ostört")
    assert ingest_here(home, written).status == 0
    return contents(home)


def contents(home: Path) -> dict[str, Any]:
    """What a home holds, whatever way it came about: documents, their states, texts and names."""
    store = Store.open(Settings(home=home))
    viewer = service(store, "prov")
    found = {}
    for owner in store.sources.owners():
        for document in store.documents.of_owner(viewer, owner):
            pages = [(page.method, page.text) for page in store.documents.pages(viewer, document.id)]
            names = sorted(
                (m.label, m.page, m.start, m.value) for m, _ in store.documents.mentions(viewer, document.id)
            )
            found[document.id] = (document.name, document.state, pages, names)
    store.close()
    return found


def ingest(home: Path, papers: Path, **settings: str) -> Answer:
    words = ("ingest", papers, "--source", "tillsyn", "--workers", "2", "--json")
    return samsyn(home, *words, **{**RULES, **settings})


def ingest_here(home: Path, papers: Path) -> Answer:
    """The same in this process, with one worker: where nothing befalls a process."""
    return samsyn_here(home, "ingest", papers, "--source", "tillsyn", "--workers", "1", "--json", **RULES)


def with_source(home: Path) -> Path:
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return with_source(tmp_path / "hem")


@pytest.mark.parametrize("after", AFTER)
def test_a_killed_run_goes_on_where_it_was(home: Path, papers: Path, undisturbed: dict[str, Any], after: float) -> None:
    last = papers / "sist.txt"
    last.write_bytes(b"Ett papper med " + POISON)  # it is never begun: the run is killed in the middle, however quick
    command = [sys.executable, "-c", ENDLESS, "ingest", str(papers), "--source", "tillsyn", "--workers", "2"]
    told = environment(home, RULES)
    run = subprocess.Popen(command, env=told, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    _wait_until_something_is_read(home)
    time.sleep(after)
    below = descendants(run.pid, "")
    os.killpg(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert wait_until(lambda: not any(each.alive for each in below))  # one that still dies has its document still
    last.unlink()

    again = ingest(home, papers) if FULL else ingest_here(home, papers)
    assert again.status == 0
    found = contents(home)
    assert {id: each for id, each in found.items() if each[0] != last.name} == undisturbed
    assert samsyn_here(home, "verify", "--json").value["differences"] == []


def test_attachments_of_a_finished_mail_are_not_forgotten(home: Path, papers: Path) -> None:
    """The mail was read, its attachment arrived, then the power went."""
    store = Store.open(Settings(home=home))
    source = store.sources.get("tillsyn")
    mail = (papers / "brev.eml").read_bytes()
    parent = store.arrivals.arrive(
        source, store.vault.put(mail), len(mail), path=str(papers / "brev.eml"), name="brev.eml"
    )
    store.registration.claim(parent.document, "prov")
    store.registration.finish(parent.document, "prov", DocumentState.READ)
    content = pdf(["Hyra för lokal"])
    child = store.arrivals.arrive(
        source, store.vault.put(content), len(content), path="p/1/b.pdf", name="b.pdf", parent=parent.document
    )
    store.close()
    assert ingest_here(home, papers).status == 0
    assert contents(home)[child.document][1] is DocumentState.READ


def test_a_full_disk_stops_clearly_and_goes_on_when_there_is_room(home: Path, papers: Path, tmp_path: Path) -> None:
    """A real full disk: a small tmpfs, mounted in a name space of the test's own."""
    if shutil.which("unshare") is None:
        pytest.fail("unshare (util-linux) is needed to make a full disk")
    (papers / "stor.txt").write_bytes(b"x" * 3_000_000)
    small = tmp_path / "liten"
    small.mkdir()
    script = f"""
        set -e
        mount -t tmpfs -o size=2m tmpfs {small}
        cp -a {home} {small}/hem
        export SAMSYN_HOME={small}/hem
        run() {{ {sys.executable} {ROOT}/samsyn.py ingest {papers} --source tillsyn --workers 1 --json; }}
        run >{tmp_path}/first.out 2>{tmp_path}/first.err && exit 9
        mount -o remount,size=64m {small}
        run >{tmp_path}/second.out 2>{tmp_path}/second.err
        cp -a {small}/hem {tmp_path}/efter
    """
    spaces = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    done = subprocess.run(
        [*spaces, "bash", "-c", script], env=environment(home, RULES), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"disk_full"' in (tmp_path / "first.err").read_text()
    assert (tmp_path / "first.out").read_text() == ""
    found = contents(tmp_path / "efter")
    assert len(found) == COUNT + 3
    assert {state for _, state, _, _ in found.values()} == {DocumentState.READ}
    assert samsyn_here(tmp_path / "efter", "verify", "--json").value["differences"] == []


def test_without_opensearch_ingest_goes_on_and_the_index_catches_up(home: Path, papers: Path) -> None:
    nowhere = {"opensearch_url": "http://127.0.0.1:9"}
    run = ingest(home, papers, **nowhere)
    assert run.status == 0
    assert run.value["documents"] == COUNT + 2
    assert "index_unavailable" in run.err
    assert samsyn_here(home, "status", "--json", **nowhere).value["outbox"] == COUNT + 2
    search = samsyn_here(home, "search", "tillsyn", "--json", **nowhere)
    assert (search.status, search.error["code"]) == (1, "index_unavailable")
    assert samsyn_here(home, "verify", "--repair", "--json").status in (0, 3)
    assert samsyn_here(home, "search", "tillsyn", "--json").value["total"] == COUNT


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tom.txt", b"", "empty_file"),
        ("trasig.pdf", b"%PDF-1.7\nslut", "corrupt"),
        ("data.bin", b"\x00\x01\xff" * 99, "unsupported_type"),
    ],
)
def test_bad_files_are_named_and_their_neighbours_read(
    home: Path, papers: Path, name: str, content: bytes, reason: str
) -> None:
    (papers / name).write_bytes(content)
    value = ingest_here(home, papers).value
    assert value["files"] == COUNT + 2
    assert [(Path(p["path"]).name, p["state"], p["reason"]) for p in value["problems"]] == [
        (name, "quarantined", reason)
    ]
    assert value["files"] == value["documents"] - 1 + value["quarantined"]


def _wait_until_something_is_read(home: Path) -> None:
    store, limit = Store.open(Settings(home=home)), time.monotonic() + 120
    while store.status(service(store, "prov"))["documents"].get("read", 0) == 0:
        assert time.monotonic() < limit, "nothing was read within two minutes"
        time.sleep(0.02)
    store.close()
