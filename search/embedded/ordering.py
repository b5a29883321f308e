"""The hits of one owner in order, from where the page before ended."""

from __future__ import annotations

from bisect import bisect_right
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from models.errors import InvalidQueryError
from search.embedded.snapshot import Mask, Snapshot
from search.index import IndexHit, IndexQuery

Values = NDArray[np.float64] | NDArray[np.int64]
"""What is sorted by, falling, one for each document: a score, or a day's number (0, the last, for none)."""


def first_hits(snapshot: Snapshot, found: Mask, values: Values, query: IndexQuery) -> list[IndexHit]:
    """The first ``query.limit`` of the found documents by falling value, then id, after ``query.after``."""
    places = np.flatnonzero(found)
    if query.after is not None:
        places = places[_later(snapshot, places, values, query.after)]
    order = np.lexsort((places, -values[places]))[: query.limit]
    return [_hit(snapshot, place, values, query) for place in places[order].tolist()]


def merge(owners: list[list[IndexHit]], limit: int) -> tuple[IndexHit, ...]:
    """The first of several owners' hits together."""
    hits = [hit for each in owners for hit in each]
    return tuple(sorted(hits, key=lambda hit: (-float(hit.key[0]), hit.key[1]))[:limit])


def _later(snapshot: Snapshot, places: NDArray[np.int64], values: Values, after: tuple[str, ...]) -> Mask:
    value, id = _position(after)
    own = values[places]
    later: Mask = (own < value) | ((own == value) & (places >= bisect_right(snapshot.ids, id)))
    return later


def _position(key: tuple[str, ...]) -> tuple[float, str]:
    """What ``_hit`` wrote. A cursor that another back end gave carries another key."""
    try:
        value, id = key
        if isfinite(position := float(value)):
            return position, id
    except ValueError:
        pass
    raise InvalidQueryError("Bläddringsmärket passar inte indexet", next="Börja om från första sidan.")


def _hit(snapshot: Snapshot, place: int, values: Values, query: IndexQuery) -> IndexHit:
    value, id = values[place].item(), snapshot.ids[place]
    score = float(value) if query.sort == "relevance" else 0.0
    return IndexHit(id, snapshot.owner, score, (repr(value), id))
