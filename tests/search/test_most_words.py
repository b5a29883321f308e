"""Most of the words: what comes after the documents that have them all, when, in which order, and how it is marked."""

from __future__ import annotations

from typing import Any

import pytest

from models.access import Purpose, Viewer
from models.store.store import Store
from search.export import export_hits
from search.index import Filter, Index, Sort
from search.most_words import FEW, FEWEST_WORDS, MOST_WORDS, loose, most_of
from search.parsing import parse
from search.query import AtLeast
from search.request import SearchRequest
from search.result import Hit, SearchResult, Tier
from search.saved import SavedSearch
from search.service import search
from search.watch_row import WatchRow
from search.watching import watch
from tests.search.archive import HEALTH, POLICE, Paper, everyone, put

PAPERS = (
    Paper("alla.txt", "tillsyn", ["Ventilationen i källaren saknade filter, och pannan var trasig."]),
    Paper("tre.txt", "tillsyn", ["Ventilationen i källaren hade en trasig panna."]),
    Paper("två.txt", "promemorior", ["Källaren stod under vatten.", "Ventilationen gick inte."]),
    Paper("en.txt", "tillsyn", ["Ventilationen är ren."]),
    Paper("hemlig.txt", "promemorior", ["Filter till pannan låg i källaren."]),
)
QUERY = "ventilation källare filter panna"


def named(hit: Hit) -> str:
    return hit.path.removeprefix("/in/")


class Asking:
    def __init__(self, store: Store, index: Index, purpose: Purpose) -> None:
        self.store, self.index, self.purpose = store, index, purpose

    def __call__(self, query: str, viewer: Viewer | None = None, **others: Any) -> SearchResult:
        request = SearchRequest(query, **others)
        return search(viewer or everyone(), self.purpose, request, store=self.store, index=self.index)

    def tiers(self, query: str, viewer: Viewer | None = None, **others: Any) -> dict[str, Tier]:
        return {named(hit): hit.tier for hit in self(query, viewer, **others).hits}


@pytest.fixture
def ask(store: Store, index: Index, purpose: Purpose) -> Asking:
    for paper in PAPERS:
        put(store, index, paper)
    return Asking(store, index, purpose)


def test_what_has_most_of_the_words_comes_after_what_has_all(ask: Asking) -> None:
    result = ask(QUERY)
    assert next((named(hit), hit.tier) for hit in result.hits) == ("alla.txt", Tier.EXACT)
    assert {named(hit) for hit in result.hits if hit.tier is Tier.PARTIAL} == {"tre.txt", "hemlig.txt"}
    assert (result.total, result.partial, result.exact) == (1, 2, True)
    lacks = {named(hit): hit.lacks for hit in result.hits}
    assert lacks == {"alla.txt": (), "tre.txt": ("filter",), "hemlig.txt": ("ventilation",)}


def test_facets_and_total_are_of_the_documents_with_all_the_words(ask: Asking) -> None:
    result = ask(QUERY)
    assert [(value.id, value.count) for value in result.facets["source"].values] == [("tillsyn", 1)]
    assert ask(f"{QUERY} snö").total == 0


@pytest.mark.parametrize(
    "query",
    [
        "ventilation filter",  # of two, one is not most
        "ventilation AND källare AND filter AND panna",
        '"ventilationen i källaren saknade" filter panna',
        "ventilation OR källare OR filter",
    ],
)
def test_what_must_all_be_there_is_there(ask: Asking, query: str) -> None:
    assert Tier.PARTIAL not in ask.tiers(query).values()
    assert ask(query).partial == 0


def test_what_is_no_word_is_wanted_always(ask: Asking) -> None:
    assert "tre.txt" not in ask.tiers(f"{QUERY} -trasig")
    assert "hemlig.txt" not in ask.tiers(f"{QUERY} källa:tillsyn")
    assert ask.tiers(f'{QUERY} "i källaren"') == {
        "alla.txt": Tier.EXACT, "tre.txt": Tier.PARTIAL, "hemlig.txt": Tier.PARTIAL,
    }  # fmt: skip


def test_filters_narrow_it_and_the_wall_stands(ask: Asking) -> None:
    assert ask.tiers(QUERY, Viewer("h", frozenset({HEALTH}))) == {"alla.txt": Tier.EXACT, "tre.txt": Tier.PARTIAL}
    assert ask.tiers(QUERY, Viewer("p", frozenset({POLICE}))) == {"hemlig.txt": Tier.PARTIAL}
    assert ask.tiers(QUERY, exclude={"source": ("promemorior",)}) == {"alla.txt": Tier.EXACT, "tre.txt": Tier.PARTIAL}


def test_it_can_be_told_to_leave_them_out(ask: Asking) -> None:
    assert ask.tiers(QUERY, all_words=True) == {"alla.txt": Tier.EXACT}
    assert ask(QUERY, all_words=True).partial == 0


@pytest.mark.parametrize("limit", [1, 2])
@pytest.mark.parametrize("tolerant", [False, True])
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.SOURCE])
def test_paging_goes_through_all_tiers(ask: Asking, limit: int, tolerant: bool, sort: Sort) -> None:
    put(ask.store, ask.index, Paper("felläst.txt", "tillsyn", ["Ventllation i källaren saknade filter och panna."]))
    whole = [(named(hit), hit.tier) for hit in ask(QUERY, tolerant=tolerant, sort=sort).hits]
    assert ("felläst.txt", Tier.POSSIBLE if tolerant else Tier.PARTIAL) in whole
    assert len(whole) == 4
    found, after = [], None
    while True:
        page = ask(QUERY, tolerant=tolerant, sort=sort, limit=limit, after=after)
        assert page.partial == (2 if tolerant else 3)
        found += [(named(hit), hit.tier) for hit in page.hits]
        if (after := page.after) is None:
            break
    assert found == whole


def test_nothing_comes_after_as_many_as_are_enough(ask: Asking) -> None:
    for number in range(FEW - 1):
        put(ask.store, ask.index, Paper(f"{number}.txt", "tillsyn", [f"Ventilation, källare, filter, panna {number}"]))
    assert set(ask.tiers(QUERY).values()) == {Tier.EXACT}
    assert ask(QUERY).partial == 0


def test_a_word_that_half_the_papers_have_counts_for_less(ask: Asking, index: Index) -> None:
    for number in range(20):
        put(ask.store, ask.index, Paper(f"{number}.txt", "tillsyn", ["Anmälan om olovlig byggnad."]))
    put(ask.store, ask.index, Paper("svar.txt", "tillsyn", ["Råttorna i taket."]))
    assert ask.tiers("anmälan om råttor i matsalen tak") == {"svar.txt": Tier.PARTIAL}
    parsed = parse("anmälan om råttor i taket")
    tree = most_of(index, parsed.tree, loose(parsed), Filter(everyone().owners))
    some = tree.nodes[0]  # type: ignore[union-attr]
    assert isinstance(some, AtLeast)
    assert [word.word for word in some.nodes].count("råttor") == 2  # type: ignore[union-attr]
    assert [word.word for word in some.nodes].count("anmälan") == 1  # type: ignore[union-attr]


def test_so_few_words_and_so_many_are_taken_as_they_stand() -> None:
    for words, expected in ((FEWEST_WORDS - 1, 0), (FEWEST_WORDS, 3), (MOST_WORDS, MOST_WORDS), (MOST_WORDS + 1, 0)):
        assert len(loose(parse(" ".join(f"ord{chr(97 + at)}" for at in range(words))))) == expected


def test_a_personnummer_that_is_lacking_is_masked(ask: Asking) -> None:
    result = ask(f"{QUERY} 19850312-2391", Viewer("h", frozenset({HEALTH})))
    lacks = {named(hit): hit.lacks for hit in result.hits}
    assert lacks == {"alla.txt": ("19850312-XXXX",), "tre.txt": ("filter", "19850312-XXXX")}


def test_lists_and_exports_hold_only_what_has_all_the_words(ask: Asking, store: Store, purpose: Purpose) -> None:
    csv = export_hits(everyone(), purpose, SavedSearch(QUERY).kept(), store=store, index=ask.index).decode("utf-8-sig")
    assert "alla.txt" in csv
    assert "tre.txt" not in csv
    (row,) = watch(everyone(), purpose, [WatchRow(1, (QUERY,))], store=store, index=ask.index)
    assert Tier.PARTIAL not in {hit.tier for hit in row.hits}
