"""A watch list handed in: kept unopened, made a job that says why and whose, and its answer fetched."""

from __future__ import annotations

import io

from models.audit import Action
from models.job import JobKind
from tests.web.browsing import words
from tests.web.conftest import Site

LIST = b"Namn\nAdam Provsson\n"


def test_a_list_is_kept_unopened_and_becomes_a_job(own_site: Site) -> None:
    alva, store = own_site.sign_in("alva"), own_site.store
    assert "Sök efter en lista" in words(alva.get("/jobb"))
    assert "Så ska listan se ut" in words(alva.get("/bevakning"))
    answer = alva.post("/bevakning", file=(io.BytesIO(LIST), "C:\\mapp\\../folk.csv"), unmask="utredning")
    assert answer.location == "/jobb"
    assert store.ledger.last(1)[0].event.action is Action.UPLOAD
    job = store.jobs.take("prov")
    assert job is not None
    assert (job.kind, job.created_by) == (JobKind.WATCH, "alva")
    assert store.vault.get(job.arguments["sha256"]) == LIST
    assert {name: job.arguments[name] for name in ("name", "purpose", "case", "owners", "address", "unmask")} == {
        "name": "folk.csv",
        "purpose": "prov av gränssnittet",
        "case": "PROV-1",
        "owners": "Miljönämnden\nPolisen",
        "address": "http://localhost",
        "unmask": "utredning",
    }
    result = {"sha256": store.vault.put(b"bok"), "name": "bevakning.xlsx", "rows": "1", "hits": "2", "problems": "1"}
    store.jobs.finish(job.id, "prov", result)
    assert "1 rad, 2 träffar. 1 rad att rätta står i filen." in words(alva.get("/jobb"))
    assert alva.get(f"/jobb/{job.id}/resultat").data == b"bok"
    assert own_site.sign_in("ines").get(f"/jobb/{job.id}/resultat").status_code == 404


def test_without_a_file_it_is_refused(own_site: Site) -> None:
    assert own_site.sign_in("ines").post("/bevakning").status_code == 400
