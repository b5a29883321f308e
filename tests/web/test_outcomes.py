"""How jobs end, in words, and the page of a document that has no pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.audit import Action
from models.document import DocumentState
from models.errors import SamsynError, by_code
from models.job import JobKind
from tests.web.archive import MILJO
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from web.reasons import NEXT, REASONS, next_step, reason_said

ERRORS = Path(__file__).parents[2] / "docs/errors.md"


def set_aside(site: Site, reason: str = "corrupt") -> str:
    """A file that came in and got no pages, or without a reason waits to be read; the document's id."""
    content = b"%PDF-1.7 trasig"
    sha256 = site.store.vault.put(content)
    id = site.store.arrivals.arrive(MILJO, sha256, len(content), path="/in/trasig.pdf", name="trasig.pdf").document
    if reason:
        site.store.registration.claim(id, "prov")
        site.store.registration.finish(id, "prov", DocumentState.QUARANTINED, reason)
    return id


def ended(site: Site, browsing: Browsing, kind: JobKind, result: dict[str, str]) -> str:
    """What the jobs page says of a job that ended so."""
    site.store.jobs.add(kind, MILJO.owner, "ines", {"document": result.get("document", "")})
    job = site.store.jobs.take("prov")
    assert job is not None
    assert site.store.jobs.finish(job.id, "prov", result)
    return words(browsing.get("/jobb"))


def test_a_quarantined_upload_does_not_look_like_success(own_site: Site) -> None:
    ines, id = own_site.sign_in("ines"), set_aside(own_site)
    result = {"document": id, "state": "quarantined", "reason": "corrupt", "attachments": "0"}
    shown = ended(own_site, ines, JobKind.UPLOAD, result)
    assert "I karantän" in shown
    assert "Filen är skadad." in shown
    assert str(NEXT["corrupt"]) in shown
    assert "Klart" not in shown


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"state": "partial", "reason": "unread_pages"}, ["Delvis läst", "Några sidor kunde inte läsas."]),
        ({"state": "read", "reason": "duplicate"}, ["Klart", "Filen fanns redan i källan.", "Inget lästes på nytt."]),
        ({"state": "read", "reason": "", "attachments": "2"}, ["Klart", "2 bilagor lästes med."]),
        (
            {"state": "kept", "reason": "reader_timeout"},
            ["Oförändrad", "Den nya läsningen blev sämre, så den förra behölls.", "Läsningen avbröts vid tidsgränsen."],
        ),
    ],
)
def test_the_state_and_reason_of_a_reading_are_said(own_site: Site, result: dict[str, str], said: list[str]) -> None:
    id = own_site.ids["anteckning.txt"]
    shown = ended(own_site, own_site.sign_in("ines"), JobKind.READ_AGAIN, {"document": id, **result})
    for text in said:
        assert text in shown


def test_a_folder_taken_in_is_counted(own_site: Site) -> None:
    result = {"run": "1", "files": "7", "documents": "4", "duplicates": "2", "quarantined": "1"}
    shown = ended(own_site, own_site.sign_in("ines"), JobKind.INGEST, result)
    assert "4 nya handlingar, 2 fanns redan, 1 i karantän." in shown


def test_a_failed_job_says_what_to_do(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    ines.post(f"/d/{own_site.ids['anteckning.txt']}/las-om")
    job = own_site.store.jobs.take("prov")
    assert job is not None
    own_site.store.jobs.fail(job.id, "prov", "disk_full")
    shown = words(ines.get("/jobb"))
    assert "Misslyckades" in shown
    assert "Disken är full. Be förvaltaren göra plats." in shown


@pytest.mark.parametrize("rest", ["/", "/1"])
def test_a_document_without_pages_has_a_page_of_its_own(own_site: Site, rest: str) -> None:
    ines, id = own_site.sign_in("ines"), set_aside(own_site)
    before = own_site.store.ledger.last(1)[0].sequence
    page = ines.get(f"/d/{id}{rest}")
    shown = words(page)
    assert page.status_code == 200
    for text in ("trasig.pdf", "I karantän", "Filen är skadad.", str(NEXT["corrupt"]), "Läs om"):
        assert text in shown
    assert f'href="/d/{id}/original"' in page.text
    events = [record.event for record in own_site.store.ledger.last(9) if record.sequence > before]
    assert [(event.action, event.target) for event in events] == [(Action.READ_DOCUMENT, id)]
    assert ines.get(f"/d/{id}/original").data == b"%PDF-1.7 trasig"
    assert own_site.sign_in("pal").get(f"/d/{id}{rest}").status_code == 404


def test_a_document_that_waits_to_be_read_says_so(own_site: Site) -> None:
    shown = words(own_site.sign_in("ines").get(f"/d/{set_aside(own_site, '')}/"))
    assert "Ännu inte läst" in shown
    assert "Väntar på att läsas. Vänta en stund och ladda om sidan." in shown


def _codes() -> set[str]:
    """Each code and reason of the first two tables of docs/errors.md: in backticks in their first column."""
    tables = ERRORS.read_text("utf-8").split("## What `samsyn verify` finds")[0]
    first = [line.split("|")[1] for line in tables.splitlines() if line.startswith("|")]
    named = [re.sub(r"page `\w+`:", "", cell) for cell in first]  # page `ocr`: how it was read, no reason
    return {code for cell in named for code in re.findall(r"`(\w+)`", cell)}


def test_every_documented_reason_has_words() -> None:
    codes = _codes()
    assert {"corrupt", "unread_pages", "forced", "memory", "internal"} <= codes
    assert codes - set(REASONS) == set()


def test_every_error_has_words_and_a_next_step(site: Site) -> None:
    with site.app.test_request_context():
        for code in {*by_code(SamsynError), SamsynError.code}:
            assert reason_said(code) != code.replace("_", " "), code
            assert next_step(code), code


def test_of_a_list_that_is_being_searched_for_the_rows_done_are_told(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    own_site.store.jobs.add(JobKind.WATCH, MILJO.owner, "ines", {"name": "lista.csv"})
    job = own_site.store.jobs.take("prov")
    assert job is not None
    own_site.store.jobs.begin(job.id, {"rows": 120})
    own_site.store.jobs.progress(job.id, "prov", 0.25)
    assert "30 av 120 rader" in words(ines.get("/jobb"))
    own_site.store.jobs.finish(job.id, "prov", {"rows": "120", "hits": "3", "problems": "0", "sha256": "0" * 64})
    told = words(ines.get("/jobb"))
    assert "120 rader, 3 träffar" in told
    assert "Hämta" in told
