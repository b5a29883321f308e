"""Facets of many values in OpenSearch: exact, and in one round trip where the engine can count them by script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from search.index import FacetCounts, Filter, IndexQuery, IndexUnit
from search.opensearch import distinct, forbidden, records
from search.opensearch.bodies import Body
from search.opensearch.codes import CODES
from search.opensearch.index import OpenSearchIndex
from search.opensearch.server import Server
from search.query import Everything
from tests.contracts.asking import BOTH, ONLY_A, B, document
from tests.opensearch_nodes import remove_indices

pytestmark = pytest.mark.opensearch


@pytest.fixture
def index(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[OpenSearchIndex]:
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many questions went in each round trip."""
    counted: list[int] = []
    way = Server.searches

    def searches(server: Server, questions: Sequence[tuple[Sequence[str], Body]], **more: str) -> list[dict[str, Any]]:
        counted.append(len(questions))
        return way(server, questions, **more)

    monkeypatch.setattr(Server, "searches", searches)
    return counted


def _people(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"p{at:05}" for at in range(first, last))


def _people_of(index: OpenSearchIndex, filter: Filter, limit: int = 3) -> FacetCounts:
    query = IndexQuery(Everything(), filter, facets=("kind", "PERSON"), facet_limit=limit)
    return index.search(query).facets["PERSON"]


def _units() -> list[IndexUnit]:
    """5,000 values in one owner's documents, some of them and 500 more in another's: the table is widened twice."""
    mine = [document(f"a{at}", PERSON=_people(1000 * at, 1000 * at + 1500), kind=("brev",)) for at in range(4)]
    return [*mine, document("a4", PERSON=_people(4500, 5000)), document("b", PERSON=_people(4700, 5500), owner=B)]


def test_the_values_of_one_owner_are_counted_in_one_round_trip(index: OpenSearchIndex, asked: list[int]) -> None:
    index.put(_units())
    asked.clear()
    assert _people_of(index, ONLY_A) == FacetCounts((("p01000", 2), ("p01001", 2), ("p01002", 2)), True, 0, 4997)
    assert asked == [2]  # hits, and the facets


def test_the_values_of_several_owners_are_counted_once_each(index: OpenSearchIndex, asked: list[int]) -> None:
    index.put([document("a", PERSON=_people(0, 700)), document("b", PERSON=_people(300, 900), owner=B)])
    asked.clear()
    assert _people_of(index, BOTH) == FacetCounts((("p00300", 2), ("p00301", 2), ("p00302", 2)), True, 0, 897)
    assert asked == [2]


def test_values_that_an_owner_cut_short_are_asked_for_again(index: OpenSearchIndex, asked: list[int]) -> None:
    index.put(_units())
    asked.clear()
    facet = _people_of(index, BOTH)
    assert (facet.exact, facet.more) == (True, 5497)
    assert asked == [2, 1]


def test_a_type_with_choices_of_its_own_is_counted_beside_the_others(index: OpenSearchIndex, asked: list[int]) -> None:
    index.put(_units())
    asked.clear()
    facet = _people_of(index, Filter(ONLY_A.owners, include={"PERSON": ("p00001",)}))
    assert (facet.exact, facet.more) == (True, 4997)
    assert asked == [3]


@pytest.mark.parametrize("why", ["no codes", "a full table", "no scripts"])
def test_counts_are_as_exact_where_no_script_can_count(
    index: OpenSearchIndex, asked: list[int], monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "no codes":  # a document that was put in by an earlier version
        with monkeypatch.context() as earlier:
            earlier.setattr(records, "_document", lambda unit, way=records._document: _without_codes(way(unit)))
            index.put([document("old", PERSON=_people(0, 10))])
    if why == "a full table":
        monkeypatch.setattr(distinct, "_EACH", distinct._EACH.replace("524288", "4"))
        monkeypatch.delitem(forbidden.NEVER, "scripted_metric")  # a script of the test's own
    if why == "no scripts":
        monkeypatch.setattr(distinct, "_CONTEXT", "none")
    index.put(_units())
    asked.clear()
    facet = _people_of(index, ONLY_A)
    assert (facet.exact, facet.more, facet.values[0]) == (True, 4997, ("p00000" if why == "no codes" else "p01000", 2))
    assert asked == [2, 1]


def _without_codes(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != CODES}
