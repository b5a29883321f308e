"""Case folders in the front end: collected in, put in order, shared, closed, taken out by the worker, handed out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from ingest.work import do
from models.access import EVERYDAY, Purpose, Role, Viewer
from models.account import Access
from models.audit import Action
from models.dossier import ItemKind, Thing
from models.errors import AccessDeniedError, DossierTooLargeError, OriginalReasonError
from models.job import Job
from models.marking import MarkingScope
from models.scanning_errors import InfectedFileError
from models.tie import Near
from nlp.ties import TIES
from search import reading
from search.dossier_export import Form, Wanted, _as_kept, export_dossier
from search.dossier_package import INFECTED
from search.dossier_reading import shown_dossier
from search.network import Filter, NetworkRequest
from tests.cli.command import ROOT, environment
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from web.network_states import Step

REPORT, NOTE, SCAN = "inspektion-kebnekrogen.pdf", "anteckning.txt", "skannad-anmälan.tif"
OFFICER = Viewer("ansvarig", frozenset({MILJO.owner}), officer_of=frozenset({MILJO.owner}))


def let(site: Site, *groups: str, roles: frozenset[Role] = EVERYDAY) -> None:
    site.store.users.set_access("ines", Access(roles, frozenset({MILJO.owner}), groups=frozenset(groups)))


def made(site: Site, browsing: Browsing, title: str = "Kebnekrogen") -> str:
    """A folder with a document, a page and a fragment in it."""
    browsing.get("/mappar/")
    sent = browsing.post("/mappar/", title=title, reference="MBN 2024-0112")
    id = sent.location.rpartition("/")[2]
    put = {"dossier": id, "number": "1"}
    browsing.post("/mappar/lagg", kind="document", document=site.ids[NOTE], **put)
    browsing.post("/mappar/lagg", kind="page", document=site.ids[REPORT], **put, words="första besöket")
    browsing.post(
        "/mappar/lagg", kind="fragment", document=site.ids[REPORT], dossier=id, number="2", quote="Frysen höll"
    )
    return str(id)


def carried_out(site: Site, browsing: Browsing, id: str, **asked: str) -> Job:
    sent = browsing.post(f"/mappar/{id}/ta-ut", **asked)
    assert sent.status_code == 303, sent.text
    return worked(site)


def worked(site: Site) -> Job:
    job = site.store.jobs.take("prov")
    assert job is not None
    result = do(site.store, site.index, job, lambda _: None)
    site.store.jobs.finish(job.id, "prov", result)
    return site.store.jobs.get(Viewer(job.created_by, frozenset({MILJO.owner})), job.id)


def fetched(browsing: Browsing, job: Job) -> bytes:
    answer = browsing.get(f"/jobb/{job.id}/resultat")
    assert answer.status_code == 200
    return answer.data


def items(text: str) -> list[str]:
    return re.findall(r'id="i-([0-9a-f]{32})"', text)


def test_things_are_collected_put_in_order_and_taken_out_again(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    page = ines.get(f"/mappar/{id}")
    assert "inspektion-kebnekrogen.pdf, s. 1. Inspektionsrapport, 2024-03-05. Källa: inspektioner" in words(page)
    assert "<blockquote>Frysen höll</blockquote>" in page.text
    note, first, fragment = items(page.text)
    ines.post(f"/mappar/{id}/poster/{fragment}", act="move", section="", after="")
    ines.post(f"/mappar/{id}/poster/{first}", act="describe", words="nytt skäl")
    ines.post(f"/mappar/{id}/avsnitt", act="add", title="Besöken")
    section = re.search(r'name="section" value="([0-9a-f]{32})"', ines.get(f"/mappar/{id}").text)
    assert section is not None
    ines.post(f"/mappar/{id}/poster/{first}", act="last", section=section[1])
    page = ines.get(f"/mappar/{id}")
    assert items(page.text) == [fragment, note, first]
    assert "nytt skäl" in page.text
    removed = ines.post(f"/mappar/{id}/poster/{note}", act="remove")
    page = ines.get(removed.location)
    assert "Posten är tagen ur mappen" in page.text
    assert items(page.text) == [fragment, first]
    ines.post(f"/mappar/{id}/poster/{note}", act="restore")
    assert items(ines.get(f"/mappar/{id}").text) == [fragment, note, first]
    ines.post(f"/mappar/{id}/lage", act="close")
    assert ines.post(f"/mappar/{id}/poster/{note}", act="remove").status_code == 404
    ines.post(f"/mappar/{id}/lage", act="open")
    gone = ines.post(f"/mappar/{id}/lage", act="remove")
    assert ines.get(f"/mappar/{id}").status_code == 404
    assert "Ångra" in ines.get(gone.location).text
    assert ines.post(f"/mappar/{id}/lage", act="restore").status_code == 303
    assert ines.get(f"/mappar/{id}").status_code == 200


def test_hits_are_collected_one_or_all_and_the_last_folder_is_chosen_beforehand(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    made(own_site, ines, "Äldre")
    page = ines.search("Kebnekrogen")
    state = re.search(r'name="back" value="([0-9a-f]{32})"', page.text)
    assert state is not None
    documents = [own_site.ids[REPORT], own_site.ids[SCAN]]
    sent = ines.post("/mappar/lagg", kind="document", back=state[1], shown=documents, which="shown", title="Ny")
    assert sent.location.startswith(f"/s/{state[1]}?mapp=")
    assert "Ligger i mappen" in ines.get(sent.location).text
    id = sent.location.rpartition("=")[2]
    assert len(items(ines.get(f"/mappar/{id}").text)) == 2
    assert f'<option value="{id}" selected>' in ines.get(f"/d/{own_site.ids[REPORT]}/1").text
    assert ines.post("/mappar/lagg", kind="document", back=state[1], which="chosen", dossier=id).status_code == 400
    theirs = own_site.ids["pm-fordon.pdf"]
    assert ines.post("/mappar/lagg", kind="document", document=[documents[0], theirs], dossier=id).status_code == 404
    assert ines.post("/mappar/lagg", kind="document", document=theirs, title="Ingen").status_code == 404
    assert "Ingen" not in ines.get("/mappar/").text  # no empty folder is left
    assert len(items(ines.get(f"/mappar/{id}").text)) == 2


def test_each_reader_sees_only_what_they_may_read(own_site: Site) -> None:
    store = own_site.store
    store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    let(own_site, "barn")
    ines, kim, pal = own_site.sign_in("ines"), own_site.sign_in("kim"), own_site.sign_in("pal")
    id = made(own_site, ines)
    assert kim.get(f"/mappar/{id}").status_code == 404
    ines.post(f"/mappar/{id}/delning", audience="owner")
    assert len(items(kim.get(f"/mappar/{id}").text)) == 3
    assert pal.get(f"/mappar/{id}").status_code == 404
    assert kim.post(f"/mappar/{id}", title="Kims").status_code == 404
    store.markings.set(OFFICER, MarkingScope.PAGE, own_site.ids[REPORT], page=1, group="barn", ground="OSL 26:1")
    told = words(kim.get(f"/mappar/{id}"))
    assert len(items(ines.get(f"/mappar/{id}").text)) == 3
    assert "första besöket" not in told
    assert re.findall(r"Post (\d)", told) == ["1", "2"]
    ines.post(f"/mappar/{id}/delning", audience="group:barn", writes="1")
    assert kim.get(f"/mappar/{id}").status_code == 404
    read = [each.event.target for each in store.ledger.last(60) if each.event.action is Action.READ_DOSSIER]
    assert set(read) == {id}


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


def test_a_network_is_worked_out_for_who_looks(own_site: Site) -> None:
    store = own_site.store
    store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    let(own_site, "barn")
    ines, kim = own_site.sign_in("ines"), own_site.sign_in("kim")
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    ines.get("/mappar/")
    sent = ines.post("/mappar/lagg", kind="network", entity=krog, title="Sambanden")
    id = sent.location.rpartition("/")[2]
    (item,) = items(ines.get(f"/mappar/{id}").text)
    opened = ines.get(f"/mappar/{id}/poster/{item}/natverk")
    assert "Adam Provsson" in ines.get(opened.location).text
    job = carried_out(own_site, ines, id, format="pdf")
    pdf = PdfDocument(fetched(ines, job))
    text = " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    pdf.close()
    assert "Adam Provsson" in text
    assert f"({REPORT}, s. 1; inspektioner, Miljönämnden)" in text
    assert kim.get(f"/mappar/{id}/poster/{item}/natverk").status_code == 404
    ines.post(f"/mappar/{id}/delning", audience="owner")
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, own_site.ids[REPORT], group="barn", ground="OSL 26:1")
    opened = kim.get(f"/mappar/{id}/poster/{item}/natverk")
    assert "Adam Provsson" not in kim.get(opened.location).text


FILTERS = (
    Filter(sources=("inspektioner",)), Filter(kinds=("invoice",)), Filter(types=("represents",), labels=("ORG",)),
    Filter(since=date(2024, 1, 2), until=date(2025, 1, 1)), Filter(within=Near.SENTENCE, least=2, across=False),
)  # fmt: skip


@pytest.mark.parametrize("filter", FILTERS)
def test_a_network_is_taken_out_as_it_was_narrowed(own_site: Site, filter: Filter) -> None:
    store = own_site.store
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    wanted = NetworkRequest(centres=(krog,), removed=("0" * 32,), filter=filter)
    who = Viewer("ines", frozenset({MILJO.owner}))
    made = store.dossiers.make(who, MILJO.owner, "Sambanden")
    thing = Thing(ItemKind.NETWORK, entities=(krog,), state=Step(wanted).kept())
    store.dossier_items.add(who, made, [thing])
    (item,) = shown_dossier(who, store, made).items
    assert _as_kept(item) == wanted
    assert _as_kept(item).is_narrowed
    assert Step.of(item.item.thing.state) == Step(wanted)


def test_the_pdf_of_a_network_holds_no_more_than_was_chosen(own_site: Site) -> None:
    store, who = own_site.store, Viewer("ines", frozenset({MILJO.owner}))
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    made = store.dossiers.make(who, MILJO.owner, "Sambanden")
    for title, filter in (("oavgränsat", Filter()), ("bara fakturor", Filter(kinds=("invoice",)))):
        wanted = NetworkRequest(centres=(krog,), filter=filter)
        thing = Thing(ItemKind.NETWORK, entities=(krog,), state=Step(wanted).kept())
        store.dossier_items.add(who, made, [thing], title)
    why = Purpose("prov", "prov 1")
    content = store.vault.get(export_dossier(who, why, store, made.id, Wanted(Form.PDF), TIES))
    pdf = PdfDocument(content)
    text = " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    pdf.close()
    first, second = text.split("bara fakturor")
    assert "Adam Provsson" in first
    assert "Avgränsat som" not in first
    assert "Adam Provsson" not in second
    assert "Avgränsat som när det lades i mappen." in second
