"""*Sparade sökningar* in the front end: saved from the hits, run, renamed, removed, and the removal undone."""

from __future__ import annotations

import re

from tests.web.browsing import Browsing, hits, without_ids, words
from tests.web.conftest import Site


def save(who: Browsing, query: str, name: str = "", **pressed: object) -> None:
    state = who.post("/sok", q=query, **pressed).location
    assert who.post(f"{state}/spara", name=name).location == "/sparade"


def ids(who: Browsing) -> list[str]:
    return re.findall(r'href="/sparade/([0-9a-f]{32})"', who.get("/sparade").text)


def test_a_search_is_saved_under_a_name_and_run_again(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    assert "Inga sparade sökningar än" in words(ines.get("/sparade"))
    assert 'action="/s/' in ines.search("Kebnekrogen").text
    save(ines, "Kebnekrogen", "Krogen", toggle="kind:tip")
    shown = words(ines.get("/sparade"))
    assert "Krogen Kebnekrogen 1 filter" in shown
    (id,) = ids(ines)
    state = ines.get(f"/sparade/{id}").location
    assert hits(ines.get(state)) == ["skannad-anmälan.tif"]


def test_without_a_name_it_is_called_by_its_words_and_masked(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    save(ines, "850412-2391")
    assert "850412-XXXX" in words(ines.get("/sparade"))
    assert "2391" not in without_ids(ines.get("/sparade").text)
    save(ines, "")
    assert "Alla handlingar" in words(ines.get("/sparade"))


def test_a_removal_is_undone(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    save(ines, "tillsyn", "Min")
    (id,) = ids(ines)
    ines.post(f"/sparade/{id}/namn", name="Vår")
    assert ines.post(f"/sparade/{id}/namn", name=" ").status_code == 400
    gone = ines.get(ines.post(f"/sparade/{id}/ta-bort").location)
    assert "Borttagen: Vår Ångra" in words(gone)
    assert ids(ines) == []
    ines.post(f"/sparade/{id}/angra")
    assert ids(ines) == [id]


def test_anothers_search_is_not_there(own_site: Site) -> None:
    ines, alva = own_site.sign_in("ines"), own_site.sign_in("alva")
    save(ines, "tillsyn", "Hemlig")
    (id,) = ids(ines)
    assert "Hemlig" not in words(alva.get("/sparade"))
    assert alva.get(f"/sparade/{id}").status_code == 404
    for deed in ("namn", "ta-bort", "angra"):
        assert alva.post(f"/sparade/{id}/{deed}", name="min").status_code == 404
    assert ids(ines) == [id]
