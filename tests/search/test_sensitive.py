"""No selection of persons by sensitive personal data: which words, what is refused, and that it is logged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.access import Purpose, Viewer
from models.audit import Action
from models.errors import SensitiveSelectionError
from models.mention import Label
from models.store.store import Store
from search.backends import open_index
from search.export import export_hits
from search.indexing import drain
from search.lemmas import lemma
from search.request import SearchRequest
from search.result import SearchResult
from search.saved import SavedSearch
from search.sensitive import PERSONAL, categories, refuse_selection, terms
from search.service import search
from search.watch_row import WatchRow
from search.watching import watch
from tests.web.archive import MILJO, POLIS, Paper, put

WHO = Viewer("ines", frozenset({MILJO.owner}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("personer med HIV", {"health"}),
        ("diabetespatienter", {"health"}),
        ('"sjukskrivna" AND Umeå', {"health"}),
        ("Provsson -gravid", {"health"}),
        ("schizo*", {"health"}),
        ("MUSLIMER", {"religion"}),
        ("muslimska", {"religion"}),
        ("romer", {"ethnicity"}),
        ("fackligt", {"union"}),
        ("homosexuella", {"sexuality"}),
        ("sverigedemokrater", {"politics"}),
        ("judisk cancerpatient", {"religion", "health"}),
    ],
)
def test_words_of_sensitive_data(query: str, found: set[str]) -> None:
    assert categories(query) == found


@pytest.mark.parametrize(
    "query",
    [
        "Miljö- och hälsoskyddsnämnden",
        "sjukhus",
        "Centralsjukhuset i Provstad",
        "facklitteratur",
        "fackla",
        "religionskunskap",
        "Kristina Provsson",
        "livsmedel temperatur",
        "platta tak",
        "Rom",
        "sju*",
        "",
    ],
)
def test_words_of_every_boards_papers(query: str) -> None:
    assert categories(query) == frozenset()


def test_the_table_has_every_category_and_base_forms() -> None:
    assert {category for category, _ in terms().values()} == {
        *("health", "religion", "ethnicity", "union", "sexuality", "politics")
    }
    assert all(word == word.casefold() and word.isalpha() and lemma(word) for word in terms())


Asked = Callable[[SearchRequest], SearchResult]


@pytest.fixture
def ask(store: Store, purpose: Purpose) -> Asked:
    for source in (MILJO, POLIS):
        store.sources.add(source)
    for number in range(4):
        text = f"Adam Provsson {number} har diabetes och skriver till Kebnekrogen AB."
        put(store, Paper(MILJO, f"{number}.txt", "tip", None, (text,), _NAMES, pictures=False))
    index = open_index(store.settings)
    drain(store, index)
    return lambda request: search(WHO, purpose, request, store=store, index=index)


_NAMES = ((Label.PERSON, "Adam Provsson", "Adam Provsson"), (Label.ORG, "Kebnekrogen AB", "Kebnekrogen AB"))


def test_a_search_gives_hits_and_no_list_of_persons(ask: Asked, store: Store) -> None:
    plain = ask(SearchRequest("Kebnekrogen", standing_out=5))
    assert plain.facets["PERSON"].values
    result = ask(SearchRequest("diabetes", standing_out=5))
    assert result.total == 4
    assert not PERSONAL & result.facets.keys()
    assert {"ADDRESS", "PROPERTY", "VEHICLE", "ACCOUNT"} <= PERSONAL
    assert result.facets["ORG"].values
    assert result.standing_out == ()
    assert [hint.code for hint in result.hints] == ["sensitive"]
    actions = [record.event.action for record in store.ledger.last(2)]
    assert sorted(actions) == [Action.REFUSED, Action.SEARCH]


def test_its_pages_can_be_turned(ask: Asked) -> None:
    first = ask(SearchRequest("diabetes", limit=2))
    assert first.after is not None
    second = ask(SearchRequest("diabetes", limit=2, after=first.after))
    assert len({hit.document for hit in (*first.hits, *second.hits)}) == 4


def test_what_is_refused_is_explained_and_logged(store: Store, purpose: Purpose) -> None:
    with pytest.raises(SensitiveSelectionError, match="känsliga personuppgifter"):
        refuse_selection(WHO, purpose, store, "diabetes", "saved")
    (last,) = store.ledger.last(1)
    assert (last.event.action, dict(last.event.details or {})["rule"]) == (Action.REFUSED, "saved")
    refuse_selection(WHO, purpose, store, "Kebnekrogen", "saved")


def test_no_export_and_no_row_of_a_watch_list(ask: Asked, store: Store, purpose: Purpose) -> None:
    index = open_index(store.settings)
    with pytest.raises(SensitiveSelectionError):
        export_hits(WHO, purpose, SavedSearch("diabetes").kept(), store=store, index=index)
    rows = [WatchRow(1, ("Provsson",)), WatchRow(2, ("diabetes",))]
    found = watch(WHO, purpose, rows, store=store, index=index)
    assert [(each.total, each.row.problem) for each in found] == [(4, ""), (0, "sensitive_selection")]
