"""Asking the index in tiers: what was found for certain, then possible readings, then what has most of the words; and
paging through them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.cursor import Cursor
from search.field_values import CLOSED, FieldValues
from search.index import FacetCounts, Index, IndexAnswer, IndexHit, IndexQuery
from search.most_words import FEW, lacking, loose, most_of
from search.parsing import Parsed, parse
from search.query import And, Everything, Node, Not
from search.request import SearchRequest
from search.result import Tier
from search.synonyms import NONE, Synonyms

Ranked = tuple[tuple[IndexHit, Tier], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The index's answer, tiers joined. ``after`` is where the next page begins, or None.
    ``parsed`` is what was asked, ``sought`` what was looked for: likely misreadings too where they are tolerated.

    ``total`` and ``facets`` are of the documents with all the words; ``partial`` have most of them, and of those among
    the hits ``lacks`` tells which words they do not hold. ``arranged``: they are in the order of a column
    (:mod:`search.arranging`)."""

    total: int
    exact: bool
    hits: Ranked
    facets: dict[str, FacetCounts]
    after: Cursor | None
    parsed: Parsed
    sought: Node
    partial: int = 0
    lacks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    arranged: bool = False


class Asking(Protocol):
    """A search with all but its page said: :func:`ask` behind one wall and filter."""

    def __call__(self, query: IndexQuery, cursor: Cursor | None, *, also: Node | None) -> Found: ...


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
    plain = parse(request.query, values=values, synonyms=synonyms)
    certain, whole = _also(also, plain), plain.tree
    asking = _TierByTier(index, query, cursor)
    if request.tolerant:
        tolerated = parse(request.query, tolerant=True, values=values, synonyms=synonyms)
        sought, whole = _also(also, tolerated).tree, tolerated.tree
        counts = index.search(replace(query, tree=sought, limit=0, after=None))
        asking.hits_of(Tier.EXACT, certain.tree)
        asking.hits_of(Tier.POSSIBLE, And((sought, Not(certain.tree))))
    else:
        sought, counts = certain.tree, asking.answer(Tier.EXACT, certain.tree, query.facets)
    words = loose(plain) if counts.total < FEW and not (request.all_words or request.is_bounded) else ()
    if (
        words
        and also is not None
        and index.search(replace(query, tree=whole, limit=0, after=None, facets=())).total >= FEW
    ):
        words = ()  # few of some documents have all of them, not few of all
    partial = 0
    if words:
        most = most_of(index, plain.tree, words, query.filter)
        most = most if also is None else And((also, most))
        partial = asking.answer(Tier.PARTIAL, And((most, Not(sought)))).total
    shown, after = _cut(tuple(asking.hits), query.limit)
    lacks = lacking(index, query, words, [hit.document for hit, tier in shown if tier is Tier.PARTIAL])
    return Found(counts.total, counts.exact, shown, dict(counts.facets), after, certain, sought, partial, lacks)


@dataclass(slots=True)
class _TierByTier:
    """Asks tier by tier. ``hits`` are those from the cursor on, one more than are wanted."""

    index: Index
    query: IndexQuery
    cursor: Cursor | None
    hits: list[tuple[IndexHit, Tier]] = field(default_factory=list)
    begun: bool = False

    def hits_of(self, tier: Tier, tree: Node) -> None:
        """Takes the hits of the next tier, where there is room and the cursor does not stand later."""
        if self._room(tier):
            self.answer(tier, tree)

    def answer(self, tier: Tier, tree: Node, facets: tuple[str, ...] = ()) -> IndexAnswer:
        """The same, with what the index answers. ``tree`` finds the tier's documents, those of the tiers before it
        ruled out."""
        begins = self.cursor is not None and self.cursor.tier is tier
        after = self.cursor.key if self.cursor is not None and begins else None
        asked = replace(self.query, tree=tree, limit=self._room(tier), after=after, facets=facets)
        answer = self.index.search(asked)
        self.hits += [(hit, tier) for hit in answer.hits]
        return answer

    def _room(self, tier: Tier) -> int:
        """How many hits are wanted still: none of the tiers before that of the cursor."""
        self.begun = self.begun or self.cursor is None or self.cursor.tier is tier
        return self.query.limit + 1 - len(self.hits) if self.begun else 0


def _also(also: Node | None, parsed: Parsed) -> Parsed:
    if also is None:
        return parsed
    tree = also if isinstance(parsed.tree, Everything) else And((also, parsed.tree))
    return replace(parsed, tree=tree)


def beyond(
    index: Index,
    request: SearchRequest,
    query: IndexQuery,
    values: FieldValues = CLOSED,
    synonyms: Synonyms = NONE,
    there: Node | None = None,
) -> int:
    """How many documents more a tolerant search would find, behind the same filter."""
    certain = parse(request.query, values=values, synonyms=synonyms).tree
    possible = parse(request.query, tolerant=True, values=values, synonyms=synonyms).tree
    if possible == certain:
        return 0
    only = And((possible, Not(certain), *([there] if there is not None else [])))
    return index.search(replace(query, tree=only, limit=0, after=None, facets=())).total


def _cut(hits: Ranked, limit: int) -> tuple[Ranked, Cursor | None]:
    """One hit more than shown was asked for: it tells whether there is a next page, and in which tier it begins."""
    if len(hits) <= limit or not limit:
        return hits[:limit], None
    last, following = hits[limit - 1], hits[limit]
    same = last[1] is following[1]
    return hits[:limit], Cursor(following[1], last[0].key if same else None)
