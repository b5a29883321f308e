"""Facets: how many of the found documents have each value, and how many have none, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.narrowing import let_through
from search.embedded.snapshot import Mask, Pairs, Snapshot
from search.index import Counting, FacetCounts, IndexQuery

Counts = NDArray[np.int64]
"""How many documents have each value of a type, by the catalogue's number; may be shorter than the catalogue has grown
since."""

_USUAL = Counting()
_FEW = 4  # found documents whose values are gone through by themselves, where they are less than this part of all


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
        found[kind] = Tally(count(snapshot, kind, mask), int((mask & snapshot.lacking(kind)).sum()))
    return found


def told(tallies: Sequence[Tally], kind: str, query: IndexQuery, catalogue: Catalogue) -> FacetCounts:
    """The counts of several owners together, as they are answered: by falling count, then by value."""
    limit = query.limit_of(kind)
    if limit == 0:
        return FacetCounts(())
    way = query.counting.get(kind, _USUAL)
    only = None if way.only is None else np.unique(catalogue.known(kind, way.only))
    total = added([each.counts for each in tallies], catalogue.count(kind))
    numbers = np.flatnonzero(total >= way.least) if only is None else only[total[only] >= way.least]
    counts = total[numbers]
    distinct = len(numbers)
    if limit is not None and distinct > limit:
        last = np.partition(counts, -limit)[-limit]
        numbers, counts = numbers[counts >= last], counts[counts >= last]
    values = [
        (catalogue.value(kind, number), count) for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
    ]
    ordered = tuple(sorted(values, key=lambda value: (-value[1], value[0]))[:limit])
    return FacetCounts(ordered, missing=sum(each.missing for each in tallies), more=distinct - len(ordered))


def added(counts: Sequence[Counts], values: int) -> Counts:
    """Several owners' counts together, of so many values."""
    total = np.zeros(max([values, *map(len, counts)]), dtype=np.int64)
    for each in counts:
        total[: len(each)] += each
    return total


def count(snapshot: Snapshot, kind: str, mask: Mask) -> Counts:
    """How many of these documents have each value: by the values of the fewer, those found or the others."""
    pairs = snapshot.facets.get(kind)
    if pairs is None:
        return np.zeros(0, dtype=np.int64)
    having = int(mask.sum())
    if having > len(mask) // 2:
        return pairs.counts - np.bincount(_values(pairs, ~mask, len(mask) - having), minlength=len(pairs.counts))
    return np.bincount(_values(pairs, mask, having))


def _values(pairs: Pairs, mask: Mask, having: int) -> NDArray[np.int32]:
    """The values of these documents, each as often as they have it."""
    if having >= len(mask) // _FEW:
        return pairs.value_of[np.repeat(mask, np.diff(pairs.starts))]
    places = np.flatnonzero(mask)
    begins, lengths = pairs.starts[places], pairs.starts[places + 1] - pairs.starts[places]
    before = np.cumsum(lengths) - lengths
    values: NDArray[np.int32] = pairs.value_of[np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)]
    return values
