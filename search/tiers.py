"""Asking the index in tiers: what was found for certain, then possible readings, then what has most of the words; and
paging through them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.bounds import both_hold
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

    ``total`` and ``facets`` are of the documents with all the words; ``partial`` have most of them. ``arranged``: they
    are in the order of a column (:mod:`search.arranging`)."""

    total: int
    exact: bool
    hits: Ranked
    facets: dict[str, FacetCounts]
    after: Cursor | None
    parsed: Parsed
    sought: Node
    partial: int = 0
    arranged: bool = False


class Asking(Protocol):
    """A search with all but its page said, behind one wall and filter."""

    def __call__(self, query: IndexQuery, cursor: Cursor | None, *, also: Node | None) -> Found: ...


@dataclass(slots=True)
class ByWords:
    """A search by words in tiers. ``query`` carries the filter, the same for every page; its tree is replaced by the
    request's, whose fields may have the ``values``. ``there`` is what must hold of every document."""

    index: Index
    request: SearchRequest
    values: FieldValues = CLOSED
    synonyms: Synonyms = NONE
    there: Node | None = None
    _most: Node | None = None  # counted once for all pages and questions of one search

    def __call__(self, query: IndexQuery, cursor: Cursor | None, *, also: Node | None) -> Found:
        """The hits from ``cursor`` on. ``also`` is what must hold besides."""
        also, plain = both_hold(self.there, also), self._parsed()
        certain, whole = _also(also, plain), plain.tree
        asking = _TierByTier(self.index, query, cursor)
        if self.request.tolerant:
            tolerated = self._parsed(tolerant=True)
            sought, whole = _also(also, tolerated).tree, tolerated.tree
            counts = self.index.search(replace(query, tree=sought, limit=0, after=None))
            asking.hits_of(Tier.EXACT, certain.tree)
            asking.hits_of(Tier.POSSIBLE, And((sought, Not(certain.tree))))
        else:
            sought, counts = certain.tree, asking.answer(Tier.EXACT, certain.tree, query.facets)
        partial = 0
        if self._is_short(counts.total, plain, query, whole if also is not None else None):
            if self._most is None:
                self._most = most_of(self.index, plain.tree, loose(plain), query.filter)
            most = self._most if also is None else And((also, self._most))
            partial = asking.answer(Tier.PARTIAL, And((most, Not(sought)))).total
        shown, after = _cut(tuple(asking.hits), query.limit)
        return Found(counts.total, counts.exact, shown, dict(counts.facets), after, certain, sought, partial)

    def lacks(self, query: IndexQuery, hits: Ranked) -> Mapping[str, Sequence[str]]:
        """Which of the words those of the hits do not hold that have most of them, by document."""
        some = [hit.document for hit, tier in hits if tier is Tier.PARTIAL]
        return lacking(self.index, query, loose(self._parsed()), some) if some else {}

    def _parsed(self, *, tolerant: bool = False) -> Parsed:
        return parse(self.request.query, tolerant=tolerant, values=self.values, synonyms=self.synonyms)

    def _is_short(self, total: int, plain: Parsed, query: IndexQuery, whole: Node | None) -> bool:
        """Whether so few have all the words that those with most of them follow. Few of some documents are not few of
        all: of all, ``whole`` is asked."""
        if total >= FEW or self.request.all_words or self.request.is_bounded or not loose(plain):
            return False
        return (
            whole is None or self.index.search(replace(query, tree=whole, limit=0, after=None, facets=())).total < FEW
        )


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
