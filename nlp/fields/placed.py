"""Mentions of one label on one page by where they stand, so that what is beside a place is found without a look at all.

A page of a text file has them by the ten thousand: each rule that looked at all of them for each of them took hours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from models.mention import Mention


class Placed:
    """``mentions`` in the order of their starts."""

    __slots__ = ("_by_end", "_by_start", "_ends", "_starts")

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_start = mentions
        self._starts = [each.start for each in mentions]
        self._by_end = sorted(mentions, key=attrgetter("end"))
        self._ends = [each.end for each in self._by_end]

    def ending(self, first: int, last: int) -> list[Mention]:
        """Those that end at these places or between them, in the order of their starts."""
        some = self._by_end[bisect_left(self._ends, first) : bisect_right(self._ends, last)]
        return sorted(some, key=attrgetter("start"))

    def starting(self, first: int, last: int) -> Sequence[Mention]:
        """Those that start at these places or between them."""
        return self._by_start[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    def last_end(self, before: int) -> int:
        """Where the last of those ends that end at ``before`` or earlier; 0 where there is none."""
        at = bisect_right(self._ends, before)
        return self._ends[at - 1] if at else 0


NONE = Placed(())
