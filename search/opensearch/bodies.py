"""Whole questions to OpenSearch. The service's own answer is joined from these and nothing else is asked of it:
``global``, ``explain`` and ``min_doc_count: 0`` would show what lies beyond the filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.index import Filter, IndexQuery, Sort
from search.opensearch.clauses import NOTHING, Clause, any_of, leaf_clause, tree_clause
from search.opensearch.facets import aggregations, grouped
from search.opensearch.mappings import SOURCE_ORDER
from search.opensearch.narrowing import always, choices
from search.opensearch.position import values_of
from search.query import NAME, Node, TokenField, page_leaves

Body = dict[str, Any]

_BY_ID: Clause = {"document": {"order": "asc"}}
_NEWEST: Clause = {"date": {"order": "desc", "missing": "_last"}}
_SORTS: dict[Sort, list[Clause]] = {
    Sort.RELEVANCE: [{"_score": {"order": "desc"}}, _BY_ID],
    Sort.DATE: [_NEWEST, _BY_ID],
    Sort.OLDEST: [{"date": {"order": "asc", "missing": "_last"}}, _BY_ID],
    Sort.SOURCE: [
        {SOURCE_ORDER: {"order": "asc", "missing": "_last", "unmapped_type": "keyword"}},  # none in an older index
        _NEWEST,
        _BY_ID,
    ],
}


def hits_body(query: IndexQuery) -> Body:
    """Hits and total."""
    filters = [*always(query.filter), choices(query.filter)]
    body: Body = {
        "query": {"bool": {"must": [tree_clause(query.tree)], "filter": filters}},
        "sort": _SORTS[query.sort],
        "size": query.limit,
        "track_total_hits": True,
        "_source": ["document", "owner"],
    }
    return _after(body, query.after, query.sort)


def score_body(query: IndexQuery, document: str) -> Body:
    """What this document is worth to the query now."""
    only: Clause = {"term": {"document": document}}
    filters = [only, *always(query.filter), choices(query.filter)]
    return {
        "query": {"bool": {"must": [tree_clause(query.tree)], "filter": filters}},
        "size": 1,
        "_source": False,
    }


def facets_bodies(query: IndexQuery, *, scripts: bool, several: bool) -> list[Body]:
    """The facets, those together that are counted under the same choices. No hits: the engine keeps such an answer
    (``request_cache``) until the index changes, for the next page of hits and the next who asks."""
    return [
        _facets_body(query, under, aggregations(query, kinds, scripts=scripts, several=several))
        for under, kinds in grouped(query, query.facets)
    ]


def facet_body(query: IndexQuery, kind: str, *, several: bool) -> Body:
    """Only this facet, with every value of every owner."""
    ((under, _),) = grouped(query, (kind,))
    return _facets_body(query, under, aggregations(query, (kind,), whole=True, several=several))


def _facets_body(query: IndexQuery, under: Clause, asked: Mapping[str, Clause]) -> Body:
    filters = [tree_clause(query.tree), *always(query.filter), under]
    return {"query": {"bool": {"filter": filters}}, "size": 0, "track_total_hits": False, "aggs": asked}


def readable_body(filter: Filter, documents: Sequence[str]) -> Body:
    """Which of these documents the filter lets through."""
    wanted: Clause = {"terms": {"document": list(documents)}}
    filters = [wanted, *always(filter), choices(filter)]
    return {"query": {"bool": {"filter": filters}}, "size": len(documents), "_source": ["document"]}


def pages_body(tree: Node, filter: Filter, documents: Sequence[str], size: int, after: Sequence[Any] | None) -> Body:
    """The pages of these documents on which any word of the tree (outside Not) stands, by score. Each says by name
    which of the words: ``matched_queries``."""
    owners: Clause = {"terms": {"owner": sorted(filter.owners)}}
    filters = [owners, {"terms": {"document": list(documents)}}]
    body: Body = {
        "query": {
            "bool": {
                "must": [any_of(list(_numbered(tree)))],
                "filter": filters,
            }
        },
        "sort": [{"_score": {"order": "desc"}}, {"document": {"order": "asc"}}, {"number": {"order": "asc"}}],
        "size": size,
        "_source": ["document", "number"],
    }
    return body if after is None else {**body, "search_after": list(after)}


def _numbered(tree: Node) -> Iterator[Clause]:
    """What finds each leaf on a page, called by its number."""
    for number, leaf in enumerate(page_leaves(tree)):
        clause = leaf_clause(leaf, with_name=False)
        yield clause if clause is NOTHING else {"bool": {"must": [clause], "_name": str(number)}}


def ids_body(size: int, after: Sequence[Any] | None) -> Body:
    """All documents, a portion at a time."""
    body: Body = {"query": {"match_all": {}}, "sort": [{"document": "asc"}], "size": size, "_source": ["document"]}
    return body if after is None else {**body, "search_after": list(after)}


def page_counts_body(size: int, after: str | None) -> Body:
    """How many pages each document has, by id, so many documents after that one."""
    documents: Body = {"size": size, "sources": [{"document": {"terms": {"field": "document"}}}]}
    if after is not None:
        documents["after"] = {"document": after}
    return {"size": 0, "track_total_hits": False, "aggs": {"by_document": {"composite": documents}}}


def words_like_body(word: str) -> Body:
    """The tokens likest the word in these indices, as the engine's spelling checker tells them: not behind the filter,
    and of documents taken out as well, so whoever asks counts each."""
    way = {"suggest_mode": "always", "max_edits": 2, "prefix_length": 0, "min_word_length": 1, "max_inspections": 100}
    several = [
        {"field": field, "size": 50, "shard_size": 200, "string_distance": "damerau_levenshtein", **way}
        for field in (TokenField.EXACT.value, NAME)
    ]
    return {"size": 0, "suggest": {each["field"]: {"text": word, "term": each} for each in several}}


def _after(body: Body, key: tuple[str, ...] | None, sort: Sort) -> Body:
    return body if key is None else {**body, "search_after": values_of(key, sort)}
