"""A facet's values: looked for by what they are called, in Swedish order, with what is left told exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from search.facet_order import FacetOrder
from search.facet_values import countings, found_first, shown
from search.index import Counting, FacetCounts
from search.request import SearchRequest

LABELS = {"a": "Åkes Krog", "b": "Östs Krog", "c": "Adams Bar", "d": "AKES Krog"}
COUNTS = FacetCounts((("a", 3), ("b", 2), ("c", 2), ("d", 1)), missing=5)


def labels(request: SearchRequest) -> list[str]:
    return [value.label for value in shown("ORG", COUNTS, LABELS, request).values]


def test_a_part_of_a_name_is_looked_for_as_typed() -> None:
    assert labels(SearchRequest(facet_find={"ORG": "åkes"})) == ["Åkes Krog"]
    assert labels(SearchRequest(facet_find={"ORG": "akes"})) == ["AKES Krog"]
    assert labels(SearchRequest(facet_find={"ORG": " "})) == ["Åkes Krog", "Adams Bar", "Östs Krog", "AKES Krog"]


def test_names_come_in_swedish_order_and_what_is_left_is_told() -> None:
    facet = shown("ORG", COUNTS, LABELS, SearchRequest(facet_order={"ORG": FacetOrder.NAME}, facet_limit=3))
    assert [value.label for value in facet.values] == ["Adams Bar", "AKES Krog", "Åkes Krog"]
    assert (facet.more, facet.missing) == (1, 5)


def test_every_value_is_asked_for_only_where_names_decide() -> None:
    asked = SearchRequest(facet_find={"ORG": "krog", "LOC": ""}, facet_order={"PERSON": FacetOrder.NAME})
    assert countings(asked) == {"ORG": Counting(every=True), "PERSON": Counting(every=True)}


def test_of_a_whole_type_every_value_is_asked_for_and_told() -> None:
    asked = SearchRequest(whole=frozenset({"ORG"}), facet_limit=1)
    assert countings(asked) == {"ORG": Counting(every=True)}
    facet = shown("ORG", COUNTS, LABELS, asked)
    assert (len(facet.values), facet.more) == (len(COUNTS.values), COUNTS.more)


def test_of_a_type_that_is_looked_among_only_those_that_may_be_called_so_are_counted() -> None:
    asked = SearchRequest(facet_find={"ORG": "krog", "LOC": "krog"})
    maybe = {"ORG": frozenset({"a"}), "LOC": frozenset[str]()}
    assert countings(asked, maybe) == {
        "ORG": Counting(every=True, only=frozenset({"a"})),
        "LOC": Counting(every=True, only=frozenset({""})),  # nobody: an empty set would ask for all
    }


def test_codes_are_looked_for_and_put_in_order_by_what_they_are_called_by_whoever_asks() -> None:
    counts = FacetCounts((("tip", 1), ("police_memo", 1), ("invoice", 1)))
    titles = {"tip": "Tips", "police_memo": "Polis-PM", "invoice": "Faktura"}
    called = {"kind": {"tip": "Anonymous tip", "police_memo": "Memo of the police", "invoice": "Invoice"}}

    def ids(**asked: Any) -> list[str]:
        request = SearchRequest(facets=("kind",), **asked)
        told = shown("kind", counts, titles, request).values
        assert found_first("kind", counts, request, lambda _: titles).values == told
        return [value.id for value in told]

    assert ids(facet_find={"kind": "police"}) == []
    assert ids(facet_find={"kind": "police"}, called=called) == ["police_memo"]
    by_name = {"kind": FacetOrder.NAME}
    assert ids(facet_order=by_name) == ["invoice", "police_memo", "tip"]
    assert ids(facet_order=by_name, called=called) == ids(called=called) == ["tip", "invoice", "police_memo"]


@pytest.mark.parametrize("limit", [0, 1, 3, 8, 500])
@pytest.mark.parametrize("part", ["", "krog", "KROG 1", "7", "finns inte"])
def test_the_first_are_the_same_when_no_more_are_named_than_it_takes(part: str, limit: int) -> None:
    labels = {f"{at:03}": f"{'Krog' if at % 3 else 'Bar'} {at * 7 % 300}" for at in range(300)}
    counts = FacetCounts(tuple((id, 9 - int(id) // 40) for id in labels))
    asked = SearchRequest(facet_find={"ORG": part}, facet_limit=limit)
    named = list[str]()

    def naming(ids: Sequence[str]) -> dict[str, str]:
        named.extend(ids)
        return {id: labels[id] for id in ids}

    found = found_first("ORG", counts, asked, naming)
    assert found.values == shown("ORG", counts, labels, asked).values
    assert len(named) < 250 or limit == 500 or not found.values or len(found.values) < limit
