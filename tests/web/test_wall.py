"""Exact visible sets: what each of two users of different owners sees, and that nothing of the other's shows."""

from __future__ import annotations

import re

import pytest

from models.identity import entity_id
from tests.web.browsing import Browsing, facet, hits, total, words
from tests.web.conftest import Site

MILJO = {"inspektion-kebnekrogen.pdf", "skannad-anmälan.tif", "anteckning.txt"}
POLIS = {"pm-fordon.pdf"}


def test_the_start_page_shows_each_their_own(ines: Browsing, pal: Browsing, alva: Browsing) -> None:
    assert set(hits(ines.get("/"))) == MILJO
    assert set(hits(pal.get("/"))) == POLIS
    assert set(hits(alva.get("/"))) == MILJO | POLIS


def test_a_word_that_both_hold_gives_each_their_own(ines: Browsing, pal: Browsing, alva: Browsing) -> None:
    for browsing, expected in ((ines, 2), (pal, 1), (alva, 3)):
        page = browsing.search("Kebnekrogen")
        assert total(page) == len(hits(page)) == expected


def test_facets_and_counts_are_of_ones_own_papers(ines: Browsing, pal: Browsing, alva: Browsing) -> None:
    assert facet(ines.get("/"), "ORG") == {"Kebnekrogen AB": 2, "(saknas)": 1}
    assert facet(pal.get("/"), "ORG") == {"Kebnekrogen AB": 1}
    assert facet(alva.get("/"), "ORG") == {"Kebnekrogen AB": 3, "(saknas)": 1}
    assert facet(ines.get("/"), "PERSON") == {"Adam Provsson": 1, "(saknas)": 2}
    assert facet(pal.get("/"), "PERSON") == {"Bertil Exempel": 1}
    assert facet(ines.get("/"), "VEHICLE") == {}
    assert facet(ines.get("/"), "source") == {"inspektioner": 3}
    assert facet(ines.get("/"), "owner") == {}
    assert facet(alva.get("/"), "owner") == {"Miljönämnden": 3, "Polisen": 1}


def test_choosing_anothers_source_finds_nothing(ines: Browsing) -> None:
    page = ines.search("", toggle="source:promemorior")
    assert hits(page) == []
    assert total(page) == 0


@pytest.mark.parametrize("rest", ["/", "/1", "/1/bild", "/original"])
def test_anothers_document_is_as_one_that_does_not_exist(site: Site, ines: Browsing, rest: str) -> None:
    forbidden = ines.get(f"/d/{site.ids['pm-fordon.pdf']}{rest}")
    absent = ines.get(f"/d/{'0' * 32}{rest}")
    assert forbidden.status_code == absent.status_code == 404
    assert words(forbidden) == words(absent)


def test_reading_anothers_document_again_is_as_for_one_that_does_not_exist(site: Site, ines: Browsing) -> None:
    forbidden = ines.post(f"/d/{site.ids['pm-fordon.pdf']}/las-om")
    absent = ines.post(f"/d/{'0' * 32}/las-om")
    assert forbidden.status_code == absent.status_code == 404


def test_an_entity_of_anothers_papers_only_does_not_exist(site: Site, ines: Browsing, pal: Browsing) -> None:
    car = entity_id(site.store.key, "VEHICLE", "PRV01A")
    assert "PRV01A" in words(pal.get(f"/e/{car}"))
    assert ines.get(f"/e/{car}").status_code == 404


def test_a_shared_entity_shows_each_their_own_documents(site: Site, ines: Browsing, pal: Browsing) -> None:
    krog = entity_id(site.store.key, "ORG", "Kebnekrogen AB")
    mine, theirs = ines.get(f"/e/{krog}"), pal.get(f"/e/{krog}")
    assert set(hits(mine)) == {"inspektion-kebnekrogen.pdf", "skannad-anmälan.tif"}
    assert set(hits(theirs)) == POLIS
    assert "Bertil" not in mine.text
    assert "Adam" not in theirs.text


def test_a_saved_search_is_its_makers_alone(ines: Browsing, alva: Browsing) -> None:
    made = alva.post("/sok", q="Kebnekrogen").location
    assert ines.get(made).status_code == 404
    assert ines.post(f"{made}/exportera").status_code == 404


def test_jobs_are_their_makers_alone(own_site: Site) -> None:
    alva, ines = own_site.sign_in("alva"), own_site.sign_in("ines")
    alva.post(f"/d/{own_site.ids['anteckning.txt']}/las-om")
    assert "Läs om" in words(alva.get("/jobb"))
    assert "Inga jobb än" in words(ines.get("/jobb"))
    job = own_site.store.jobs.list(own_site.store.users.viewer("alva"))[0]
    assert ines.get(f"/jobb/{job.id}/resultat").status_code == 404


def test_upload_offers_and_takes_only_ones_own_sources(ines: Browsing) -> None:
    offered = re.findall(r'<option value="(\w+)">', ines.get("/arkiv").text)
    assert offered == ["inspektioner"]


@pytest.mark.parametrize("left", ["Miljönämnden", "Polisen"])
def test_an_export_is_kept_from_one_who_has_lost_an_owner(own_site: Site, left: str) -> None:
    alva, store = own_site.sign_in("alva"), own_site.store
    state = alva.post("/sok", q="Kebnekrogen").location
    assert alva.post(f"{state}/exportera").status_code == 303
    job = store.jobs.take("prov")
    assert job is not None
    store.jobs.finish(job.id, "prov", {"sha256": store.vault.put(b"a;b\n"), "name": "lista.csv"})
    assert alva.get(f"/jobb/{job.id}/resultat").data == b"a;b\n"
    store.users.add("alva", "Alva Analytiker", "ett långt prov-lösenord", [left])
    refused = alva.get(f"/jobb/{job.id}/resultat")
    assert refused.status_code == 404
    assert b"a;b" not in refused.data
