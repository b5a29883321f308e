"""The mask through the whole search: names, paths, pages, fragments and exports, however a personnummer is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from models.access import Purpose
from models.mention import Label
from models.store.store import Store
from search import reading
from search.export import export_hits
from search.index import Index
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search
from tests.search.archive import Paper, everyone, put

_ODD = "85/03/12, 23.91"  # no shape that the mask knows: the register says what it is
_STATE = {"query": "", "include": {}, "exclude": {}, "since": None, "until": None, "sort": "date", "tolerant": False}
_WAYS = ["850312-2391", "850312\u20102391", "850312\u20112391", "18850312-2391", "pnr850312\u22122391", "850312_2391"]


def _paper(written: str) -> Paper:
    text = f"Uppgifter om den sökande. Född {written}, enligt ansökan."
    names = [(Label.PERSONNUMMER, written, "198503122391"), (Label.ORG, "ansökan", f"Firma {written}")]
    return Paper(f"Anmalan_{written}.pdf".replace("/", "-"), "tillsyn", [text], names=names)


@pytest.fixture
def ask(store: Store, index: Index, purpose: Purpose) -> Callable[..., SearchResult]:
    def asked(query: str = "", unmask: str = "") -> SearchResult:
        return search(everyone(), purpose, SearchRequest(query, unmask=unmask), store=store, index=index)

    return asked


@pytest.mark.parametrize("written", _WAYS)
def test_no_way_of_writing_it_is_shown(
    store: Store, index: Index, purpose: Purpose, ask: Callable[..., SearchResult], written: str
) -> None:
    id = put(store, index, _paper(written))
    for query in ("", "sökande", "850312-2391"):
        (hit,) = ask(query).hits
        assert "2391" not in repr(asdict(hit))
        assert "XXXX" in hit.name and "XXXX" in hit.path  # noqa: PT018
        assert "XXXX" in hit.pages[0].fragments[0].text
    assert "2391" not in repr(ask().facets)
    assert "2391" not in repr(reading.read_document(everyone(), purpose, store, id))
    assert "2391" not in repr(reading.read_page(everyone(), purpose, store, id, 1, "850312-2391"))
    assert "2391" not in export_hits(everyone(), purpose, _STATE, store=store, index=index).decode()
    assert "2391" in repr(ask(unmask="delgivning").hits)


def test_what_the_register_knows_is_covered_whatever_its_shape(
    store: Store, index: Index, purpose: Purpose, ask: Callable[..., SearchResult]
) -> None:
    id = put(store, index, Paper("a.txt", "tillsyn", [f"Född {_ODD}."], names=_paper(_ODD).names))
    (fragment,) = ask("född").hits[0].pages[0].fragments
    assert fragment.text == "Född 85/03/12, XX.XX."
    page = reading.read_page(everyone(), purpose, store, id, 1)
    assert page.page.text == "Född 85/03/12, XX.XX."
    assert [mention.text for mention, _ in page.mentions] == ["85/03/12, XX.XX"]
    (whole,) = reading.read_document(everyone(), purpose, store, id).pages
    assert whole.text == page.page.text
    csv = export_hits(everyone(), purpose, _STATE, store=store, index=index).decode()
    assert "XX.XX" in csv and "23.91" not in csv  # noqa: PT018
    assert _ODD in ask("född", unmask="delgivning").hits[0].pages[0].fragments[0].text


def test_the_reason_for_a_kind_may_quote_a_file_name(store: Store, index: Index, purpose: Purpose) -> None:
    id = put(store, index, Paper("dom.txt", "tillsyn", ["Dom."], why="filnamnet Dom_850312-2391.pdf"))
    document = reading.read_document(everyone(), purpose, store, id).document
    assert document.kind_reason == "filnamnet Dom_850312-XXXX.pdf"
