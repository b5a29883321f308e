"""Whole questions to OpenSearch. The service's own answer is joined from these and nothing else is asked of it:
``global``, ``suggest``, ``explain`` and ``min_doc_count: 0`` would show what lies beyond the filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.index import Filter, IndexQuery, Sort
from search.opensearch.clauses import Clause, any_of, leaf_clause, tree_clause
from search.opensearch.facets import aggregations
from search.opensearch.narrowing import always, choices
from search.opensearch.position import values_of
from search.query import Node, page_leaves

Body = dict[str, Any]

_SORTS: dict[Sort, list[Clause]] = {
    Sort.RELEVANCE: [{"_score": {"order": "desc"}}, {"document": {"order": "asc"}}],
    Sort.DATE: [{"date": {"order": "desc", "missing": "_last"}}, {"document": {"order": "asc"}}],
}


def search_body(query: IndexQuery) -> Body:
    """Hits, total and facets. The choices stand in ``post_filter``, which facets do not heed: each has its own."""
    body: Body = {
        "query": {"bool": {"must": [tree_clause(query.tree)], "filter": always(query.filter)}},
        "post_filter": choices(query.filter),
        "sort": _SORTS[query.sort],
        "size": query.limit,
        "track_total_hits": True,
        "_source": ["document", "owner"],
        "aggs": aggregations(query, query.facets),
    }
    return _after(body, query.after, query.sort)


def facets_body(query: IndexQuery, kind: str) -> Body:
    """Only this facet, with every value of every owner."""
    filters = [tree_clause(query.tree), *always(query.filter)]
    return {"query": {"bool": {"filter": filters}}, "size": 0, "aggs": aggregations(query, (kind,), whole=True)}


def readable_body(filter: Filter, documents: Sequence[str]) -> Body:
    """Which of these documents the filter lets through."""
    wanted: Clause = {"terms": {"document": list(documents)}}
    filters = [wanted, *always(filter), choices(filter)]
    return {"query": {"bool": {"filter": filters}}, "size": len(documents), "_source": ["document"]}


def pages_body(tree: Node, filter: Filter, documents: Sequence[str], size: int, after: Sequence[Any] | None) -> Body:
    """The pages of these documents on which any word of the tree (outside Not) stands, best first."""
    owners: Clause = {"terms": {"owner": sorted(filter.owners)}}
    filters = [owners, {"terms": {"document": list(documents)}}]
    body: Body = {
        "query": {
            "bool": {
                "must": [any_of([leaf_clause(leaf, with_name=False) for leaf in page_leaves(tree)])],
                "filter": filters,
            }
        },
        "sort": [{"_score": {"order": "desc"}}, {"document": {"order": "asc"}}, {"number": {"order": "asc"}}],
        "size": size,
        "_source": ["document", "number"],
    }
    return body if after is None else {**body, "search_after": list(after)}


def ids_body(size: int, after: Sequence[Any] | None) -> Body:
    """All documents, a portion at a time."""
    body: Body = {"query": {"match_all": {}}, "sort": [{"document": "asc"}], "size": size, "_source": ["document"]}
    return body if after is None else {**body, "search_after": list(after)}


def _after(body: Body, key: tuple[str, ...] | None, sort: Sort) -> Body:
    return body if key is None else {**body, "search_after": values_of(key, sort)}
