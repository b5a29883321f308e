"""What stands out in the hits, reckoned over arrays: of a common word tens of thousands of values are looked at.

The same as :func:`search.surprise.by_counts` says, to the last digit: arrays choose and put in a rough order, and
whoever is told is reckoned as there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.counting import Counts, added
from search.index import Filter, Sought, Surprise
from search.surprise import g2, is_more, table

_AT_ONCE: Final = 50  # values reckoned anew; most who ask want ten
_SAME: Final = 1e-6  # arrays reckon as exactly as this: of two nearer than it either may be the greater
_Numbers = NDArray[np.int64]
_Measure = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Here:
    """One owner's documents: how many were found, of how many; by type, how many have each value, found and in all."""

    hits: int
    total: int
    found: Mapping[str, Counts]
    every: Mapping[str, Counts]


def surprising(owners: Sequence[Here], filter: Filter, sought: Sought, catalogue: Catalogue) -> Iterator[Surprise]:
    """The most surprising first; what was chosen is left out."""
    hits, total = sum(each.hits for each in owners), sum(each.total for each in owners)
    parts = [_of_type(type, owners, filter, sought, catalogue) for type in sought.types]
    types = np.repeat(np.arange(len(parts)), [len(numbers) for numbers, _, _ in parts])
    numbers, here, every = (np.concatenate(some) for some in zip(*parts, strict=True))
    measure = _measured(here, every, hits, total)
    enough = (measure >= sought.sure - _SAME) & is_more(here, hits, every, total)
    order = np.flatnonzero(enough)[np.argsort(-measure[enough])]

    def reckoned(at: int) -> Surprise:
        type, counts = sought.types[types[at]], (int(here[at]), int(every[at]))
        return Surprise(g2(counts[0], hits, counts[1], total), type, catalogue.value(type, int(numbers[at])), *counts)

    begin = 0
    while begin < len(order):
        end = _apart(measure[order], begin + _AT_ONCE)
        some = [reckoned(at) for at in order[begin:end].tolist()]
        yield from sorted((each for each in some if each.g2 >= sought.sure), key=Surprise.place)
        begin = end


def _of_type(
    type: str, owners: Sequence[Here], filter: Filter, sought: Sought, catalogue: Catalogue
) -> tuple[_Numbers, Counts, Counts]:
    """The values of the type that enough of the hits have, with how many do, here and everywhere."""
    chosen, size = catalogue.known(type, filter.include.get(type, ())), catalogue.count(type)
    here, every = (added([each[type] for each in some if type in each], size) for some in (
        [each.found for each in owners], [each.every for each in owners]
    ))  # fmt: skip
    here[chosen] = 0
    numbers = np.flatnonzero(here >= sought.least)
    return numbers, here[numbers], every[numbers]


def _measured(here: Counts, every: Counts, hits: int, total: int) -> _Measure:
    measure = np.zeros(len(here))
    for seen, expected in table(here, hits, every, total):
        some = (seen > 0) & (expected > 0)
        measure[some] += seen[some] * np.log(seen[some] * total / expected[some])
    return 2 * measure


def _apart(measure: _Measure, end: int) -> int:
    """The first place from this one on where what stands before it is greater for certain."""
    while end < len(measure) and measure[end - 1] - measure[end] <= _SAME * max(measure[end], 1.0):
        end += 1
    return min(end, len(measure))
