"""How many values a facet has: the codes that stand for them, and when the number told is not used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.index import Counting, Filter, IndexQuery
from search.opensearch.codes import code
from search.opensearch.distinct import allowed, told
from search.opensearch.facets import aggregations, counts, grouped
from search.query import Everything

_FILTER = Filter(frozenset({"A"}), include={"kind": ("k1",)}, exclude={"ORG": ("o1",)})


def _query(**counting: Counting) -> IndexQuery:
    return IndexQuery(Everything(), _FILTER, facets=("PERSON", "kind", "ORG", "year"), facet_limit=2, counting=counting)


def test_a_code_is_a_number_of_64_bits_and_never_the_empty_place() -> None:
    codes = {code(f"p{at}") for at in range(10_000)}
    assert len(codes) == 10_000
    assert all(-(2**63) <= each < 2**63 and each for each in codes)
    assert code("Ågren") == code("Ågren") != code("Agren")


@pytest.mark.parametrize(
    ("value", "seen", "number"),
    [
        ({"held": 3, "seen": 7}, 7, 3),
        ({"held": 3, "seen": 6}, 7, None),  # of an index where some documents have no codes
        ({"held": 0, "seen": 0}, 7, None),  # where none has
        ({"held": -1, "seen": 7}, 7, None),  # the table was full
    ],
)
def test_a_number_is_told_where_every_value_was_seen(value: dict[str, int], seen: int, number: int | None) -> None:
    assert told({"value": value}, seen=seen) == number


def test_types_under_the_same_choices_are_counted_together() -> None:
    assert [kinds for _, kinds in grouped(_query(), _query().facets)] == [["PERSON", "year"], ["kind"], ["ORG"]]
    narrowed = _query(kind=Counting(narrowed=True))
    assert [kinds for _, kinds in grouped(narrowed, narrowed.facets)] == [["PERSON", "kind", "year"], ["ORG"]]


def test_a_script_is_asked_of_what_is_counted_as_usual_where_the_server_runs_them() -> None:
    query = _query(PERSON=Counting(only=frozenset({"p1"})), ORG=Counting(every=True), LOC=Counting(least=2))
    query = replace(query, facets=(*query.facets, "LOC", "CASE"))
    asked = aggregations(query, query.facets, scripts=True, several=False)
    scripted = [name for name, each in asked.items() if "scripted_metric" in each]
    assert scripted == ["how many of CASE"]
    assert not any("scripted_metric" in each for each in aggregations(_query(), ("PERSON",), several=False).values())


def test_more_values_than_shown_are_in_doubt_until_their_number_is_known() -> None:
    buckets = [{"key": "p1", "doc_count": 4}, {"key": "p2", "doc_count": 3}]
    values = {"buckets": buckets, "doc_count_error_upper_bound": 0, "sum_other_doc_count": 5}
    answer = {"PERSON": values, "missing of PERSON": {"doc_count": 1}}
    assert not counts(_query(), "PERSON", answer).exact
    known = counts(_query(), "PERSON", {**answer, "how many of PERSON": {"value": {"held": 6, "seen": 12}}})
    assert (known.exact, known.more, known.missing, known.values) == (True, 4, 1, (("p1", 4), ("p2", 3)))
    off = {**values, "doc_count_error_upper_bound": 1}
    assert not counts(
        _query(), "PERSON", {"PERSON": off, "how many of PERSON": {"value": {"held": 6, "seen": 12}}}
    ).exact


@pytest.mark.parametrize(
    ("types", "contexts", "runs"),
    [(["inline", "stored"], ["aggs_map"], True), (["stored"], ["aggs_map"], False), (["inline"], ["filter"], False)],
)
def test_whether_scripts_run_is_what_the_server_says(types: list[str], contexts: list[str], runs: bool) -> None:
    said = {"types_allowed": types, "language_contexts": [{"language": "painless", "contexts": contexts}]}
    assert allowed(said) == runs
    assert not allowed({"error": {"type": "security_exception"}, "status": 403})
