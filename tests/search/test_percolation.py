"""Percolation finds what a search finds: each kind of question, and made-up ones by seed, on each version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from opensearchpy import OpenSearch

from search.index import IndexQuery
from search.opensearch import mappings, percolator
from search.opensearch.index import OpenSearchIndex
from search.query import Or
from tests.contracts.asking import BOTH, ONLY_A, A, B, document, word
from tests.contracts.made_up import made_up_query, made_up_units
from tests.opensearch_nodes import SECONDS, remove_indices
from tests.search.brute_force import matches, passes

pytestmark = pytest.mark.opensearch
QUESTIONS = 2000 if os.environ.get("SAMSYN_TEST_FULL") else 150


@pytest.fixture
def index(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[OpenSearchIndex]:
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


def test_made_up_questions_find_what_the_oracle_finds(index: OpenSearchIndex) -> None:
    random = Random(21)
    units = made_up_units(random, 40)
    standing = {str(at): made_up_query(random) for at in range(QUESTIONS)}
    telling = 0
    for some in (units, units[:1], units[1:2]):  # the engine holds one document otherwise than several
        found = index.candidates(standing, some)
        for name, query in standing.items():
            right = {each.document for each in some if matches(query.tree, each) and passes(query.filter, each)}
            assert found.get(name, frozenset()) == right, query
            telling += 0 < len(right) < len(units)
    assert telling > QUESTIONS / 8


def test_documents_are_held_against_what_is_asked_now(index: OpenSearchIndex) -> None:
    units = [document("d1", "lås"), document("d2", "bil", owner=B)]
    lock, car = IndexQuery(word("lås"), BOTH), IndexQuery(word("bil"), BOTH)
    assert index.candidates({"a": lock, "b": car, "c": lock}, units) == {"a": {"d1"}, "b": {"d2"}, "c": {"d1"}}
    assert index.candidates({"a": car}, units) == {"a": {"d2"}}
    assert index.candidates({"a": replace(car, filter=ONLY_A)}, units) == {}
    assert index.candidates({}, units) == index.candidates({"a": car}, []) == {}
    assert (index.documents(A), index.version(A)) == (frozenset(), 0)


def test_a_question_that_the_engine_refuses_stops_no_other(index: OpenSearchIndex) -> None:
    many = IndexQuery(Or(tuple(word(f"w{at}") for at in range(10_000))), BOTH)
    asked = {"many": many, "lock": IndexQuery(word("lås"), BOTH)}
    assert index.candidates(asked, [document("d1", "lås w1")]) == {"lock": {"d1"}}


def test_documents_beyond_one_request_are_held_in_several(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(percolator, "_DOCUMENTS_BYTES", 1_000)
    units = [document(f"d{at}", "lås " * 100) for at in range(7)]
    found = index.candidates({"a": IndexQuery(word("lås"), BOTH)}, units)
    assert found == {"a": {unit.document for unit in units}}


def test_an_index_of_questions_that_is_mapped_otherwise_is_made_anew(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"a": IndexQuery(word("lås"), BOTH)}
    with monkeypatch.context() as earlier:
        earlier.setattr(mappings, "keys_identity", lambda: "keys-0")
        index.candidates(asked, [])
    assert index.candidates(asked, [document("d1", "lås")]) == {"a": {"d1"}}


def test_words_of_a_question_are_not_given_back(index: OpenSearchIndex, each_opensearch_url: str) -> None:
    index.candidates({"a": IndexQuery(word("hemligheten"), BOTH)}, [document("d1", "annat")])
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        held = client.search(index=f"{index._server.prefix}-standing")
    assert held["hits"]["total"]["value"] == 1
    assert "hemlig" not in str(held)
