"""Case folders taken out by the worker as PDF and ZIP, and handed out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from ingest.work import do
from models.access import Role
from models.audit import Action
from models.errors import AccessDeniedError, DossierTooLargeError, OriginalReasonError
from models.marking import MarkingScope
from models.scanning_errors import InfectedFileError
from search import reading
from search.dossier_package import INFECTED
from tests.cli.command import ROOT, environment
from tests.web.archive import MILJO, PASSWORD
from tests.web.conftest import Site
from tests.web.dossiers import NOTE, OFFICER, REPORT, carried_out, fetched, let, made, worked


def test_the_pdf_has_the_citations_masked_and_no_more_than_its_reader_reads(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    own_site.store.markings.set(
        OFFICER, MarkingScope.PAGE, own_site.ids[REPORT], page=2, group="barn", ground="OSL 26:1"
    )
    ines.get(f"/mappar/{id}")
    job = carried_out(own_site, ines, id, format="pdf", images="1")
    content = fetched(ines, job)
    pdf = PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "Kebnekrogen" in text
    assert "MBN 2024-0112" in text
    assert "inspektion-kebnekrogen.pdf, s. 1." in " ".join(text.split())
    assert "Frysen" not in text
    assert "2391" not in text
    assert any(len(list(page.get_objects(filter=[3]))) for page in pdf)
    pdf.close()
    exported = [each.event for each in own_site.store.ledger.last(40) if each.event.action is Action.EXPORT]
    assert [(each.target, (each.details or {})["items"]) for each in exported] == [(id, 2)]


def test_pictures_beyond_the_limit_are_left_out_and_said(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    id = made(own_site, ines)
    limits = replace(store.settings.limits, dossier_pictures=0)
    monkeypatch.setattr(store, "settings", replace(store.settings, limits=limits))
    pdf = PdfDocument(fetched(ines, carried_out(own_site, ines, id, format="pdf", images="1")))
    assert not any(len(list(page.get_objects(filter=[3]))) for page in pdf)
    assert "fick inte plats" in " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()


def test_a_page_that_a_second_reading_took_away_leaves_the_rest_of_the_file(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    with own_site.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE dossier_items SET page = 9 WHERE kind = 'page'")
    assert fetched(ines, carried_out(own_site, ines, id, format="pdf", images="1")).startswith(b"%PDF")


def test_the_zip_has_originals_and_a_manifest_that_sha256sum_checks(own_site: Site, tmp_path: Path) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    ines.get(f"/mappar/{id}")
    asked = ines.post(f"/mappar/{id}/ta-ut", format="zip")
    assert asked.status_code == 200
    assert "I originalen står personnummer" in asked.text
    job = carried_out(own_site, ines, id, format="zip", unmask="begärt av åklagaren")
    with zipfile.ZipFile(io.BytesIO(fetched(ines, job))) as package:
        package.extractall(tmp_path)
        names = package.namelist()
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(names) - 1
    rows = list(csv.DictReader((tmp_path / "manifest.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert {row["namn"]: row["sidor"] for row in rows} == {NOTE: "alla", REPORT: "1, 2"}
    for row in rows:
        content = (tmp_path / row["sökväg"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert "första besöket" in next(row["därför"] for row in rows if row["namn"] == REPORT)
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert [each["kind"] for each in told["items"]] == ["document", "page", "fragment"]
    actions = [each.event.action for each in own_site.store.ledger.last(30)]
    assert actions.count(Action.DOWNLOAD) == 3  # two originals, and the result
    assert actions.count(Action.UNMASK) == 2


def test_a_file_is_not_handed_out_after_something_was_marked_nor_when_the_folder_is_closed_to_one(
    own_site: Site,
) -> None:
    store = own_site.store
    store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    ines, kim = own_site.sign_in("ines"), own_site.sign_in("kim")
    id = made(own_site, ines)
    ines.post(f"/mappar/{id}/delning", audience="owner")
    kim.get(f"/mappar/{id}")
    job = carried_out(own_site, kim, id, format="pdf")
    assert fetched(kim, job).startswith(b"%PDF")
    ines.post(f"/mappar/{id}/delning", audience="own")
    assert kim.get(f"/jobb/{job.id}/resultat").status_code == 404
    ines.post(f"/mappar/{id}/delning", audience="owner")
    assert fetched(kim, job)
    store.markings.set(OFFICER, MarkingScope.PAGE, own_site.ids[NOTE], page=1, group="barn", ground="OSL 26:1")
    assert kim.get(f"/jobb/{job.id}/resultat").status_code == 404


def test_the_worker_asks_anew_what_the_asker_may(own_site: Site) -> None:
    let(own_site, "barn")
    ines, store = own_site.sign_in("ines"), own_site.store
    id = made(own_site, ines)
    on = (OFFICER, MarkingScope.DOCUMENT, own_site.ids[REPORT])
    store.markings.set(*on, group="barn", ground="OSL 26:1")
    assert ines.post(f"/mappar/{id}/ta-ut", format="pdf").status_code == 303
    let(own_site)
    job = store.jobs.take("prov")
    assert job is not None
    made_anew = do(store, own_site.index, job, lambda _: None)
    pdf = PdfDocument(store.vault.get(made_anew["sha256"]))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    assert "anteckning.txt" in text
    assert "inspektion-kebnekrogen" not in text
    let(own_site, roles=frozenset({Role.USER}))
    with pytest.raises(AccessDeniedError):
        do(store, own_site.index, job, lambda _: None)
    assert ines.post(f"/mappar/{id}/ta-ut", format="pdf").status_code == 403


def test_what_the_scanner_knows_is_left_out_and_the_rest_is_not(
    own_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scanned(_where: str, content: bytes) -> None:
        if NOTE.encode() in content:
            raise InfectedFileError("prov")

    monkeypatch.setattr(reading, "check_clean", scanned)
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    job = carried_out(own_site, ines, id, format="zip", unmask="begärt av åklagaren")
    with zipfile.ZipFile(io.BytesIO(fetched(ines, job))) as package:
        rows = list(csv.DictReader(package.read("manifest.csv").decode("utf-8-sig").splitlines(), delimiter=";"))
    paths = {row["namn"]: row["sökväg"] for row in rows}
    assert (paths[NOTE], bool(paths[REPORT])) == ("", True)
    assert any(INFECTED in each for row in rows for each in row.values())


def test_what_is_too_large_or_lacks_a_reason_is_no_file(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    id = made(own_site, ines)
    ines.post(f"/mappar/{id}/ta-ut", format="zip", unmask="skäl")
    job = store.jobs.take("prov")
    assert job is not None
    lacking = replace(job, arguments={**job.arguments, "unmask": ""})
    with pytest.raises(OriginalReasonError):
        do(store, own_site.index, lacking, lambda _: None)
    small = replace(store.settings, limits=replace(store.settings.limits, dossier_bytes=10))
    monkeypatch.setattr(store, "settings", small)
    with pytest.raises(DossierTooLargeError):
        do(store, own_site.index, job, lambda _: None)


_KILLED = """
import os, signal
from ingest.work import do
from models.settings import read_settings
from models.store.store import Store
from search.backends import open_index

store = Store.open(read_settings())
job = store.jobs.take("dör")
do(store, open_index(store.settings), job, lambda done: done > 0.5 and os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_does_it(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    id = made(own_site, ines)
    ines.post(f"/mappar/{id}/ta-ut", format="zip", unmask="skäl")
    before = {path.name for path in store.settings.home.rglob("*")}
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED],
        env=environment(store.settings.home),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = {path.name for path in store.settings.home.rglob("*") if path.is_file()} - before
    assert {name for name in left if not name.endswith(("-wal", "-shm"))} == set()
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE jobs SET lease_until = '2020-01-01 00:00:00'")
    job = worked(own_site)
    assert job.attempts == 2
    assert fetched(ines, job).startswith(b"PK")
