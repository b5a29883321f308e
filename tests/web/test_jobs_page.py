"""Handing in files and following work: the web keeps bytes and writes rows, and does nothing else with them."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

from models.audit import Action
from models.job import JobKind
from tests.web.browsing import words
from tests.web.conftest import Site
from web.app import create_app


def test_an_upload_is_kept_unopened_and_becomes_a_job(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    content = b"%PDF-1.7 not really"
    answer = ines.post("/ladda-upp", file=(io.BytesIO(content), "C:\\mapp\\../anmälan.pdf"), source="inspektioner")
    assert answer.location.startswith("/arkiv/inlasningar/")
    job = store.jobs.take("prov")
    assert job is not None
    assert (job.kind, job.owner, job.created_by) == (JobKind.UPLOAD, "Miljönämnden", "ines")
    assert job.arguments["name"] == "anmälan.pdf"
    assert store.vault.get(job.arguments["sha256"]) == content
    assert store.ledger.last(1)[0].event.action is Action.UPLOAD


def test_a_file_for_anothers_source_is_not_kept(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    for source in ("promemorior", "finns-inte", ""):
        answer = ines.post("/ladda-upp", file=(io.BytesIO(b"x"), "x.pdf"), source=source)
        assert answer.status_code == 404
    assert store.jobs.list(store.users.viewer("ines")) == []


def test_an_upload_without_a_file_is_refused(own_site: Site) -> None:
    assert own_site.sign_in("ines").post("/ladda-upp", source="inspektioner").status_code == 400


def test_an_export_job_says_why_and_whose(own_site: Site) -> None:
    alva, store = own_site.sign_in("alva"), own_site.store
    state = alva.post("/sok", q="Kebnekrogen").location
    alva.post(f"{state}/exportera")
    job = store.jobs.take("prov")
    assert job is not None
    assert job.arguments == {
        "state": state.removeprefix("/s/"),
        "purpose": "prov av gränssnittet",
        "case": "PROV-1",
        "owners": "Miljönämnden\nPolisen",
        "groups": "[]",
        "officer_of": "[]",
    }


def test_the_page_follows_a_job_to_its_end(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    ines.post(f"/d/{own_site.ids['anteckning.txt']}/las-om")
    assert "Väntar" in words(ines.get("/jobb"))
    job = store.jobs.take("prov")
    assert job is not None
    store.jobs.progress(job.id, "prov", 0.5)
    assert "Pågår 50 %" in words(ines.get("/jobb"))
    store.jobs.fail(job.id, "prov", "reader_timeout")
    assert "Läsningen avbröts vid tidsgränsen. Lämna in en mindre del av filen." in words(ines.get("/jobb"))


def test_only_the_demo_shows_what_others_see(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    everyone = words(ines.get("/vem"))
    assert "Ines Inspektör" in everyone
    assert "Pål Polis" in everyone
    plain = replace(own_site, app=create_app(own_site.store, own_site.index)).sign_in("ines")
    shown = words(plain.get("/vem"))
    assert "3 handlingar" in shown
    assert "Pål Polis" not in shown
    assert "promemorior" not in shown


def test_the_web_imports_no_reader_of_files() -> None:
    code = (
        "import sys, web.app, web.commands; "
        "print(sorted(set(sys.modules) & {'pypdfium2', 'docx', 'PIL', 'tesserocr', 'pytesseract', 'ingest', 'spacy'}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
