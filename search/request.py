"""What is asked of a search, apart from who asks and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.errors import InvalidQueryError
from search.column_order import ColumnOrder
from search.facet import FACET_TYPES
from search.facet_order import FacetOrder
from search.index import Sort

MOST_HITS = 1_000  # hits in one answer; beyond it, follow the cursor
MOST_FACET_VALUES = 10_000
MOST_STANDING_OUT = 100
PAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. ``include`` and ``exclude`` map facet types to ids or exact labels: of one type OR, of several AND.

    Of the types in ``all_of`` a document has every value. A choice may be :data:`search.index.MISSING`.
    ``facet_find``: by type, a part of the names of the values to answer with; ``facet_order``: by type, their order.
    ``called``: by type of a closed list, what its codes are called by whoever asks: so they are looked for and put in
    order, those that are not there by their Swedish titles.
    ``uncounted``: how many values of a facet there are besides those that are told need not be told.
    ``whole``: the types of which every value is told, however many there are (months of a time line).
    ``pages``: of how many of its pages, the best first, a hit tells what was found on them.
    ``standing_out``: how many of the entities that stand out in the hits to tell, most surprising first.
    ``since`` and ``until`` are inclusive, of the document's own date. ``after`` is the cursor of the answer before.
    ``tolerant`` also finds likely misreadings, in a tier of their own. ``unmask`` is the reason why personnummer are
    to be shown; empty, they are masked. ``like`` is the id of a document that the hits are to be like;
    ``among`` are those that they are to be of, empty for all. ``by``: in the order of a column of the table, where they
    are no more than can be put in order (:mod:`search.arranging`), equal ones by date; such hits are not grouped.
    ``grouped``: those alike stand once, folded under the best of them. ``all_words``: nothing that lacks a word,
    however few have them all (:mod:`search.most_words`). ``meaning``: what means the like too, where there are vectors
    (``search/meaning``). Raises :class:`InvalidQueryError` for what cannot be asked.
    """

    query: str = ""
    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: str | None = None
    facets: tuple[str, ...] = FACET_TYPES
    facet_limit: int = 20
    all_of: frozenset[str] = frozenset()
    facet_find: Mapping[str, str] = field(default_factory=dict)
    facet_order: Mapping[str, FacetOrder] = field(default_factory=dict)
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    uncounted: bool = False
    whole: frozenset[str] = frozenset()
    tolerant: bool = False
    unmask: str = ""
    standing_out: int = 0
    like: str = ""
    among: tuple[str, ...] = ()
    by: ColumnOrder | None = None
    meaning: bool = False
    grouped: bool = False
    pages: int = PAGES_SHOWN
    all_words: bool = False

    @property
    def is_bounded(self) -> bool:
        """Whether the hits are of certain documents: like one, or among some."""
        return bool(self.like or self.among)

    def __post_init__(self) -> None:
        unknown = sorted(
            {*self.include, *self.exclude, *self.facets, *self.all_of, *self.facet_find, *self.facet_order, *self.whole}
            - set(FACET_TYPES)
        )
        if unknown:
            known = ", ".join(FACET_TYPES)
            raise InvalidQueryError(f"Okänd facett: {', '.join(unknown)}", next=f"Välj bland {known}.")
        if not 0 <= self.limit <= MOST_HITS:
            raise InvalidQueryError(f"Antalet träffar ska vara 0–{MOST_HITS}")
        if not 0 <= self.facet_limit <= MOST_FACET_VALUES:
            raise InvalidQueryError(f"Antalet facettvärden ska vara 0–{MOST_FACET_VALUES}")
        if not 0 <= self.standing_out <= MOST_STANDING_OUT:
            raise InvalidQueryError(f"Antalet som sticker ut ska vara 0–{MOST_STANDING_OUT}")
        if self.since and self.until and self.since > self.until:
            raise InvalidQueryError("Datumet ”från” är senare än ”till”")
