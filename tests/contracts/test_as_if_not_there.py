"""What a viewer may not read is to them as if it were not there: the heart of the compartments.

A made-up archive with markings is asked by made-up viewers, and answers as an archive does from which all that they may
not read was taken away bodily: in totals, documents, facets, order, scores, deep pages, pages with a hit, likely words,
most of the words and what stands out. Documents are put in open and marked afterwards, so that anything left behind
where it lay before would tell. Without the filter, or with a page in a unit in which it is not to be, this fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.access import Viewer
from models.store.compartments import Compartments
from search import compartments as under_test
from search import standing_out
from search.compartments import CompartmentIndex
from search.did_you_mean import suggestions
from search.embedded.index import EmbeddedIndex
from search.index import Filter, Index, IndexHit, IndexQuery, IndexUnit, Sort, Sought
from search.most_words import most_of
from search.opensearch.index import OpenSearchIndex
from search.query import Alternative, And, Term, TokenField
from search.wall import open_filter
from tests.contracts import made_up_markings
from tests.contracts.compartments_contract import register_at
from tests.contracts.made_up import WORDS
from tests.contracts.made_up_markings import Paper, asked_by, left_of, made_up_papers, made_up_viewer, marked
from tests.opensearch_nodes import remove_indices
from tests.search.brute_force import BruteForceIndex

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
ARCHIVES, VIEWERS, QUESTIONS, DOCUMENTS = (25, 10, 45, 40) if FULL else (2, 4, 12, 30)
Opened = Callable[[str], Index]
"""An empty back end by a name of its own."""


@pytest.fixture
def compartments(tmp_path: Path) -> Compartments:
    return register_at(tmp_path / "register.sqlite3")


@pytest.fixture
def embedded(tmp_path: Path) -> Opened:
    return lambda name: EmbeddedIndex(tmp_path / name)


@pytest.fixture
def opensearch(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[Opened]:
    yield lambda name: OpenSearchIndex(each_opensearch_url, f"{opensearch_prefix}-{name}")
    remove_indices(each_opensearch_url, opensearch_prefix)


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_embedded(seed: int, embedded: Opened, compartments: Compartments) -> None:
    _compare(Random(seed), embedded, compartments, scored=True)


@pytest.mark.opensearch
@pytest.mark.parametrize("seed", range(5 if FULL else 1))
def test_opensearch(seed: int, opensearch: Opened, compartments: Compartments) -> None:
    _compare(
        Random(seed), opensearch, compartments, scored=False
    )  # Lucene's statistics hold what was deleted until it merges


def test_without_the_filter_it_fails(
    embedded: Opened, compartments: Compartments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "is_open", lambda wall, owner, *_: owner in wall.owners)
    with pytest.raises(AssertionError):
        _compare(Random(0), embedded, compartments, scored=True)


def test_with_what_is_needed_forgotten_it_fails(
    embedded: Opened, compartments: Compartments, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = Paper._unit
    everything = frozenset(made_up_markings.GROUPS)
    monkeypatch.setattr(Paper, "_unit", lambda self, held: unit(self, everything))
    with pytest.raises(AssertionError):
        _compare(Random(0), embedded, compartments, scored=True)


def test_with_what_lay_there_before_left_it_fails(
    embedded: Opened, compartments: Compartments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddedIndex, "delete", lambda self, owner, documents: None)
    with pytest.raises(AssertionError):
        _compare(Random(0), embedded, compartments, scored=True)


def _compare(random: Random, opened: Opened, compartments: Compartments, *, scored: bool) -> None:
    papers = made_up_papers(random, DOCUMENTS)
    with closing(CompartmentIndex(opened("asked"), compartments)) as index:
        index.put([unit for paper in papers for unit in paper.units()])
        for _ in range(2):  # marked once, and once more otherwise
            papers = [marked(random, paper) if random.random() < 0.7 else paper for paper in papers]
            index.put([unit for paper in papers for unit in paper.units()])
        for at in range(VIEWERS if scored else max(2, VIEWERS // 2)):
            viewer, oracle = made_up_viewer(random), BruteForceIndex()
            left = left_of(papers, viewer)
            oracle.put([unit for _, unit in left])
            with ExitStack() as stack:
                reduced = _Reduced(opened(f"reduced-{at}"), left, viewer) if scored else None
                stack.callback(reduced.close if reduced else lambda: None)
                for _ in range(QUESTIONS):
                    _compare_one(index, oracle, reduced, asked_by(random, viewer))
                    _compare_words(random, index, oracle, reduced, viewer)


class _Reduced:
    """A back end that holds what is left for a viewer and nothing else, laid out as it is for them."""

    def __init__(self, back_end: Index, left: list[tuple[Paper, IndexUnit]], viewer: Viewer) -> None:
        self.index = back_end
        names = {paper.id: paper.compartment(viewer) for paper, _ in left}
        self._names = frozenset(names.values())
        back_end.put([replace(unit, owner=names[paper.id]) for paper, unit in left])

    def search(self, query: IndexQuery) -> Any:
        return self.index.search(replace(query, filter=replace(query.filter, owners=self._names)))

    def words_like(self, word: str) -> frozenset[str]:
        return self.index.words_like(word, Filter(self._names))

    def close(self) -> None:
        self.index.close()


def _compare_one(index: CompartmentIndex, oracle: BruteForceIndex, reduced: _Reduced | None, query: IndexQuery) -> None:
    mine, right = index.search(query), oracle.search(query)
    assert (mine.total, mine.exact, mine.facets) == (right.total, True, right.facets), query
    whole = replace(query, limit=DOCUMENTS)
    all_of_them = index.search(whole).hits
    wanted = [_who(hit) for hit in oracle.search(whole).hits]
    assert {_who(hit) for hit in all_of_them} == set(wanted), query
    if query.sort is not Sort.RELEVANCE:
        assert [_who(hit) for hit in all_of_them] == wanted, query
    if reduced is not None:
        expected = reduced.search(whole).hits
        assert [(hit.document, hit.score, hit.key) for hit in all_of_them] == [
            (hit.document, hit.score, hit.key) for hit in expected
        ], query
    assert [_who(hit) for hit in _page_by_page(index, replace(query, limit=3))] == [_who(hit) for hit in all_of_them]
    documents = [*sorted(oracle.units), "0" * 32]
    told, known = (each.pages(query.tree, query.filter, documents) for each in (index, oracle))
    assert _as_sets(told) == _as_sets(known), query


def _compare_words(
    random: Random, index: CompartmentIndex, oracle: BruteForceIndex, reduced: _Reduced | None, viewer: Viewer
) -> None:
    word, wall = random.choice([each for each in WORDS if 2 < len(each) < 20]), open_filter(viewer)
    if reduced is not None:
        assert index.words_like(word, wall) == reduced.words_like(word)
    wrong = f"{word}x"
    asked = Term(wrong, (Alternative(TokenField.EXACT, (wrong,)),))
    assert suggestions(index, wrong, asked, wall) == suggestions(oracle, wrong, asked, wall)
    words = tuple(Term(each, (Alternative(TokenField.EXACT, (each,)),)) for each in random.sample(WORDS, 4))
    assert most_of(index, And(words), words, wall) == most_of(oracle, And(words), words, wall)
    tree = words[0]
    assert _standing_out(index, tree, wall) == _standing_out(oracle, tree, wall)


def _standing_out(index: Index, tree: Term, wall: Filter) -> object:
    return list(index.surprising(tree, wall, Sought(standing_out.TYPES, least=1, sure=0.0)))


def _page_by_page(index: Index, query: IndexQuery) -> Iterator[IndexHit]:
    while hits := index.search(query).hits:
        yield from hits
        query = replace(query, after=hits[-1].key)


def _who(hit: IndexHit) -> tuple[str, str]:
    return hit.document, hit.owner


def _as_sets(pages: Mapping[str, tuple[int, ...]]) -> dict[str, set[int]]:
    return {document: set(numbers) for document, numbers in pages.items()}
