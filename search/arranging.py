"""The hits of a search in the order of a column of the table: an order that no index knows, and the register tells.

The back end says which documents were found; what the column says of each is read as the table reads it, for this
viewer. So it is the same on either back end, and nothing that a row does not show can be told by where it stands. As in
every order the hits with all the words come before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from models.access import Viewer
from models.errors import InvalidQueryError
from models.store.store import Store
from search.column_order import ColumnOrder
from search.cursor import Cursor
from search.index import IndexHit, IndexQuery, Sort
from search.query import Node
from search.request import SearchRequest
from search.result import Tier
from search.table import said, sortable
from search.tiers import Asking, Found, Ranked
from search.words import titles

Says = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]
"""What the column says of documents, as the viewer may read it."""

_PORTION: Final = 5_000  # hits asked of the index at a time, half of what OpenSearch gives in one answer
_CALLED: Final[Mapping[str, Mapping[str, str]]] = {"kind": titles.KINDS, "outcome": titles.OUTCOMES}
"""What codes are called, for whoever does not say."""
_PLACE: Final = "="  # begins the key of a hit in such an order; then its document, and its place from 1


@dataclass(frozen=True, slots=True)
class Arranging:
    """``query`` asks by date. No more than ``most`` hits are put in order."""

    asking: Asking
    says: Says
    order: ColumnOrder
    query: IndexQuery
    most: int
    also: Node | None = None

    def page(self, after: Cursor | None) -> Found:
        """The hits from the cursor on; where there are more than can be put in order, those by date. Raises
        :class:`InvalidQueryError` for a cursor of the one where the answer is of the other."""
        begun = None if after is None or _is_place(after) else after
        first = self.asking(self.query, begun, also=self.also)
        can_be = first.total + first.partial <= self.most
        if after is not None and _is_place(after) is not can_be:
            raise InvalidQueryError("Träffarna har blivit fler eller färre", next="Börja om från första sidan.")
        return self._arranged(first, after) if can_be else first

    def _arranged(self, first: Found, after: Cursor | None) -> Found:
        listed = self._in_order(self._every(first))
        begin = _begin(after, listed) if after is not None else 0
        end = begin + self.query.limit
        shown = tuple(
            (replace(hit, key=(_PLACE, hit.document, str(place))), tier)
            for place, (hit, tier) in enumerate(listed[begin:end], begin + 1)
        )
        goes_on = Cursor(shown[-1][1], shown[-1][0].key) if shown and end < len(listed) else None
        return replace(first, hits=shown, after=goes_on, arranged=True)

    def _every(self, first: Found) -> Ranked:
        hits = list(first.hits)
        while first.after is not None:
            more = replace(self.query, limit=_PORTION, facets=())
            first = self.asking(more, first.after, also=self.also)
            hits += first.hits
        return tuple(hits)

    def _in_order(self, hits: Ranked) -> Ranked:
        values = self.says([hit.document for hit, _ in hits])
        return tuple(each for _, some in groupby(hits, lambda each: each[1]) for each in self._sorted(some, values))

    def _sorted(
        self, some: Iterator[tuple[IndexHit, Tier]], values: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[IndexHit, Tier]]:
        known = {hit.document: (hit, tier) for hit, tier in some}
        return (known[id] for id in self.order.arranged(list(known), values))


def orderly(request: SearchRequest) -> SearchRequest:
    """The request without an order that may not be asked for (:func:`search.table.sortable`); with one, by date where a
    column says the same, and each document by itself."""
    if request.by is None:
        return request
    if request.by.column not in sortable(request.query):
        return replace(request, by=None)
    return replace(request, sort=Sort.DATE, grouped=False)


def arranging(
    viewer: Viewer, store: Store, asking: Asking, query: IndexQuery, request: SearchRequest, also: Node | None
) -> Arranging | None:
    """The order by column that is asked for, or None."""
    by = request.by
    if by is None:
        return None
    order = by if by.called else replace(by, called=_CALLED.get(by.column, {}))

    def says(ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        return said(viewer, store, ids, by.column)

    return Arranging(asking, says, order, query, store.settings.limits.sorted_hits, also)


def _is_place(cursor: Cursor) -> bool:
    return cursor.key is not None and len(cursor.key) == 3 and cursor.key[0] == _PLACE and cursor.key[2].isdecimal()


def _begin(cursor: Cursor, listed: Ranked) -> int:
    """After the hit that the page before ended with; where it is no longer found, after as many as stood before it."""
    assert cursor.key is not None
    _, document, place = cursor.key
    return next((at for at, (hit, _) in enumerate(listed, 1) if hit.document == document), int(place) - 1)
