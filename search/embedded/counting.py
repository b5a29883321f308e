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
"""How many documents have each value of a type, by the catalogue's number; may be shorter than the catalogue has grown
since."""

_USUAL = Counting()


@dataclass(frozen=True, slots=True)
class Tally:
    """What one owner's documents come to in one facet type; ``missing`` have no value of it."""

    counts: Counts
    missing: int


def tally(snapshot: Snapshot, matched: Mask, query: IndexQuery, catalogue: Catalogue) -> Mapping[str, Tally]:
    """Counts of one owner's documents by facet type."""
    lifting = {*query.filter.include, *query.filter.exclude} - {k for k, way in query.counting.items() if way.narrowed}
    heeding = matched & let_through(snapshot, query.filter, catalogue)
    found = {}
    for kind in query.facets:
        mask = heeding
        if kind in lifting:
            mask = matched & let_through(snapshot, query.filter, catalogue, lifted=kind)
        found[kind] = Tally(_count(snapshot, kind, mask), int((mask & snapshot.lacking(kind)).sum()))
    return found


def told(tallies: Sequence[Tally], kind: str, query: IndexQuery, catalogue: Catalogue) -> FacetCounts:
    """The counts of several owners together, as they are answered: by falling count, then by value."""
    limit = query.limit_of(kind)
    if limit == 0:
        return FacetCounts(())
    way = query.counting.get(kind, _USUAL)
    total = _added([each.counts for each in tallies], catalogue.count(kind))
    numbers = np.arange(len(total)) if way.only is None else np.unique(catalogue.known(kind, way.only))
    counts = total[numbers]
    numbers, counts = numbers[counts >= way.least], counts[counts >= way.least]
    distinct = len(numbers)
    if limit is not None and distinct > limit:
        last = np.partition(counts, -limit)[-limit]
        numbers, counts = numbers[counts >= last], counts[counts >= last]
    values = [
        (catalogue.value(kind, number), count) for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
    ]
    ordered = tuple(sorted(values, key=lambda value: (-value[1], value[0]))[:limit])
    return FacetCounts(ordered, missing=sum(each.missing for each in tallies), more=distinct - len(ordered))


def _added(counts: Sequence[Counts], values: int) -> Counts:
    """Several owners' counts together, of so many values."""
    total = np.zeros(max([values, *map(len, counts)]), dtype=np.int64)
    for each in counts:
        total[: len(each)] += each
    return total


def _count(snapshot: Snapshot, kind: str, mask: Mask) -> Counts:
    pairs = snapshot.facets.get(kind)
    return np.zeros(0, dtype=np.int64) if pairs is None else np.bincount(pairs.value_of[mask[pairs.document_of]])
