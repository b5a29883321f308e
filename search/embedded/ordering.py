"""The hits of one owner in order, from where the page before ended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.errors import InvalidQueryError
from models.swedish import ordered
from search.embedded.catalogue import Catalogue
from search.embedded.snapshot import Mask, Snapshot
from search.index import IndexHit, IndexQuery, Sort

Scores: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = tuple[NDArray[np.float64], ...]

_UNDATED: Final = 1e9  # a day's number after every day


@dataclass(frozen=True, slots=True)
class Ranked:
    """The documents of one owner that were found, and what they are ordered by.

    ``columns``: shape (n,) each, all rising, the first weighs most; equal ones go by id. ``scores`` are of a search by
    relevance. ``sources``: the names that the first column counts up to, where it is by source.
    """

    snapshot: Snapshot
    found: Mask
    sort: Sort
    columns: Columns
    sources: tuple[str, ...] = ()

    def hits(self, query: IndexQuery) -> list[IndexHit]:
        """The first ``query.limit`` of them after ``query.after``."""
        places = np.flatnonzero(self.found)
        if query.after is not None:
            places = places[self._later(places, query.after)]
        places = places[self._foremost(places, query.limit)]
        falling_weight = (places, *(column[places] for column in reversed(self.columns)))
        return [self._hit(place) for place in places[np.lexsort(falling_weight)][: query.limit].tolist()]

    def _foremost(self, places: NDArray[np.int64], limit: int) -> Mask:
        """Those that can be among the first ``limit`` by what weighs most: the others need not be put in order."""
        weight = self.columns[0][places]
        if not 0 < limit < len(places):
            return np.full(len(places), limit > 0, dtype=bool)
        foremost: Mask = weight <= np.partition(weight, limit - 1)[limit - 1]
        return foremost

    def score_of(self, id: str) -> float | None:
        """What a document that was found is worth now."""
        place = self.snapshot.place_of(id)
        return None if place is None or not self.found[place] else float(-self.columns[0][place])

    def _later(self, places: NDArray[np.int64], after: tuple[str, ...]) -> Mask:
        values, id = position(after, self.sort)
        later, equal = np.zeros(len(places), dtype=bool), np.ones(len(places), dtype=bool)
        for column, value in zip(self.columns, self._in_columns(values), strict=True):
            own = column[places]
            later |= equal & (own > value)
            equal &= own == value
        later |= equal & (places >= bisect_right(self.snapshot.ids, id))
        return later

    def _in_columns(self, values: tuple[str, float]) -> tuple[float, ...]:
        name, value = values
        match self.sort:
            case Sort.SOURCE:
                return self._rank(name), -value
            case Sort.OLDEST:
                return (value or _UNDATED,)
        return (-value,)

    def _rank(self, name: str) -> float:
        """The place of a source's name, or between two where this owner has none of it."""
        if not name:
            return float(len(self.sources))
        at = bisect_left(self.sources, name)
        known = at < len(self.sources) and self.sources[at] == name
        return at if known else at - 0.5

    def _hit(self, place: int) -> IndexHit:
        snapshot, first = self.snapshot, self.columns[0][place].item()
        if self.sort is Sort.RELEVANCE:
            return IndexHit(snapshot.ids[place], snapshot.owner, -first, (repr(-first), snapshot.ids[place]))
        key: tuple[str, ...] = (repr(float(snapshot.days[place])), snapshot.ids[place])
        if self.sort is Sort.SOURCE:
            key = (self.sources[int(first)] if first < len(self.sources) else "", *key)
        return IndexHit(snapshot.ids[place], snapshot.owner, 0.0, key)


def by_score(snapshot: Snapshot, found: Mask, scores: Scores) -> Ranked:
    """Highest first."""
    return Ranked(snapshot, found, Sort.RELEVANCE, (-scores,))


def by_day(snapshot: Snapshot, found: Mask, sort: Sort, catalogue: Catalogue) -> Ranked:
    """Newest or oldest first, those without a date last; or by source, and in each the newest first."""
    days = snapshot.days.astype(np.float64)
    if sort is Sort.OLDEST:
        return Ranked(snapshot, found, sort, (np.where(days > 0, days, _UNDATED),))
    if sort is Sort.DATE:
        return Ranked(snapshot, found, sort, (-days,))
    names, rank = _sources(snapshot, catalogue)
    return Ranked(snapshot, found, sort, (rank, -days), names)


def _sources(snapshot: Snapshot, catalogue: Catalogue) -> tuple[tuple[str, ...], Scores]:
    """The names of the sources in order, as :func:`models.swedish.ordered` has them, and each document's (first) one
    as its place among them; their number where a document has none."""
    pairs = snapshot.facets.get("source")
    if pairs is None:
        return (), np.zeros(len(snapshot.ids))
    numbers, own = np.unique(pairs.value_of, return_inverse=True)
    called = [ordered(catalogue.value("source", number)) for number in numbers.tolist()]
    names = tuple(sorted(called))
    place_of = {name: place for place, name in enumerate(names)}
    rank = np.full(len(snapshot.ids), float(len(names)))
    np.minimum.at(rank, pairs.document_of, np.array([place_of[name] for name in called], dtype=np.float64)[own])
    return names, rank


def merged(owners: list[Ranked], query: IndexQuery) -> tuple[IndexHit, ...]:
    """The first of several owners' hits together."""
    query = anchored(owners, query)
    hits = [hit for each in owners for hit in each.hits(query)]
    return tuple(sorted(hits, key=lambda hit: _weight(hit, query.sort))[: query.limit])


def anchored(owners: list[Ranked], query: IndexQuery) -> IndexQuery:
    """With the last hit's score as it is now: every score changes a little with each document that is put in."""
    if query.after is None or query.sort is not Sort.RELEVANCE:
        return query
    _, id = position(query.after, query.sort)
    now = [score for each in owners if (score := each.score_of(id)) is not None]
    return replace(query, after=(repr(now[0]), id)) if now else query


def _weight(hit: IndexHit, sort: Sort) -> tuple[bool, str, float, str]:
    (name, value), id = position(hit.key, sort)
    if sort is Sort.OLDEST:
        return False, "", value or _UNDATED, id
    return sort is Sort.SOURCE and not name, name, -value, id


def position(key: tuple[str, ...], sort: Sort) -> tuple[tuple[str, float], str]:
    """What a hit's key says: (source, score or day), id. A cursor that another back end gave carries another key."""
    try:
        *source, value, id = key
        if len(source) == (sort is Sort.SOURCE) and isfinite(number := float(value)):
            return (source[0] if source else "", number), id
    except ValueError:
        pass
    raise InvalidQueryError("Bläddringsmärket passar inte indexet", next="Börja om från första sidan.")
