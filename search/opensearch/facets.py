"""Facets as aggregations, one for each type under all choices but its own, and their counts read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from search.index import Counting, FacetCounts, IndexQuery
from search.opensearch.clauses import Clause
from search.opensearch.narrowing import choices, field_of

# Each shard (an owner) hands in so many values. Where that was not all of them, the engine tells how far off it may be.
SHARD_VALUES: Final = 1_000
MOST_SHARD_VALUES: Final = 1_000_000
MOST_VALUES: Final = 60_000  # of one type in one answer: the engine's own limit is 65,535 (search.max_buckets)
_NOTHING: Final[Mapping[str, Any]] = {
    "values": {"buckets": [], "doc_count_error_upper_bound": 0, "sum_other_doc_count": 0},
    "missing": {"doc_count": 0},
}
_USUAL: Final = Counting()


def aggregations(query: IndexQuery, kinds: tuple[str, ...], *, whole: bool = False) -> Mapping[str, Clause]:
    """``whole``: with every value of every owner, so far as the engine gives them."""
    asked = [kind for kind in kinds if query.limit_of(kind) != 0]  # a size of 0 is refused
    return {kind: _aggregation(query, kind, whole) for kind in asked}


def counts(query: IndexQuery, kind: str, aggregations: Mapping[str, Any]) -> FacetCounts:
    """What was answered of this type. Where there are more values than were told ``exact`` is False: how many more is
    known when all have been asked for."""
    answer = aggregations.get(kind, _NOTHING)
    values = answer["values"]
    pairs = tuple((bucket["key"], bucket["doc_count"]) for bucket in values["buckets"])
    exact = values["doc_count_error_upper_bound"] == 0 and values["sum_other_doc_count"] == 0
    limit = query.limit_of(kind)
    more = 0 if limit is None else max(0, len(pairs) - limit)
    return FacetCounts(pairs[:limit], exact, answer["missing"]["doc_count"], more)


def _aggregation(query: IndexQuery, kind: str, whole: bool) -> Clause:
    way = query.counting.get(kind, _USUAL)
    limit = query.limit_of(kind)
    size = MOST_VALUES if whole or limit is None else min(limit, MOST_VALUES)
    terms: dict[str, Any] = {
        "field": field_of(kind),
        "size": size,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
        "min_doc_count": way.least,
    }
    if way.only is not None:
        terms["include"] = sorted(way.only)
    if len(query.filter.owners) > 1:
        terms["shard_size"] = MOST_SHARD_VALUES if whole else max(SHARD_VALUES, size)
    counted = {"values": {"terms": terms}, "missing": {"missing": {"field": field_of(kind)}}}
    return {"filter": choices(query.filter, lifted="" if way.narrowed else kind), "aggs": counted}
