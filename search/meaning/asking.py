"""A search by words and by meaning: the first hits of both in one list, after which the hits by words go on.

Totals and facets are those of the words. What is found by meaning alone is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.access import Viewer
from models.errors import IndexUnavailableError
from models.store.kept_from import kept_from
from models.store.store import Store
from search.cursor import Cursor
from search.hint import Hint
from search.index import Filter, Index, IndexHit, IndexQuery, Sort
from search.meaning.passages import digest
from search.meaning.plain import Plain, plain
from search.meaning.readiness import UNREACHED, Ready, readiness
from search.meaning.vectors import Allowed, Closest, Vector
from search.query import And, Everything, Node, OneOf
from search.request import SearchRequest
from search.result import Tier
from search.tiers import Asking, Found, Ranked

FUSED: Final = 100  # hits by words that meaning may move; the rest follow in their own order
NEAREST: Final = 50  # documents found by meaning: beyond them likeness tells little
PORTION: Final = 10_000  # ids asked of the index at a time: what OpenSearch gives in one answer
_PLACE: Final = "~"  # begins the key of a hit of the fused list, whose order no index knows; then its place
_Page = tuple[Ranked, Cursor | None]
"""Hits, and where the next page begins."""


@dataclass(slots=True)
class ByBoth:
    """A search by words that finds by meaning too, where it was asked for and can be done. ``near``: the nearest
    passage of each document that meaning alone found; ``hints``: why there is none."""

    words: Asking
    viewer: Viewer
    store: Store
    index: Index
    request: SearchRequest
    near: dict[str, Closest] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    _made: bool = False
    _fused: _Fused | None = None  # the list that all pages of one answer are cut from, made for the first of them

    def __call__(self, query: IndexQuery, cursor: Cursor | None, *, also: Node | None) -> Found:
        """The hits from ``cursor`` on. What must hold besides (``also``) is asked of the words alone, but of some
        documents (``OneOf``) those are told too that a list made before has by meaning, in the order of that list."""
        meant = self.request.meaning and self.request.sort is Sort.RELEVANCE and self.request.query.strip()
        if not meant or also is not None or not query.limit:
            found = self.words(query, cursor, also=also)
            return found if self._fused is None or not isinstance(also, OneOf) else self._fused.among(found, also)
        if not self._made:
            self._made, self._fused = True, self._make(query)
        if self._fused is None:
            return self.words(query, cursor, also=None)
        return self._fused.page(query, cursor)

    def _make(self, query: IndexQuery) -> _Fused | None:
        """The fused list; None where it cannot be made, or where nothing asked for has a meaning to look for."""
        ready = readiness(self.store.settings, query.filter.owners)
        if isinstance(ready, Hint):
            self.hints = (ready,)
            return None
        first = self.words(replace(query, limit=FUSED), None, also=None)
        meaning = plain(first.parsed.tree, self.request.query)
        if meaning is None:
            return None
        try:
            fused = _Fused.of(self, query, first, ready, meaning)
        except IndexUnavailableError:
            self.hints = (Hint(UNREACHED),)
            return None
        self.near = fused.near
        return fused


@dataclass(frozen=True, slots=True)
class _Fused:
    """``listed``: the hits of the fused list. ``moved``: those of them that are not among the first by words, and must
    not come again. ``near``: of those that no word found, the passage."""

    asked: ByBoth
    first: Found
    listed: Ranked
    moved: frozenset[str]
    near: dict[str, Closest]

    @classmethod
    def of(cls, asked: ByBoth, query: IndexQuery, first: Found, ready: Ready, meaning: Plain) -> _Fused:
        order, closest = _order(asked, query, first, ready, meaning)
        by_words = {hit.document: (hit, tier) for hit, tier in first.hits}
        order = list(dict.fromkeys((*order, *by_words)))
        moved = [id for id in order if id not in by_words]
        if moved and first.after is not None:  # some of them may stand further down among the hits by words
            further = asked.words(replace(query, limit=len(moved), facets=()), None, also=OneOf(tuple(moved)))
            by_words |= {hit.document: (hit, tier) for hit, tier in further.hits}
        near = {id: closest[id] for id in order if id not in by_words}
        listed = tuple(
            _placed(place, *(by_words.get(id) or (_hit(near[id]), Tier.MEANING))) for place, id in enumerate(order, 1)
        )
        return cls(asked, first, listed, frozenset(moved), near)

    def page(self, query: IndexQuery, cursor: Cursor | None) -> Found:
        """So many hits: of the fused list, and when that ends of those by words that are not in it."""
        hits, after = self._page(query, cursor)
        return replace(self.first, hits=hits, after=after)

    def _page(self, query: IndexQuery, cursor: Cursor | None) -> _Page:
        begin = _begin(cursor, len(self.listed))
        hits = self.listed[begin : begin + query.limit]
        if begin + query.limit < len(self.listed):
            return hits, Cursor(hits[-1][1], hits[-1][0].key)
        goes_on = self.first.after if cursor is None or _is_place(cursor) else cursor
        if goes_on is None:
            return hits, None
        if len(hits) == query.limit:
            return hits, goes_on
        more, after = self._further(query, goes_on, query.limit - len(hits))
        return (*hits, *more), after

    def among(self, found: Found, some: OneOf) -> Found:
        """What was found ``some`` of the documents by words, with those of the list, in its order and before others."""
        wanted = frozenset(some.documents)
        listed = tuple(each for each in self.listed if each[0].document in wanted)
        known = {hit.document for hit, _ in listed}
        return replace(found, hits=(*listed, *(each for each in found.hits if each[0].document not in known)))

    def _further(self, query: IndexQuery, cursor: Cursor, wanted: int) -> _Page:
        """The next hits by words that the fused list does not have. So many more are asked for as it may have."""
        found = self.asked.words(replace(query, limit=wanted + len(self.moved), facets=()), cursor, also=None)
        places = [at for at, (hit, _) in enumerate(found.hits) if hit.document not in self.moved][:wanted]
        hits = tuple(found.hits[at] for at in places)
        last = places[-1] if len(places) == wanted else len(found.hits) - 1
        if last + 1 >= len(found.hits):
            return hits, found.after
        (hit, tier), following = found.hits[last], found.hits[last + 1][1]
        return hits, Cursor(following, hit.key if following is tier else None)


def _order(
    asked: ByBoth, query: IndexQuery, first: Found, ready: Ready, meaning: Plain
) -> tuple[list[str], dict[str, Closest]]:
    from search.components import Asked
    from search.pipeline import fused, make_pipeline

    def ranked(ids: Sequence[str]) -> list[str]:
        only = replace(query, tree=And((meaning.words, OneOf(tuple(ids)))), limit=len(ids), after=None, facets=())
        return [hit.document for hit in asked.index.search(only).hits]

    whole = [hit.document for hit, tier in first.hits if tier is not Tier.PARTIAL]
    most = [hit.document for hit, tier in first.hits if tier is Tier.PARTIAL]
    near = _Near(asked, query.filter, ready, meaning.required)
    return fused(make_pipeline(Asked(whole, most, ready.embedder.query, near, ranked)), meaning.text)


@dataclass(frozen=True, slots=True)
class _Near:
    """The documents with the nearest passages, among those that may be found."""

    asked: ByBoth
    filter: Filter
    ready: Ready
    required: Node

    def __call__(self, vector: Vector) -> list[Closest]:
        """Without those withdrawn since, or whose page reads otherwise now: the index follows with the next drain."""
        allowed = _allowed(self.asked.index, self.filter, self.required)
        current = {owner: documents for owner, documents in allowed.items() if owner in self.ready.owners}
        withheld = kept_from(self.asked.store.database, self.asked.viewer)  # of the register: the index follows it
        found = self.ready.vectors.nearest(vector, current, NEAREST, withheld)
        best = found[0].likeness if found else 0.0
        enough = [each for each in found if self.ready.embedder.near_enough(each.likeness, best)]
        viewer, documents = self.asked.viewer, self.asked.store.documents
        readable = documents.many(viewer, [each.document for each in enough])
        texts = documents.texts(viewer, [(each.document, each.place.page) for each in enough])
        return [
            each
            for each in enough
            if each.document in readable
            and readable[each.document].is_searchable
            and _stands(each, texts.get((each.document, each.place.page)))
        ]


def _allowed(index: Index, filter: Filter, required: Node) -> Allowed:
    """The documents that may be found, by owner: all of the owner's where nothing narrows them further."""
    narrowed = filter.include or filter.exclude or filter.since or filter.until
    if isinstance(required, Everything) and not narrowed:
        return dict.fromkeys(filter.owners)
    found: dict[str, set[str]] = {}
    for hit in _every(index, IndexQuery(required, filter, Sort.DATE, PORTION)):
        found.setdefault(hit.owner, set()).add(hit.document)
    return {owner: frozenset(documents) for owner, documents in found.items()}


def _every(index: Index, query: IndexQuery) -> Iterator[IndexHit]:
    while hits := index.search(query).hits:
        yield from hits
        if len(hits) < query.limit:
            return
        query = replace(query, after=hits[-1].key)


def _stands(found: Closest, text: str | None) -> bool:
    place = found.place
    return text is not None and digest(text[place.start : place.end]) == place.digest


def _hit(found: Closest) -> IndexHit:
    return IndexHit(found.document, found.owner, found.likeness, ())


def _placed(place: int, hit: IndexHit, tier: Tier) -> tuple[IndexHit, Tier]:
    return replace(hit, key=(_PLACE, str(place))), tier


def _is_place(cursor: Cursor) -> bool:
    return cursor.key is not None and len(cursor.key) == 2 and cursor.key[0] == _PLACE and cursor.key[1].isdecimal()


def _begin(cursor: Cursor | None, length: int) -> int:
    """Where in the fused list the page begins: after it, where the cursor is of the hits by words."""
    if cursor is None:
        return 0
    return min(int(cursor.key[1]), length) if cursor.key is not None and _is_place(cursor) else length
