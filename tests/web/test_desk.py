"""The archive desk: what goes on and what came of it, for those who may know; sources; the machine."""

from __future__ import annotations

import io
import re

import pytest

from ingest.checking import look_at_machine, room
from models.access import Role
from models.account import Access, Account
from models.audit import Action
from models.document import DocumentState
from models.job import JobKind
from models.marking import MarkingScope
from models.store.notices import MACHINE, RESTORED, WORKER
from models.store.runs import FileState, RunFile
from models.store.service import service
from tests.web import archive
from tests.web.browsing import Browsing, without_ids, words
from tests.web.conftest import Site


def _run(site: Site, source: str = "inspektioner", *, finished: bool = True) -> tuple[str, str]:
    """A run with a file that was read, one that is broken and one that was not had; its id and the broken one's."""
    store = site.store
    known = store.sources.get(source)
    run = store.runs.begin(source, total=9)
    arrival = store.arrivals.arrive(
        known, store.vault.put(b"%PDF trasig"), 11, path="/in/trasig 850412-2391.pdf", name="trasig 850412-2391.pdf"
    )
    store.registration.claim(arrival.document, "prov")
    store.registration.finish(arrival.document, "prov", DocumentState.QUARANTINED, "corrupt")
    read = site.ids["anteckning.txt"]
    store.runs.note(run, RunFile("/in/anteckning.txt", FileState.NEW, read))
    store.runs.note(run, RunFile("/in/trasig 850412-2391.pdf", FileState.QUARANTINED, arrival.document, "corrupt"))
    store.runs.note(run, RunFile("/in/=låst.pdf", FileState.QUARANTINED, None, "permission_denied"))
    if finished:
        store.runs.finish(run)
    return run, arrival.document


def test_a_run_tells_what_came_of_its_files(own_site: Site) -> None:
    run, broken = _run(own_site)
    ines = own_site.sign_in("ines")
    assert "inspektioner" in words(ines.get("/arkiv"))
    listed = words(ines.get("/arkiv/inlasningar"))
    assert "på servern inspektioner Klart 3 2 1" in listed
    assert words(ines.get(f"/arkiv/inlasningar?sida={9**30}")) == listed
    page = ines.get(f"/arkiv/inlasningar/{run}")
    shown = words(page)
    assert "Filen är skadad." in shown
    assert "trasig 850412-XXXX.pdf" in shown
    assert "2391" not in without_ids(page.text)
    assert f"/d/{broken}/las-om" in page.text
    event = own_site.store.ledger.last(1)[0].event
    assert (event.action, event.target) == (Action.SEARCH, run)


def test_the_manifest_is_masked_inert_and_in_the_ledger(own_site: Site) -> None:
    run, broken = _run(own_site)
    answer = own_site.sign_in("ines").get(f"/arkiv/inlasningar/{run}/filer.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = answer.data.decode("utf-8-sig").splitlines()
    assert rows[0] == "fil;läge;skäl;handling;sha256;läsning;skäl till läsningen"
    sha256 = own_site.store.documents.get(own_site.store.users.viewer("ines"), broken).sha256
    assert f"/in/trasig 850412-XXXX.pdf;i karantän;corrupt;{broken};{sha256};i karantän;corrupt" in rows
    assert len(rows) == 4
    event = own_site.store.ledger.last(1)[0].event
    assert (event.action, event.target, event.owners) == (Action.EXPORT, run, ("Miljönämnden",))


def test_the_manifest_says_how_what_was_there_before_is_read_now(own_site: Site) -> None:
    _first, broken = _run(own_site)
    store = own_site.store
    source = store.sources.get("inspektioner")
    waiting = store.arrivals.arrive(
        source, store.vault.put(b"sedan"), 5, path="/in/sedan.txt", name="sedan.txt"
    ).document
    run = store.runs.begin("inspektioner", total=2)
    store.runs.note(run, RunFile("/in/trasig.pdf", FileState.DUPLICATE, broken))
    store.runs.note(run, RunFile("/in/sedan.txt", FileState.NEW, waiting))
    rows = own_site.sign_in("ines").get(f"/arkiv/inlasningar/{run}/filer.csv").data.decode("utf-8-sig").splitlines()
    told = {row.split(";")[3]: row.split(";")[1:3] + row.split(";")[5:] for row in rows[1:]}
    assert told == {
        broken: ["fanns redan", "", "i karantän", "corrupt"],
        waiting: ["ny", "", "ännu inte läst", "not_read_yet"],
    }


def test_a_run_of_another_owner_is_as_one_that_never_was(own_site: Site) -> None:
    run, _broken = _run(own_site)
    pal = own_site.sign_in("pal")
    assert "inspektioner" not in pal.get("/arkiv/inlasningar").text
    for way in ("", "/filer.csv"):
        foreign, absent = (pal.get(f"/arkiv/inlasningar/{id}{way}") for id in (run, "0" * 32))
        assert foreign.status_code == absent.status_code == 404
    assert pal.post("/arkiv/las-om", state="quarantined", reason="corrupt", run=run).status_code == 404


def test_a_marked_document_is_not_in_the_run(own_site: Site) -> None:
    run, broken = _run(own_site)
    store = own_site.store
    worker = service(store, "prov")
    store.markings.set(worker, MarkingScope.DOCUMENT, broken, group="några", ground="OSL 26:1")
    ines = own_site.sign_in("ines")
    page = ines.get(f"/arkiv/inlasningar/{run}")
    assert "trasig" not in page.text
    assert "skadad" not in page.text
    assert "trasig" not in ines.get(f"/arkiv/inlasningar/{run}/filer.csv").text
    assert "på servern inspektioner Klart 2 1 1" in words(ines.get("/arkiv/inlasningar"))
    ines.post("/arkiv/las-om", state="quarantined", reason="corrupt", run=run)
    assert store.source_reports.unread(store.users.viewer("ines"), "quarantined", "corrupt", 10) == []


def test_what_goes_on_is_told_without_a_reload(own_site: Site) -> None:
    run, _broken = _run(own_site, finished=False)
    ines = own_site.sign_in("ines")
    assert ines.get("/arkiv/pagaende").json["runs"][run]["state"] == "Avbruten"  # type: ignore[index]
    own_site.store.runs.beat(run, 60)
    told = ines.get("/arkiv/pagaende").json["runs"][run]  # type: ignore[index]
    assert (told["state"], told["tone"], told["files"]) == ("Pågår", "running", "3"), (
        "how many there are in all is kept"
    )
    assert "kvar" in told["left"] or "klar" in told["left"]
    assert "data-live" in ines.get("/arkiv").text


def test_all_with_a_reason_are_tried_again_as_one_job(own_site: Site) -> None:
    run, _broken = _run(own_site)
    ines, store = own_site.sign_in("ines"), own_site.store
    answer = ines.post("/arkiv/las-om", state="quarantined", reason="corrupt", run=run)
    assert answer.location == "/jobb"
    job = store.jobs.take("prov")
    assert job is not None
    assert (job.kind, job.owner, job.arguments["run"]) == (JobKind.RETRY, "Miljönämnden", run)
    assert store.ledger.last(1)[0].event.action is Action.READ_AGAIN
    for wrong in ({"state": "read", "reason": ""}, {"state": "failed", "reason": "Adam Provsson"}):
        assert ines.post("/arkiv/las-om", **wrong).status_code == 400, "no words of anybody's in the ledger"


def test_sources_are_listed_with_counts_and_added(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    page = words(ines.get("/arkiv/kallor"))
    assert "Miljönämnden inspektioner inspection 3 läst 3 5" in page
    assert "promemorior" not in page
    assert ines.post("/arkiv/kallor", name="tips", owner="Miljönämnden", kind="tip").status_code == 303
    assert own_site.store.sources.get("tips").owner == "Miljönämnden"
    event = own_site.store.ledger.last(1)[0].event
    assert (event.action, event.details) == (Action.ADMINISTRATION, {"command": "source add", "source": "tips"})
    assert ines.post("/arkiv/kallor", name="egen", owner="Polisen").status_code == 400
    taken = ines.post("/arkiv/kallor", name="promemorior", owner="Miljönämnden")
    assert taken.status_code == 400
    assert "upptaget" in taken.text
    assert "Polisen" not in taken.text


def test_several_files_by_the_plain_form_are_one_run(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    ines.get("/arkiv")
    files = [(io.BytesIO(name.encode()), name) for name in ("Mapp/a.txt", "Mapp/b.txt")]
    answer = ines._client.post("/ladda-upp", data={"csrf_token": ines._token, "source": "inspektioner", "file": files})
    run = answer.location.rsplit("/", 1)[-1]
    report = store.run_reports.get(store.users.viewer("ines"), run)
    assert (report.by, report.total, report.state) == ("ines", 2, "running")
    paths = [job.arguments["path"] for job in (store.jobs.take("w"), store.jobs.take("w")) if job]
    assert paths == ["Mapp/a.txt", "Mapp/b.txt"]
    assert "0 av 2" in words(ines.get(f"/arkiv/inlasningar/{run}"))


def test_the_machine_is_told_by_a_worker(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    first = words(ines.get("/arkiv/lage"))
    assert "Inte kontrollerad än" in first
    assert "ingen arbetare har hörts av" in first
    checks = [{"name": "ocr", "ok": False, "found": "saknas", "next": "installera den."}]
    monkeypatch.setattr("ingest.doctor_command.checks", lambda _settings, counts: checks)
    look_at_machine(store)
    store.notices.put(WORKER, {"at": "2026-11-27T12:00:00+00:00"})
    told = words(ines.get("/arkiv/lage"))
    assert "Läsning av skannade sidor (OCR) behöver åtgärdas saknas Be förvaltaren: installera den." in told
    assert "2026-11-27 13:00" in told
    assert store.notices.get(MACHINE)["room"] == room(store.settings)
    assert ines.post("/arkiv/lage").status_code == 303
    job = store.jobs.take("prov")
    assert job is not None
    assert job.kind is JobKind.CHECK
    for _ in range(3):
        assert ines.post("/arkiv/lage").status_code == 303
    again = store.jobs.take("prov")
    assert again is not None, "one that waits beside one that runs"
    assert store.jobs.take("prov") is None


def test_an_installation_that_was_put_back_says_from_when_it_is(own_site: Site) -> None:
    """Everybody at the desk; how much is missing is told to whoever reads all owners."""
    ines, alva, store = own_site.sign_in("ines"), own_site.sign_in("alva"), own_site.store
    assert "Återställd" not in words(ines.get("/arkiv/lage"))
    told = {"backup": "2026-11-03T01:15:00+00:00", "events": 12, "counts": {"documents": 3}}
    store.notices.put(RESTORED, told)
    mark = "Återställd från säkerhetskopia av 2026-11-03 02:15; det som hänt därefter saknas."
    shown = words(alva.get("/arkiv/lage"))
    assert f"{mark} Minst 12 händelser i loggen är borta. Minst 3 handlingar hade kommit in." in shown
    shown = words(ines.get("/arkiv/lage"))
    assert mark in shown
    assert "Minst" not in shown
    assert "be förvaltaren kvittera" in shown
    store.notices.put(RESTORED, told | {"accepted": True})
    shown = words(ines.get("/arkiv/lage"))
    assert mark in shown
    assert "kvittera" not in shown


def test_how_others_grow_is_not_told(own_site: Site) -> None:
    """Ines reads one of two owners: her own originals, and whether there is room."""
    look_at_machine(own_site.store)
    ines, alva = own_site.sign_in("ines"), own_site.sign_in("alva")
    told = words(ines.get("/arkiv/lage"))
    assert "Dina original" in told
    assert "minst 2 GB lediga" in told
    assert not re.search(r"\b(Valvet|Registret|Ledigt på disken)\b", told)
    assert "Valvet: original och sidbilder" in words(alva.get("/arkiv/lage"))


def test_an_archivist_comes_to_the_desk_first(own_site: Site) -> None:
    access = Access(frozenset({Role.ARCHIVIST}), frozenset({archive.MILJO.owner}))
    own_site.store.users.create(Account("arkiv", "Arkiv", access), archive.PASSWORD)
    browsing = Browsing(own_site.app)
    browsing.sign_in("arkiv", archive.PASSWORD)
    assert browsing.post("/andamal", text="prov", case="P-1").location == "/arkiv"
