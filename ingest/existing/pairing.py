"""Which page of a reading belongs to which page of the scan: by the numbers it gives, by the words, or in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MOST_CELLS: Final = 250_000  # pages times pages that are compared by their words: half a second
_RANGE: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def long_words(text: str) -> frozenset[str]:
    """The words by which two readings of one page are known to be that: those of four letters or more."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def as_ranges(numbers: Sequence[int]) -> str:
    """Rising numbers, written short: "1-3,7"; empty where they do not rise."""
    if not numbers or any(first >= then for first, then in pairwise(numbers)):
        return ""
    written, start = [], numbers[0]
    for number, following in zip(numbers, (*numbers[1:], 0), strict=True):
        if following != number + 1:
            written.append(str(start) if start == number else f"{start}-{number}")
            start = following
    return ",".join(written)


def from_ranges(untrusted: str, most: int) -> tuple[int, ...]:
    """The inverse of :func:`as_ranges`; nothing where it does not hold together or gives more than ``most``."""
    numbers: list[int] = []
    for part in untrusted.split(","):
        found = _RANGE.fullmatch(part)
        if found is None:
            return ()
        first, last = int(found.group(1)), int(found.group(2) or found.group(1))
        if last < first or last - first >= most or len(numbers) + last - first >= most:
            return ()
        numbers.extend(range(first, last + 1))
    return tuple(numbers) if all(first < then for first, then in pairwise(numbers)) else ()


def paired(scan: Sequence[str], reading: Sequence[str], numbers: Sequence[int]) -> Mapping[int, int]:
    """Number of a page of the scan → that of the reading's page for it, both from 1, rising in both.

    ``scan`` and ``reading`` are the pages' texts; ``numbers`` are those that the reading gives its pages, or none.
    Where the two have equally many pages, they go in order. Else words decide, since programs that left a page out
    count the others anew; then, of what lies between, numbers, or the order where both sides have as many pages left.
    """
    if len(scan) == len(reading):
        return {number: number for number in range(1, len(scan) + 1)}
    known = _by_words(scan, reading) if len(scan) * len(reading) <= _MOST_CELLS else {}
    told = numbers if len(numbers) == len(reading) else ()
    found = _with_gaps(known, len(scan), len(reading), told)
    return found or {number: number for number in range(1, min(len(scan), len(reading)) + 1)}


def _with_gaps(known: Mapping[int, int], scan: int, reading: int, numbers: Sequence[int]) -> dict[int, int]:
    """``known`` with the pages between its pairs, as far as something tells which is which."""
    found = dict(known)
    ends = [(0, 0), *known.items(), (scan + 1, reading + 1)]
    for (ours, theirs), (our_next, their_next) in pairwise(ends):
        left, right = range(ours + 1, our_next), range(theirs + 1, their_next)
        if len(left) == len(right):
            found |= dict(zip(left, right, strict=True))
        elif numbers:
            found |= {numbers[place - 1]: place for place in right if numbers[place - 1] in left}
    return dict(sorted(found.items()))


def _by_words(scan: Sequence[str], reading: Sequence[str]) -> dict[int, int]:
    """The pairs, rising in both, that have most words in common together."""
    ours, theirs = [long_words(text) for text in scan], [long_words(text) for text in reading]
    shared = [[len(one & other) for other in theirs] for one in ours]
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row, counts in enumerate(shared, start=1):
        for column, count in enumerate(counts, start=1):
            together = best[row - 1][column - 1] + count
            best[row][column] = max(together, best[row - 1][column], best[row][column - 1])
    pairs: dict[int, int] = {}
    row, column = len(ours), len(theirs)
    while row and column:
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            pairs[row] = column
            row, column = row - 1, column - 1
    return dict(sorted(pairs.items()))
