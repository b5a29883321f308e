"""Facets: how many of the found documents have each value, and how many have none, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.narrowing import let_through
from search.embedded.snapshot import Mask, Snapshot
from search.index import Counting, FacetCounts, IndexQuery

Counts = NDArray[np.int64]
"""How many documents have each value, by the catalogue's number; may be shorter than the catalogue has grown since."""

_USUAL = Counting()


@dataclass(frozen=True, slots=True)
class Tally:
    """What one owner's documents come to in one facet type; ``missing`` have no value of it."""

    counts: Counts
    missing: int


def tally(snapshot: Snapshot, matched: Mask, query: IndexQuery, catalogue: Catalogue) -> Mapping[str, Tally]:
    """Counts of one owner's documents by facet type. Types whose own choices count for them share one count."""
    lifting = {*query.filter.include, *query.filter.exclude} - {k for k, way in query.counting.items() if way.narrowed}
    heeding = matched & let_through(snapshot, query.filter, catalogue)
    shared = _count(snapshot, heeding)
    found = {}
    for kind in query.facets:
        if kind in lifting:
            mask = matched & let_through(snapshot, query.filter, catalogue, lifted=kind)
            found[kind] = Tally(_count(snapshot, mask), int((mask & snapshot.lacking(kind)).sum()))
        else:
            found[kind] = Tally(shared, int((heeding & snapshot.lacking(kind)).sum()))
    return found


def told(tallies: Sequence[Tally], kind: str, query: IndexQuery, catalogue: Catalogue) -> FacetCounts:
    """The counts of several owners together, as they are answered: by falling count, then by value."""
    limit = query.limit_of(kind)
    if limit == 0:
        return FacetCounts(())
    way = query.counting.get(kind, _USUAL)
    numbers = catalogue.of_type(kind) if way.only is None else np.unique(catalogue.known(kind, way.only))
    counts = _add([each.counts for each in tallies], numbers)
    numbers, counts = numbers[counts >= way.least], counts[counts >= way.least]
    distinct = len(numbers)
    if limit is not None and distinct > limit:
        last = np.partition(counts, -limit)[-limit]
        numbers, counts = numbers[counts >= last], counts[counts >= last]
    values = zip(map(catalogue.value, numbers.tolist()), counts.tolist(), strict=True)
    ordered = tuple(sorted(values, key=lambda value: (-value[1], value[0]))[:limit])
    return FacetCounts(ordered, missing=sum(each.missing for each in tallies), more=distinct - len(ordered))


def _add(counts: Sequence[Counts], numbers: NDArray[np.int32]) -> Counts:
    """The counts of these values, several owners' together."""
    total = np.zeros(len(numbers), dtype=np.int64)
    for each in counts:
        there = numbers < len(each)
        total[there] += each[numbers[there]]
    return total


def _count(snapshot: Snapshot, mask: Mask) -> Counts:
    return np.bincount(snapshot.value_of[mask[snapshot.document_of]])
