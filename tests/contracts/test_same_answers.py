"""Every back end gives the answers of the oracle: the same documents, counts and pages, on made-up questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from search.embedded.index import EmbeddedIndex
from search.index import Index, IndexQuery, IndexUnit, Sort, Sought
from search.opensearch.index import OpenSearchIndex
from tests.contracts.made_up import FACETS, made_up_query, made_up_units
from tests.opensearch_nodes import remove_indices
from tests.search.brute_force import BruteForceIndex

QUESTIONS = 250 if os.environ.get("SAMSYN_TEST_FULL") else 60
DOCUMENTS = 60


@pytest.fixture(scope="module")
def units() -> list[IndexUnit]:
    return made_up_units(Random(1), DOCUMENTS)


@pytest.fixture(scope="module")
def oracle(units: list[IndexUnit]) -> BruteForceIndex:
    oracle = BruteForceIndex()
    oracle.put(units)
    return oracle


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Index]:
    index = EmbeddedIndex(tmp_path / "index")
    yield index
    index.close()


@pytest.fixture
def opensearch(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[Index]:
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


def test_embedded(embedded: Index, oracle: BruteForceIndex, units: list[IndexUnit]) -> None:
    _compare(embedded, oracle, units)


@pytest.mark.opensearch
def test_opensearch(opensearch: Index, oracle: BruteForceIndex, units: list[IndexUnit]) -> None:
    _compare(opensearch, oracle, units)


def _compare(index: Index, oracle: BruteForceIndex, units: list[IndexUnit]) -> None:
    random = Random(2)
    index.put(units)
    telling = surprises = 0
    for _ in range(QUESTIONS):
        query = made_up_query(random)
        telling += 0 < _compare_one(index, oracle, query) < DOCUMENTS
        documents = [unit.document for unit in units]
        mine, right = (each.pages(query.tree, query.filter, documents) for each in (index, oracle))
        assert _as_sets(mine) == _as_sets(right), query
        sought = Sought((*FACETS, "owner"), random.choice((1, 2, 3)), random.choice((0.0, 0.5, 2.0)))
        out, told = (list(each.surprising(query.tree, query.filter, sought)) for each in (index, oracle))
        assert out == told, query
        surprises += len(told)
    assert surprises > QUESTIONS, "too little stands out"
    assert telling > QUESTIONS / 4, "too few of the questions tell anything"


def _compare_one(index: Index, oracle: BruteForceIndex, query: IndexQuery) -> int:
    mine, right = index.search(query), oracle.search(query)
    assert (mine.total, mine.facets) == (right.total, right.facets), query
    assert mine.exact
    assert len(mine.hits) == len(right.hits), query
    if query.sort is not Sort.RELEVANCE:
        assert [hit.document for hit in mine.hits] == [hit.document for hit in right.hits], query
    whole = replace(query, limit=DOCUMENTS)
    assert _documents(index, whole) == _documents(oracle, whole), query
    return mine.total


def _documents(index: Index | BruteForceIndex, query: IndexQuery) -> set[tuple[str, str]]:
    return {(hit.document, hit.owner) for hit in index.search(query).hits}


def _as_sets(pages: object) -> dict[str, set[int]]:
    assert isinstance(pages, dict)
    return {document: set(numbers) for document, numbers in pages.items()}
