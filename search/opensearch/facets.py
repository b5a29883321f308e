"""Facets as aggregations, one for each type under all choices but its own, and their counts read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from search.index import FacetCounts, IndexQuery
from search.opensearch.clauses import Clause
from search.opensearch.narrowing import choices, field_of

# Each shard (an owner) hands in so many values. Where that was not all of them, the engine tells how far off it may be.
SHARD_VALUES: Final = 1_000
MOST_SHARD_VALUES: Final = 1_000_000
NO_VALUES: Final[Mapping[str, Any]] = {"values": {"buckets": [], "doc_count_error_upper_bound": 0}}


def aggregations(query: IndexQuery, kinds: tuple[str, ...], shard_values: int = SHARD_VALUES) -> Mapping[str, Clause]:
    if query.facet_limit == 0:  # a size of 0 is refused
        return {}
    several = len(query.filter.owners) > 1
    return {kind: _aggregation(query, kind, shard_values if several else None) for kind in kinds}


def counts(aggregation: Mapping[str, Any]) -> FacetCounts:
    values = aggregation["values"]
    pairs = tuple((bucket["key"], bucket["doc_count"]) for bucket in values["buckets"])
    return FacetCounts(pairs, exact=values["doc_count_error_upper_bound"] == 0)


def _aggregation(query: IndexQuery, kind: str, shard_values: int | None) -> Clause:
    terms: dict[str, Any] = {
        "field": field_of(kind),
        "size": query.facet_limit,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    if shard_values is not None:
        terms["shard_size"] = max(shard_values, query.facet_limit)
    return {"filter": choices(query.filter, lifted=kind), "aggs": {"values": {"terms": terms}}}
