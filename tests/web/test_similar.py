"""Documents alike in the front end: folded among the hits, told beside a document, compared word for word."""

from __future__ import annotations

import pytest

from search.indexing import drain
from tests.search.likeness.papers import DECISION
from tests.web import archive
from tests.web.archive import MILJO, POLIS, Paper
from tests.web.browsing import Browsing, hits, total, words
from tests.web.conftest import Site

CHANGED = DECISION.replace("nio grader", "åtta grader")
PAPERS = (
    Paper(MILJO, "beslut kök utkast.docx", "permit_decision", None, (CHANGED,), pictures=False),
    Paper(MILJO, "beslut kök slutlig.docx", "permit_decision", None, (DECISION,), pictures=False),
    Paper(MILJO, "kopia ur akten.docx", "permit_decision", None, (f"{DECISION} \n",), pictures=False),
    Paper(POLIS, "polisens exemplar.docx", "permit_decision", None, (DECISION,), pictures=False),
)


@pytest.fixture
def ids(own_site: Site) -> dict[str, str]:
    found = {paper.name: archive.put(own_site.store, paper) for paper in PAPERS}
    drain(own_site.store, own_site.index)
    return found


@pytest.fixture
def ines(own_site: Site, ids: dict[str, str]) -> Browsing:
    return own_site.sign_in("ines")


def test_hits_alike_are_folded_and_can_be_unfolded(ines: Browsing) -> None:
    page = ines.search("golvbrunnen grader")
    assert total(page) == 3
    (name,) = hits(page)
    assert name in {paper.name for paper in PAPERS}
    assert "1 handling med samma innehåll" in words(page) or "2 andra versioner" in words(page)
    assert words(page).count("också träff") == 2
    assert "polisens" not in page.text
    unfolded = ines.press(page, group="0")
    assert len(hits(unfolded)) == total(unfolded) == 3
    assert len(hits(ines.press(unfolded, group="1"))) == 1


def test_a_member_that_was_not_found_is_said_to_be_none(ines: Browsing) -> None:
    page = ines.search('"nio grader"')
    assert total(page) == 2
    assert words(page).count("också träff") == words(page).count("ingen träff") == 1


def test_a_document_tells_what_is_alike_it(ines: Browsing, ids: dict[str, str]) -> None:
    page = ines.get(f"/d/{ids['beslut kök utkast.docx']}/")
    told = words(page)
    assert "Snarlika handlingar och versioner 2" in told
    assert "version beslut kök slutlig.docx nyast" in told
    assert "polisens" not in told
    final = words(ines.get(f"/d/{ids['beslut kök slutlig.docx']}/"))
    assert "Den här är den nyaste av versionerna." in final
    assert "samma innehåll kopia ur akten.docx 100 % lika" in final


def test_differences_are_shown_and_both_readings_written(own_site: Site, ines: Browsing, ids: dict[str, str]) -> None:
    one, other = ids["beslut kök utkast.docx"], ids["beslut kök slutlig.docx"]
    page = ines.get(f"/d/{one}/skillnader/{other}")
    assert page.status_code == 200
    assert "bara i den första: </span>åtta </del>" in page.text
    assert "bara i den andra: </span>nio </ins>" in page.text
    assert "1 skillnad" in words(page)
    assert [record.event.target for record in own_site.store.ledger.last(2)] == [other, one]
    assert "ord för ord" in words(ines.get(f"/d/{other}/skillnader/{ids['kopia ur akten.docx']}"))


def test_what_may_not_be_read_is_as_absent(ines: Browsing, ids: dict[str, str]) -> None:
    mine, theirs = ids["beslut kök utkast.docx"], ids["polisens exemplar.docx"]
    for address in (f"/d/{mine}/skillnader/{theirs}", f"/d/{theirs}/skillnader/{mine}"):
        assert ines.get(address).status_code == 404


def test_nothing_is_folded_for_whom_there_is_one(own_site: Site, ids: dict[str, str]) -> None:
    page = own_site.sign_in("pal").search("golvbrunnen")
    assert (total(page), hits(page)) == (1, ["polisens exemplar.docx"])
    assert "samma innehåll" not in words(page)
