"""Jobs from the table to their result, with the real worker."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ingest.task import Task, run_task
from ingest.work import do
from ingest.worker_command import Workbench
from models.access import EVERYDAY, Viewer
from models.account import Access
from models.document import DocumentState, PageMethod
from models.errors import AccessDeniedError
from models.job import Job, JobKind, JobState
from models.marking import MarkingScope
from models.settings import Settings
from models.source import Source
from models.store.claims import worker_name
from models.store.run_reports import RunState
from models.store.runs import FileState, RunFile, Way
from models.store.store import Store
from search.backends import open_index
from search.finished_files import held
from search.indexing import drain
from tests.cli.command import ROOT, environment
from tests.conftest import viewer_of
from tests.papers import mail_with_attachment, pdf
from tests.processes import wait_until

USER = "prov"
RULES = {"nlp_pipeline": "rules"}  # of processes of their own: a model takes seconds to load


@pytest.fixture(autouse=True)
def _people(store: Store) -> None:
    store.sources.add(Source("tillsyn", "Nämnden"))
    store.sources.add(Source("pm", "Polisen"))
    store.users.add(USER, "Prov", "ett långt lösenord", ["Nämnden"])


def carry_out(store: Store, kind: JobKind, **arguments: str) -> Job:
    """Ask for the job, take it as a worker does, and do it."""
    id = store.jobs.add(kind, "Nämnden", USER, arguments)
    job = store.jobs.take("w")
    assert job is not None
    index = open_index(store.settings)
    result = do(store, index, job, lambda _: None)
    assert store.jobs.finish(id, "w", result)
    drain(store, index)
    index.close()
    return store.jobs.get(viewer_of("Nämnden"), id)


def test_an_upload_is_read_with_its_attachments(store: Store) -> None:
    mail = mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra för lokal"]))
    job = carry_out(store, JobKind.UPLOAD, sha256=store.vault.put(mail), name="brev.eml", source="tillsyn")
    assert job.result is not None
    assert (job.result["state"], job.result["attachments"]) == ("read", "1")
    (child,) = store.documents.family(viewer_of("Nämnden"), job.result["document"])
    assert child.name == "b.pdf"
    again = carry_out(store, JobKind.UPLOAD, sha256=store.vault.put(mail), name="brev.eml", source="tillsyn")
    assert again.result is not None
    assert again.result["reason"] == "duplicate"


def test_an_upload_to_anothers_source_is_refused(store: Store) -> None:
    with pytest.raises(AccessDeniedError):
        carry_out(store, JobKind.UPLOAD, sha256=store.vault.put(b"x"), name="x.txt", source="pm")


def test_reading_again_with_ocr(store: Store) -> None:
    sha256 = store.vault.put(pdf(["Tillsyn av lokal i källaren"]))
    first = carry_out(store, JobKind.UPLOAD, sha256=sha256, name="a.pdf", source="tillsyn")
    assert first.result is not None
    document = first.result["document"]
    assert store.documents.page(viewer_of("Nämnden"), document, 1).method is PageMethod.TEXT
    carry_out(store, JobKind.READ_AGAIN, document=document, force_ocr="1")
    page = store.documents.page(viewer_of("Nämnden"), document, 1)
    assert (page.method, page.reason) == (PageMethod.OCR, "forced")
    assert "källaren" in page.text


def test_a_folder_is_taken_in(store: Store, tmp_path: Path) -> None:
    folder = store.settings.home / "inkommande" / "mars"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Tillsyn")
    job = carry_out(store, JobKind.INGEST, path=str(folder), source="tillsyn")
    assert job.result is not None
    assert (job.result["files"], job.result["documents"]) == ("1", "1")


def test_a_folder_elsewhere_is_refused(store: Store, tmp_path: Path) -> None:
    for path in (tmp_path, store.settings.home / "inkommande" / ".." / "vault"):
        with pytest.raises(AccessDeniedError):
            carry_out(store, JobKind.INGEST, path=str(path), source="tillsyn")


def test_an_upload_whose_worker_died_is_read_whole(store: Store) -> None:
    """The mail was read and its attachment had arrived when the worker fell: the job taken again reads the rest."""
    mail, inner = mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra"])), pdf(["Hyra"])
    source = store.sources.get("tillsyn")
    parent = store.arrivals.arrive(source, store.vault.put(mail), len(mail), path="uppladdad/brev.eml", name="brev.eml")
    store.registration.claim(parent.document, "prov")
    store.registration.finish(parent.document, "prov", DocumentState.READ)
    child = store.arrivals.arrive(
        source, store.vault.put(inner), len(inner), path="p/1/b.pdf", name="b.pdf", parent=parent.document
    )
    carry_out(store, JobKind.UPLOAD, sha256=store.vault.put(mail), name="brev.eml", source="tillsyn")
    assert store.documents.get(viewer_of("Nämnden"), child.document).state is DocumentState.READ


def test_an_upload_whose_worker_died_before_it_could_say_so_is_no_duplicate(store: Store) -> None:
    given = {"sha256": store.vault.put(b"Tillsyn"), "name": "a.txt", "source": "tillsyn"}
    assert [result["reason"] for result in _done_twice(store, given)] == ["", ""]
    assert [result["reason"] for result in _done_twice(store, given)] == ["duplicate", "duplicate"]


def _done_twice(store: Store, given: Mapping[str, str]) -> list[Mapping[str, str]]:
    store.jobs.add(JobKind.UPLOAD, "Nämnden", USER, given)
    results = list[Mapping[str, str]]()
    with closing(open_index(store.settings)) as index:
        for _ in range(2):
            job = store.jobs.take("w")
            assert job is not None
            results.append(do(store, index, job, lambda _: None))
            store.jobs.release(job.id, "w")
    store.jobs.take("w")
    store.jobs.finish(job.id, "w", results[-1])
    return results


def test_a_worse_reading_is_said_and_not_kept(store: Store) -> None:
    sha256 = store.vault.put(b"Tillsyn")
    first = carry_out(store, JobKind.UPLOAD, sha256=sha256, name="a.txt", source="tillsyn")
    assert first.result is not None
    store.vault.path(sha256).write_bytes(b"")  # as if the original were damaged
    again = carry_out(store, JobKind.READ_AGAIN, document=first.result["document"], force_ocr="0")
    assert again.result is not None
    assert (again.result["state"], again.result["reason"]) == ("kept", "empty_file")
    assert store.documents.page(viewer_of("Nämnden"), first.result["document"], 1).text == "Tillsyn"


def test_an_export_holds_what_its_user_may_see(store: Store) -> None:
    for source, text in (("tillsyn", "Tillsyn av 850412-9805"), ("pm", "Tillsyn hos polisen")):
        _read(store, source, text)
    (row,) = _exported(store, owners="Nämnden\nPolisen")
    assert row.startswith("'=x.txt;tillsyn;Nämnden;")
    assert "850412-XXXX" in row
    assert [record.event.action.value for record in store.ledger.last(1)] == ["export"]


def test_an_export_holds_what_is_marked_for_a_group_that_its_user_was_of_and_is(store: Store) -> None:
    officer = Viewer("ansvarig", frozenset({"Nämnden"}), officer_of=frozenset({"Nämnden"}))
    marked = _read(store, "tillsyn", "Tillsyn i hemmet")
    _read(store, "tillsyn", "Tillsyn av krogen")
    store.markings.set(officer, MarkingScope.DOCUMENT, marked, group="barn", ground="OSL 26:1")
    outside = held(store.users.viewer(USER))
    store.users.set_access(USER, Access(EVERYDAY, frozenset({"Nämnden"}), groups=frozenset({"barn"})))
    inside = held(store.users.viewer(USER))
    assert [len(_exported(store, owners="Nämnden", **then)) for then in (inside, outside)] == [2, 1]
    store.users.set_access(USER, Access(EVERYDAY, frozenset({"Nämnden"})))
    assert len(_exported(store, owners="Nämnden", **inside)) == 1


def _read(store: Store, source: str, text: str) -> str:
    arrival = store.arrivals.arrive(
        store.sources.get(source), store.vault.put(text.encode()), len(text), path=f"/{source}/{text}", name="=x.txt"
    )
    assert run_task(str(store.settings.home), Task(arrival.document)).state is DocumentState.READ
    return arrival.document


def _exported(store: Store, **arguments: str) -> list[str]:
    """The rows of the file of all hits, without its head."""
    with closing(open_index(store.settings)) as index:
        drain(store, index)
    kept = {"query": "tillsyn", "include": {}, "exclude": {}, "since": None, "until": None, "sort": "relevance"}
    state = store.states.save(USER, {**kept, "tolerant": False, "trail": [], "wide": []})
    job = carry_out(store, JobKind.EXPORT, state=state, purpose="prov", case="P-1", **arguments)
    assert job.result is not None
    return store.vault.get(job.result["sha256"]).decode("utf-8-sig").splitlines()[1:]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_workers_job_is_taken_again(settings: Settings, store: Store, how: signal.Signals) -> None:
    """At once, however it was stopped: nobody waits for a lease to run out."""
    command = [sys.executable, str(ROOT / "samsyn.py"), "worker"]
    for _ in range(3):  # what is raised within a destructor is lost: a worker told to stop just there does its job
        worker = subprocess.Popen(command, env=environment(settings.home, RULES), stderr=subprocess.DEVNULL)
        try:
            id = _stopped_at_work(store, worker, how)
            worker.wait(120)
        finally:
            worker.kill()
            worker.wait()
        left = store.jobs.get(viewer_of("Nämnden"), id).state
        if left is not JobState.DONE:
            break
    assert left is not JobState.DONE, "it was stopped in the middle of nothing"
    again = environment(settings.home, RULES)
    subprocess.run([*command, "--once"], env=again, check=True, capture_output=True, timeout=120)
    assert store.jobs.get(viewer_of("Nämnden"), id).state is JobState.DONE


def _stopped_at_work(store: Store, worker: subprocess.Popen[bytes], how: signal.Signals) -> str:
    """A job that the worker has in hand when it is stopped. One that was over before that is followed by another."""
    for number in range(20):
        sha256 = store.vault.put(f"Tillsyn {worker.pid}-{number} hos Provkrog AB".encode())
        told = {"sha256": sha256, "name": f"{number}.txt", "source": "tillsyn"}
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", USER, told)
        assert wait_until(partial(_has_arrived, store, sha256)), "it was never begun"
        with store.database.write():  # while this writes, the worker cannot say that the job is done
            if store.jobs.get(viewer_of("Nämnden"), id).state is JobState.RUNNING:
                worker.send_signal(how)
                return id
    raise AssertionError("it was never met at work")


def _has_arrived(store: Store, sha256: str) -> bool:
    """Whether the job is in the midst of it. Told to stop before that, when it was only taken, its worker does it."""
    return any(each.sha256 == sha256 for each in store.documents.of_owner(viewer_of("Nämnden"), "Nämnden"))


def test_what_is_handed_in_together_is_a_run_with_the_paths_of_its_folder(store: Store) -> None:
    viewer = viewer_of("Nämnden")
    viewer = replace(viewer, name=USER)
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=3)
    for path, content in (
        ("Mapp/a.txt", b"Anteckning."),
        ("Mapp/b.txt", b"Anteckning."),
        ("Mapp/c.pdf", b"%PDF-1.7 x"),
    ):
        store.uploads.hand_in(viewer, run, path, store.vault.put(content), len(content))
    index = open_index(store.settings)
    bench = Workbench(store, index, lasting=False)
    assert all(bench.turn() for _ in range(3))
    files = {file.path: (file.state, file.reason) for file in store.runs.files(viewer, run)}
    assert files == {
        f"uppladdad/{run}/Mapp/a.txt": (FileState.NEW, ""),
        f"uppladdad/{run}/Mapp/b.txt": (FileState.DUPLICATE, ""),
        f"uppladdad/{run}/Mapp/c.pdf": (FileState.QUARANTINED, "corrupt"),
    }
    report = store.run_reports.get(viewer, run)
    assert (report.state, report.files, report.documents) == (RunState.DONE, 3, 2)
    paths = {each.path for each in store.documents.places(viewer)}
    assert paths == {f"uppladdad/{run}/Mapp/a.txt", f"uppladdad/{run}/Mapp/b.txt"}, "of what can be searched"
    index.close()


def test_a_hand_in_whose_last_file_takes_every_worker_down_is_done_all_the_same(store: Store) -> None:
    viewer = replace(viewer_of("Nämnden"), name=USER)
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=1)
    id = store.uploads.hand_in(viewer, run, "a.pdf", store.vault.put(b"x"), 1)
    for _ in range(store.settings.limits.attempts + 1):
        assert store.jobs.take("w") is not None
        assert store.jobs.release(id, "w")
    index = open_index(store.settings)
    assert not Workbench(store, index, lasting=False).turn()
    assert store.run_reports.get(viewer, run).state is RunState.DONE
    assert [job.reason for job in store.jobs.failed(viewer, run)] == ["attempts"]
    index.close()


def test_a_file_that_takes_every_worker_down_is_set_aside(store: Store) -> None:
    """By the one take of its job that is left when it has ended as many workers as it may."""
    viewer, index = replace(viewer_of("Nämnden"), name=USER), open_index(store.settings)
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=1)
    id = store.uploads.hand_in(viewer, run, "a.txt", store.vault.put(b"Tillsyn"), 7)
    for _ in range(store.settings.limits.attempts):
        falls = [sys.executable, "-c", _FALLS]
        fallen = subprocess.run(falls, cwd=ROOT, env=environment(store.settings.home, RULES), timeout=120)
        assert fallen.returncode == -signal.SIGKILL
    assert Workbench(store, index, lasting=False).turn()
    job = store.jobs.get(viewer, id)
    assert job.state is JobState.DONE
    assert job.result is not None
    assert (job.result["state"], job.result["reason"]) == ("quarantined", "worker_crashed")
    (file,) = store.runs.files(viewer, run)
    assert (file.state, file.reason) == (FileState.QUARANTINED, "worker_crashed")
    index.close()


_FALLS = """
import os, signal
from ingest import task, work
from models.settings import read_settings
from models.store.claims import worker_name
from models.store.store import Store
from search.backends import open_index

task._read = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
store = Store.open(read_settings())
work.do(store, open_index(store.settings), store.jobs.take(worker_name()), lambda fraction: None)
"""
"""A worker that is ended by what it reads."""


def test_a_worker_that_died_before_it_noted_that_a_file_was_set_aside(store: Store) -> None:
    """The next worker notes it; that another came with the same bytes stays as it was noted."""
    viewer = replace(viewer_of("Nämnden"), name=USER)
    content, index = b"%PDF-1.7 x", open_index(store.settings)
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=2)
    for name, left in (("a.pdf", FileState.NEW), ("b.pdf", FileState.DUPLICATE)):
        id = store.uploads.hand_in(viewer, run, name, store.vault.put(content), len(content))
        first = store.jobs.take("w")
        assert first is not None
        document = do(store, index, first, lambda _: None)["document"]
        store.runs.note(run, RunFile(f"uppladdad/{run}/{name}", left, document))  # as it stood when it died
        assert store.jobs.release(id, "w")
        second = store.jobs.take("w")
        assert second is not None
        assert second.attempts == 2
        assert store.jobs.finish(id, "w", do(store, index, second, lambda _: None))
    files = {file.path: (file.state, file.reason) for file in store.runs.files(viewer, run)}
    assert files == {
        f"uppladdad/{run}/a.pdf": (FileState.QUARANTINED, "corrupt"),
        f"uppladdad/{run}/b.pdf": (FileState.DUPLICATE, ""),
    }
    index.close()


def test_a_worker_that_died_before_it_noted_anything_of_a_file_that_was_here(store: Store) -> None:
    viewer = replace(viewer_of("Nämnden"), name=USER)
    content, index = b"Anteckning.", open_index(store.settings)
    sha256 = store.vault.put(content)
    carry_out(store, JobKind.UPLOAD, sha256=sha256, name="a.txt", source="tillsyn")
    run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=1)
    id, path = store.uploads.hand_in(viewer, run, "b.txt", sha256, len(content)), f"uppladdad/{run}/b.txt"
    assert store.jobs.take("w") is not None
    store.arrivals.arrive(store.sources.get("tillsyn"), sha256, len(content), path=path, name="b.txt")  # and it dies
    assert store.jobs.release(id, "w")
    job = store.jobs.take("w")
    assert job is not None
    assert store.jobs.finish(id, "w", do(store, index, job, lambda _: None))
    assert [(file.path, file.state) for file in store.runs.files(viewer, run)] == [(path, FileState.DUPLICATE)]
    index.close()


def test_a_document_that_another_process_has_keeps_no_others_from_being_tried_again(store: Store) -> None:
    source, ids = store.sources.get("tillsyn"), list[str]()
    for name in ("a.txt", "b.txt"):
        sha256 = store.vault.put(name.encode())
        ids.append(store.arrivals.arrive(source, sha256, 5, path=f"/{name}", name=name).document)
    store.registration.claim(ids[0], worker_name())
    reason = store.documents.get(viewer_of("Nämnden"), ids[1]).reason
    assert store.documents.get(viewer_of("Nämnden"), ids[0]).reason == reason, "both are asked for"
    job = carry_out(store, JobKind.RETRY, state="failed", reason=reason, run="")
    assert job.result == {"documents": "1"}
    assert store.documents.get(viewer_of("Nämnden"), ids[1]).state is DocumentState.READ


def test_no_more_are_tried_again_at_one_press_than_the_limit(store: Store) -> None:
    broken = [b"%PDF-1.7 " + bytes([number]) for number in range(3)]
    for content in broken:
        carry_out(store, JobKind.UPLOAD, sha256=store.vault.put(content), name="x.pdf", source="tillsyn")
    limits = replace(store.settings.limits, retry_documents=2)
    store.settings = replace(store.settings, limits=limits)
    job = carry_out(store, JobKind.RETRY, state="quarantined", reason="corrupt", run="")
    assert job.result == {"documents": "2"}
    assert carry_out(store, JobKind.RETRY, state="quarantined", reason="encrypted", run="").result == {"documents": "0"}
