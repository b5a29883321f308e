"""Facets as aggregations, each type under all choices but its own, and their counts read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from search.index import Counting, FacetCounts, IndexQuery
from search.opensearch import distinct
from search.opensearch.clauses import Clause
from search.opensearch.mappings import FACET_FIELDS, OWN_FACETS
from search.opensearch.narrowing import choices, field_of

# Each shard (an owner, or a part of a large one) hands in so many values. Where that was not all of them, the engine
# tells how far off it may be.
SHARD_VALUES: Final = 1_000
MOST_SHARD_VALUES: Final = 1_000_000
MOST_VALUES: Final = 60_000  # of one type in one answer: the engine's own limit is 65,535 (search.max_buckets)
_NOTHING: Final[Mapping[str, Any]] = {"buckets": [], "doc_count_error_upper_bound": 0, "sum_other_doc_count": 0}
_FEW: Final = 500  # what a document is, such as its year or source, has fewer values: they are all asked for
_OF_MANY: Final = FACET_FIELDS.keys() - OWN_FACETS
_USUAL: Final = Counting()

# Beside the values of a type, which are answered by its name.
_MISSING: Final = "missing of "
_DISTINCT: Final = "how many of "


def grouped(query: IndexQuery, kinds: Iterable[str]) -> list[tuple[Clause, list[str]]]:
    """The types that are counted under the same choices, with those choices; types of which nothing is asked left out.

    Most often one group: only a type with choices of its own has other documents.
    """
    groups: list[tuple[Clause, list[str]]] = []
    for kind in kinds:
        if query.limit_of(kind) == 0:  # a size of 0 is refused
            continue
        clause = choices(query.filter, lifted="" if query.counting.get(kind, _USUAL).narrowed else kind)
        same = next((group for under, group in groups if under == clause), None)
        if same is None:
            groups.append((clause, [kind]))
        else:
            same.append(kind)
    return groups


def aggregations(
    query: IndexQuery, kinds: Iterable[str], *, several: bool, whole: bool = False, scripts: bool = False
) -> dict[str, Clause]:
    """``several``: they may lie in more than one shard. ``whole``: with every value of every owner, so far as the
    engine gives them. ``scripts``: the server runs them, and may tell by one how many values there are beside those it
    is asked for."""
    asked: dict[str, Clause] = {}
    for kind in kinds:
        asked[kind] = _values(query, kind, whole=whole, several=several)
        asked[_MISSING + kind] = {"missing": {"field": field_of(kind)}}
        if scripts and kind in _OF_MANY and _counts_all(query, kind):
            asked[_DISTINCT + kind] = distinct.counting(kind, several=several)
    return asked


def counts(query: IndexQuery, kind: str, aggregations: Mapping[str, Any]) -> FacetCounts:
    """What was answered of this type. ``exact`` is False where counts may be off, and where there are more values than
    were told and it is not known how many: both are known when all have been asked for."""
    values = aggregations.get(kind, _NOTHING)
    missing = aggregations.get(_MISSING + kind, {"doc_count": 0})["doc_count"]
    pairs = tuple((bucket["key"], bucket["doc_count"]) for bucket in values["buckets"])
    limit, others = query.limit_of(kind), values["sum_other_doc_count"]
    in_all: int | None = len(pairs)
    if others:
        told = aggregations.get(_DISTINCT + kind)
        in_all = told and distinct.told(told, seen=others + sum(count for _, count in pairs))
    exact = values["doc_count_error_upper_bound"] == 0 and in_all is not None
    shown = pairs[:limit]
    return FacetCounts(shown, exact, missing, max(0, (in_all or len(pairs)) - len(shown)))


def _values(query: IndexQuery, kind: str, *, whole: bool, several: bool) -> Clause:
    way = query.counting.get(kind, _USUAL)
    limit = query.limit_of(kind)
    size = MOST_VALUES if whole or limit is None else min(max(limit, _FEW if kind in OWN_FACETS else 0), MOST_VALUES)
    terms: dict[str, Any] = {
        "field": field_of(kind),
        "size": size,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
        "min_doc_count": way.least,
    }
    if way.only is not None:
        terms["include"] = sorted(way.only)
    if several:
        terms["shard_size"] = MOST_SHARD_VALUES if whole else max(SHARD_VALUES, size)
    return {"terms": terms}


def _counts_all(query: IndexQuery, kind: str) -> bool:
    """Whether some values are told of all that there are: the script knows of no values apart and of no least count."""
    way = query.counting.get(kind, _USUAL)
    return way.only is None and way.least <= 1 and query.limit_of(kind) is not None
