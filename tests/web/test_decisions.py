"""Taking a document out of search and back, cutting a file, a searchable PDF: pressed by a person, done by a worker."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from ingest.work import do
from models.access import Role
from models.account import Access, Account
from models.audit import Action
from models.document import DocumentState, PageMethod, Reading
from models.job import JobKind
from models.layout import Correction, Layout, Region
from models.split import Part, SplitState, part_path
from models.withdrawal import Scope
from search.indexing import drain
from tests.conftest import viewer_of
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import hits, words
from tests.web.conftest import Site

TIP, REPORT, MEMO = "skannad-anmälan.tif", "inspektion-kebnekrogen.pdf", "pm-fordon.pdf"


def test_taken_out_of_search_with_a_reason_and_brought_back(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    address = f"/d/{site.ids[TIP]}"
    alva.get(f"{address}/")
    assert alva.post(f"{address}/dra-tillbaka", reason="  ").status_code == 400
    alva.get(f"{address}/")
    answer = alva.post(f"{address}/dra-tillbaka", reason="fel ärende, 850412-2391")
    assert answer.status_code == 303
    drain(site.store, site.index)
    assert hits(alva.search("luktar")) == []
    shown = alva.get(f"{address}/")
    assert "Handlingen är tagen ur sökningen. Fel ärende, 850412-XXXX." in words(shown)
    assert Action.WITHDRAW in {record.event.action for record in site.store.ledger.last(5)}
    alva.post(f"{address}/aterstall")
    drain(site.store, site.index)
    assert hits(alva.search("luktar")) == [TIP]
    assert "Återställ" not in words(alva.get(f"{address}/"))


def test_anothers_document_is_not_there_to_be_decided_about(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    ines.get("/jobb")
    for what, fields in (
        ("dra-tillbaka", {"reason": "x"}),
        ("dela", {"decision": "accept"}),
        ("arkivkopia", {}),
    ):
        assert ines.post(f"/d/{site.ids[MEMO]}/{what}", **fields).status_code == 404, what
    assert site.store.jobs.list(site.store.users.viewer("ines")) == []
    assert not site.store.documents.get(viewer_of("Polisen"), site.ids[MEMO]).withdrawn


def test_a_proposal_is_shown_asked_for_and_may_be_put_away(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    id = site.ids[REPORT]
    site.store.splits.propose(id, [Part(1, 2, "Tillsyn", "beginning"), Part(3, 3, "Beslut", "separator_sheet")])
    shown = words(alva.get(f"/d/{id}/"))
    assert "Filen verkar rymma 2 handlingar" in shown
    assert "efter ett skiljeblad" in shown
    assert alva.post(f"/d/{id}/dela", decision="annat").status_code == 400
    alva.get(f"/d/{id}/")
    assert alva.post(f"/d/{id}/dela", decision="reject").location == "/jobb"
    carry_out(site)
    assert site.store.splits.get(site.store.users.viewer("alva"), id).state is SplitState.REJECTED
    assert "Visa förslaget igen" in words(alva.get(f"/d/{id}/"))


def test_a_searchable_pdf_is_made_and_fetched(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    alva.get(f"/d/{site.ids[REPORT]}/")
    alva.post(f"/d/{site.ids[REPORT]}/arkivkopia")
    carry_out(site)
    job = site.store.jobs.list(site.store.users.viewer("alva"))[0]
    assert job.kind is JobKind.ARCHIVE_COPY
    page = alva.get("/jobb")
    assert f"/jobb/{job.id}/resultat" in page.text
    answer = alva.get(f"/jobb/{job.id}/resultat")
    assert answer.data.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_searchable_pdf_is_for_whoever_reads(own_site: Site) -> None:
    """It has no more than the pages that they are shown."""
    reader = Account("rut", "Rut", Access(frozenset({Role.USER}), frozenset({MILJO.owner})))
    own_site.store.users.create(reader, PASSWORD)
    rut, id = own_site.sign_in("rut"), own_site.ids[REPORT]
    rut.get(f"/d/{id}/")
    assert rut.post(f"/d/{id}/arkivkopia").location == "/jobb"
    carry_out(own_site)
    (job,) = own_site.store.jobs.list(own_site.store.users.viewer("rut"))
    with pypdfium2.PdfDocument(rut.get(f"/jobb/{job.id}/resultat").data) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "850412-XXXX" in text
    assert "2391" not in text


def test_what_was_corrected_and_what_was_not_read_is_shown(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    store, id = site.store, site.ids[TIP]
    page = store.documents.page(viewer_of("Miljönämnden"), id, 1)
    corrected, unread = Correction(0, 7, "Anm$lan", "section_sign"), Region(10.0, 20.0, 60.0, 90.0, "handwriting")
    layout = Layout(corrections=(corrected,), regions=(unread,))
    store.registration.claim(id, "prov")
    read = Reading("image/tiff", DocumentState.READ, "", (replace(page, layout=layout),))
    store.registration.keep_reading(id, read)
    store.registration.finish(id, "prov", DocumentState.READ)
    shown = alva.get(f"/d/{id}/1")
    assert "lästes som ”Anm$lan”" in words(shown)
    assert '<rect class="unread-box" x="10.0" y="20.0" width="50.0" height="70.0">' in shown.text
    assert "handskrift" in words(shown)


def test_a_part_of_a_cut_that_was_undone_is_not_brought_back_beside_the_whole(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    store, viewer = site.store, site.store.users.viewer("alva")
    whole, sha256 = site.ids[REPORT], site.store.vault.put(b"del")
    path = part_path(whole, "1-2")
    part = store.arrivals.arrive(MILJO, sha256, 3, path=path, name="del.pdf", parent=whole).document
    store.registration.claim(part, "prov")
    store.registration.copy_pages(part, whole, 1, 2)
    store.registration.finish(part, "prov", DocumentState.READ)
    store.withdrawals.take(viewer, Scope.PARTS, whole, "delningen ångrad")
    shown = words(alva.get(f"/d/{part}/1"))
    assert "Delningen är ångrad." in shown
    assert "Återställ" not in shown
    alva.post(f"/d/{part}/aterstall")
    assert store.documents.get(viewer, part).withdrawn


def test_a_job_names_its_document_and_what_was_decided(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    id = site.ids[REPORT]
    site.store.splits.propose(id, [Part(1, 2, "Tillsyn", "beginning"), Part(3, 3, "Beslut", "separator_sheet")])
    alva.get(f"/d/{id}/")
    alva.post(f"/d/{id}/dela", decision="reject")
    assert f"Lämna filen hel {REPORT} Väntar" in words(alva.get("/jobb"))


def test_an_unread_page_says_why_and_ocr_is_offered_where_there_is_a_picture(own_site: Site) -> None:
    site, alva = own_site, own_site.sign_in("alva")
    store, sha256 = site.store, own_site.store.vault.put(b"handskrivet")
    scan = store.arrivals.arrive(MILJO, sha256, 11, path="/in/lapp.tif", name="lapp.tif").document
    page = store.documents.page(viewer_of("Miljönämnden"), site.ids[TIP], 1)
    unread = replace(page, method=PageMethod.UNREAD, reason="handwriting", text="", words=(), quality=0.0)
    store.registration.claim(scan, "prov")
    store.registration.keep_reading(scan, Reading("image/tiff", DocumentState.PARTIAL, "unread_pages", (unread,)))
    store.registration.finish(scan, "prov", DocumentState.PARTIAL, "unread_pages")
    shown = words(alva.get(f"/d/{scan}/1"))
    assert "Läs om med OCR" in shown
    assert "Sidan kunde inte läsas: handskrift, som inte läses. Den går inte att hitta genom att söka." in shown
    assert "säkerhet 0 %" not in shown
    note = store.arrivals.arrive(MILJO, store.vault.put(b"lapp"), 4, path="/in/lapp.txt", name="lapp.txt").document
    text = replace(page, method=PageMethod.TEXT, image=None, width=None, height=None, words=())
    store.registration.claim(note, "prov")
    store.registration.keep_reading(note, Reading("text/plain", DocumentState.READ, "", (text,)))
    store.registration.finish(note, "prov", DocumentState.READ)
    assert "Läs om med OCR" not in words(alva.get(f"/d/{note}/1"))


def carry_out(site: Site) -> None:
    """Do the one job that waits, as a worker does."""
    job = site.store.jobs.take("w")
    assert job is not None
    site.store.jobs.finish(job.id, "w", do(site.store, site.index, job, lambda _: None))
    drain(site.store, site.index)
