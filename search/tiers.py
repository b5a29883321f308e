"""Asking the index in tiers: what was found for certain comes first, possible readings after, paging through both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.cursor import Cursor
from search.field_values import CLOSED, FieldValues
from search.index import FacetCounts, Index, IndexHit, IndexQuery
from search.parsing import Parsed, parse
from search.query import And, Everything, Node, Not
from search.request import SearchRequest
from search.result import Tier
from search.synonyms import NONE, Synonyms


@dataclass(frozen=True, slots=True)
class Found:
    """The index's answer, tiers joined. ``after`` is where the next page begins, or None.
    ``parsed`` is what was asked, ``sought`` what was looked for: likely misreadings too where they are tolerated."""

    total: int
    exact: bool
    hits: tuple[tuple[IndexHit, Tier], ...]
    facets: dict[str, FacetCounts]
    after: Cursor | None
    parsed: Parsed
    sought: Node


def ask(
    index: Index,
    request: SearchRequest,
    query: IndexQuery,
    cursor: Cursor | None,
    values: FieldValues = CLOSED,
    synonyms: Synonyms = NONE,
    also: Node | None = None,
) -> Found:
    """The hits from ``cursor`` on. ``query`` carries the filter; its tree is replaced by the request's, whose fields
    may have the ``values``. ``also`` is what must hold besides."""
    certain = _also(also, parse(request.query, values=values, synonyms=synonyms))
    if not request.tolerant:
        return _one_tier(index, query, certain, cursor)
    possible = _also(also, parse(request.query, tolerant=True, values=values, synonyms=synonyms))
    return _two_tiers(index, query, certain, possible.tree, cursor)


def _also(also: Node | None, parsed: Parsed) -> Parsed:
    if also is None:
        return parsed
    tree = also if isinstance(parsed.tree, Everything) else And((also, parsed.tree))
    return replace(parsed, tree=tree)


def beyond(
    index: Index, request: SearchRequest, query: IndexQuery, values: FieldValues = CLOSED, synonyms: Synonyms = NONE
) -> int:
    """How many documents more a tolerant search would find, behind the same filter."""
    certain = parse(request.query, values=values, synonyms=synonyms).tree
    possible = parse(request.query, tolerant=True, values=values, synonyms=synonyms).tree
    if possible == certain:
        return 0
    only = And((possible, Not(certain)))
    return index.search(replace(query, tree=only, limit=0, after=None, facets=())).total


def _one_tier(index: Index, query: IndexQuery, parsed: Parsed, cursor: Cursor | None) -> Found:
    answer = index.search(replace(query, tree=parsed.tree, after=cursor.key if cursor else None, limit=query.limit + 1))
    hits = tuple((hit, Tier.EXACT) for hit in answer.hits)
    shown, after = _cut(hits, query.limit)
    return Found(answer.total, answer.exact, shown, dict(answer.facets), after, parsed, parsed.tree)


def _two_tiers(index: Index, query: IndexQuery, certain: Parsed, possible: Node, cursor: Cursor | None) -> Found:
    """Three questions: the counts of both tiers together, the certain hits, and those that only a misreading finds."""
    counts = index.search(replace(query, tree=possible, limit=0, after=None))
    wanted, key = query.limit + 1, cursor.key if cursor else None
    hits: list[tuple[IndexHit, Tier]] = []
    if cursor is None or cursor.tier is Tier.EXACT:
        first = replace(query, tree=certain.tree, limit=wanted, after=key, facets=())
        hits += [(hit, Tier.EXACT) for hit in index.search(first).hits]
        key = None
    if len(hits) < wanted:
        only = And((possible, Not(certain.tree)))
        rest = replace(query, tree=only, limit=wanted - len(hits), after=key, facets=())
        hits += [(hit, Tier.POSSIBLE) for hit in index.search(rest).hits]
    shown, after = _cut(tuple(hits), query.limit)
    return Found(counts.total, counts.exact, shown, dict(counts.facets), after, certain, possible)


def _cut(
    hits: tuple[tuple[IndexHit, Tier], ...], limit: int
) -> tuple[tuple[tuple[IndexHit, Tier], ...], Cursor | None]:
    """One hit more than shown was asked for: it tells whether there is a next page, and in which tier it begins."""
    if len(hits) <= limit or not limit:
        return hits[:limit], None
    last, following = hits[limit - 1], hits[limit]
    same = last[1] is following[1]
    return hits[:limit], Cursor(following[1], last[0].key if same else None)
