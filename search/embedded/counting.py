"""Facets: how many of the found documents have each value, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.narrowing import let_through
from search.embedded.snapshot import Mask, Snapshot
from search.index import FacetCounts, IndexQuery

Counts = NDArray[np.int64]
"""How many documents have each value, by the catalogue's number; may be shorter than the catalogue has grown since."""


def count(snapshot: Snapshot, matched: Mask, query: IndexQuery, catalogue: Catalogue) -> Mapping[str, Counts]:
    """Counts of one owner's documents by facet type. Types that nothing is chosen in share one count."""
    chosen = {*query.filter.include, *query.filter.exclude}
    shared = _count(snapshot, matched & let_through(snapshot, query.filter, catalogue))
    return {
        kind: _count(snapshot, matched & let_through(snapshot, query.filter, catalogue, lifted=kind))
        if kind in chosen
        else shared
        for kind in query.facets
    }


def add(counts: Sequence[Counts], size: int) -> Counts:
    """The counts of several owners together."""
    total = np.zeros(size, dtype=np.int64)
    for each in counts:
        total[: len(each)] += each
    return total


def highest(counts: Counts, kind: str, limit: int, catalogue: Catalogue) -> FacetCounts:
    """The ``limit`` most frequent values of this type: by falling count, then by value."""
    numbers = catalogue.of_type(kind)
    numbers = numbers[numbers < len(counts)]
    numbers = numbers[counts[numbers] > 0]
    if len(numbers) > limit > 0:
        last = np.partition(counts[numbers], -limit)[-limit]
        numbers = numbers[counts[numbers] >= last]
    values = [(catalogue.value(number), int(counts[number])) for number in numbers.tolist()]
    return FacetCounts(tuple(sorted(values, key=lambda value: (-value[1], value[0]))[:limit]))


def _count(snapshot: Snapshot, mask: Mask) -> Counts:
    return np.bincount(snapshot.value_of[mask[snapshot.document_of]])
