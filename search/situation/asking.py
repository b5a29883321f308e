"""The index asked for the numbers of a picture: one question behind one wall, narrowed in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from models.access import Viewer
from models.limits import Limits
from models.store.store import Store
from search.bounds import both_hold, bounds, still_there
from search.choices import resolved
from search.field_values import FieldValues, known_values
from search.index import Counting, Index, IndexAnswer, IndexQuery, Sort
from search.parsing import parse
from search.query import And, Everything, Node
from search.saved import SavedSearch
from search.situation.picture import Narrowing, Number
from search.situation.scope import both
from search.synonyms import Synonyms, synonyms_of
from search.wall import make_filter


@dataclass(frozen=True, slots=True)
class Asking:
    """``question`` has ids for its choices. What is asked twice is worked out once."""

    viewer: Viewer
    store: Store
    index: Index
    question: SavedSearch
    values: FieldValues
    synonyms: Synonyms
    _trees: dict[tuple[str, tuple[str, ...]], Node] = field(default_factory=dict)

    @classmethod
    def of(cls, viewer: Viewer, store: Store, index: Index, asked: SavedSearch) -> Asking:
        """Raises what :func:`search.service.search` raises for what cannot be asked."""
        known, synonyms = known_values(viewer, store), synonyms_of(store.settings.home)
        return cls(viewer, store, index, with_ids(viewer, store, asked), known, synonyms)

    @property
    def limits(self) -> Limits:
        return self.store.settings.limits

    def answer(
        self,
        to: Narrowing,
        facets: Iterable[str] = (),
        *,
        only: Mapping[str, frozenset[str]] | None = None,
        least: int = 1,
        limit: int = 0,
    ) -> IndexAnswer:
        """The total, every value of these facets with the number of the hits that have it (of ``only`` these, of
        ``least`` so many), and the ids of the newest ``limit`` hits."""
        asked, wanted = narrowed(self.question, to), tuple(facets)
        filter = make_filter(self.viewer, asked.include, asked.exclude, asked.since, asked.until, asked.all_of)
        ways = {kind: Counting(True, only.get(kind) if only else None, least, True) for kind in wanted}
        order = Sort.DATE if limit else Sort.RELEVANCE
        query = IndexQuery(self._tree(asked), filter, order, limit, facets=wanted, counting=ways)
        return self.index.search(query)

    def number(self, to: Narrowing) -> Number:
        return Number(self.answer(to).total, to)

    def newest(self, to: Narrowing, limit: int) -> tuple[int, list[str]]:
        """How many there are, and the ids of the newest."""
        found = self.answer(to, limit=limit)
        return found.total, [hit.document for hit in found.hits]

    def can_choose(self, type: str, *ids: str) -> bool:
        """Whether a search can be narrowed to what has any of these values, of which a document may have several: not
        to one that it may have beside what was chosen of the type before, unless all are wanted and it is one more."""
        chosen = self.question.include.get(type, ())
        if _all_wanted(self.question, type):
            return len(ids) == 1 or not chosen or any(id in chosen for id in ids)
        return all(id in chosen for id in ids)

    def _tree(self, asked: SavedSearch) -> Node:
        key = (asked.query, asked.among)
        if key not in self._trees:
            tree = parse(asked.query, tolerant=asked.tolerant, values=self.values, synonyms=self.synonyms).tree
            there = still_there(self.viewer, self.store)
            also = both_hold(there, bounds(self.viewer, self.store, self.index, asked.asks()))
            whole = isinstance(tree, Everything) and also is not None
            self._trees[key] = tree if also is None else also if whole else And((also, tree))
        return self._trees[key]


def with_ids(viewer: Viewer, store: Store, asked: SavedSearch) -> SavedSearch:
    """The search with ids for what was chosen by name."""
    include, exclude = (resolved(viewer, store, some) for some in (asked.include, asked.exclude))
    return replace(asked, include=include, exclude=exclude)


def narrowed(question: SavedSearch, to: Narrowing) -> SavedSearch:
    """The search that a number is the total of."""
    days = (to.period.since, to.period.until) if to.period else (None, None)
    among = tuple(id for id in to.among if not question.among or id in question.among) or question.among
    asked = replace(question, query=both((to.words, question.query)), since=days[0], until=days[1], among=among)
    return reduce(_chosen, to.include.items(), asked)


def _chosen(asked: SavedSearch, choice: tuple[str, tuple[str, ...]]) -> SavedSearch:
    """With values of a type: what was chosen of it before still holds."""
    type, ids = choice
    before = asked.include.get(type, ())
    if not before:
        return replace(asked, include={**asked.include, type: ids})
    left = tuple(id for id in ids if id in before)
    if not left:  # both hold, which of a type with one value for each document finds nothing
        all_of = tuple(dict.fromkeys((*asked.all_of, type)))
        return replace(asked, include={**asked.include, type: (*before, *ids)}, all_of=all_of)
    return asked if _all_wanted(asked, type) else replace(asked, include={**asked.include, type: left})


def _all_wanted(asked: SavedSearch, type: str) -> bool:
    """Whether a hit has every value that was chosen of the type."""
    return type in asked.all_of or len(asked.include.get(type, ())) < 2
