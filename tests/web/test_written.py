"""Organisation numbers are shown as people write them, and are stored and searched as before."""

from __future__ import annotations

import re

from models.mention import Label
from search.facet_values import _part
from search.indexing import drain
from search.request import SearchRequest
from tests.web.archive import MILJO, Paper, put
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.dossiers import OFFICER
from web.written import written

NUMBER, SHOWN = "5560160680", "556016-0680"


def test_only_organisation_numbers_are_written_otherwise() -> None:
    assert written(NUMBER, Label.ORGNR) == written(NUMBER, "organisation_number") == SHOWN
    assert written(NUMBER, Label.CASE) == NUMBER
    assert written("SE556016068001", Label.ORGNR) == "SE556016068001"


def test_what_is_shown_is_found_among_the_filters_values() -> None:
    for typed in (NUMBER, SHOWN, "556016-"):
        part = _part(SearchRequest("", facet_find={Label.ORGNR: typed, Label.CASE: typed}), Label.ORGNR)
        assert NUMBER.startswith(part)
    assert _part(SearchRequest("", facet_find={Label.CASE: SHOWN}), Label.CASE) == SHOWN


def test_each_page_shows_the_number_with_its_hyphen_and_it_is_found_either_way(own_site: Site) -> None:
    paper = Paper(MILJO, "bolag.pdf", "other", None, (f"Bolaget har nummer {SHOWN}.",), ((Label.ORGNR, SHOWN, NUMBER),))
    document = put(own_site.store, paper)
    drain(own_site.store, own_site.index)
    (company,) = own_site.store.entities.find(OFFICER, "ORGNR", NUMBER)
    ines = own_site.sign_in("ines")
    for answer in (ines.get(f"/e/{company}"), ines.get(f"/d/{document}/1"), ines.search(SHOWN), ines.search(NUMBER)):
        assert SHOWN in words(answer)
        assert not re.search(rf"\b{NUMBER}\b", re.sub(rf'value="{NUMBER}"', "", answer.text))
    assert own_site.store.entities.names(OFFICER, [company])[company].name == NUMBER
