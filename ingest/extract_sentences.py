"""The sentence, or the row of a table, in which something stands, and how its place is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from models.extract import FindKind
from models.layout import BlockKind, Layout
from models.person_finding import Span

_END: Final = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-ZÅÄÖÉ0-9\"”–-])|\n\s*\n")
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-ZÅÄÖ]|\b(?:t\.ex|bl\.a|m\.m|s\.k|ca|nr|kl|tel|f|dnr|st|resp|kap))\.\s*\Z", re.I
)
_LINE: Final = re.compile(r"^([^\n]*[^\s-])[ \u00a0]*\n(?=[ \u00a0]*[A-ZÅÄÖÉ0-9•–-])", re.MULTILINE)
_SHORT_LINE: Final = 60  # characters: a line of a letter's head or of a form, that no sentence goes on from
_FULL: Final = 0.7  # of the longest line: a longer one was broken for want of room
_LONGEST: Final = 260  # characters on each side
_CELLS: Final = frozenset({BlockKind.ROW, BlockKind.CELL})


class Sentence(NamedTuple):
    start: int
    end: int
    kind: FindKind
    place: str


class Sentences:
    """Those of one page."""

    def __init__(self, text: str, layout: Layout, payments: Sequence[Span] = ()) -> None:
        self._text, self._payments = text, payments
        ends = {each.end() for each in _END.finditer(text) if not _is_short(text, each.start())}
        short = min(_SHORT_LINE, _FULL * max(map(len, text.split("\n"))))
        ends |= {each.end() for each in _LINE.finditer(text) if len(each[1]) <= short}
        self._ends = [0, *sorted(ends), len(text)]
        self._cells = [each for each in layout.blocks if each.kind in _CELLS]
        self._placed = [each for each in layout.blocks if each.place]

    def at(self, start: int, end: int) -> Sentence:
        """The one in which the span stands."""
        row = next((each for each in self._cells if each.start <= start and end <= each.end), None)
        place = min(
            (each for each in self._placed if each.start <= start and end <= each.end),
            key=lambda each: each.end - each.start,
            default=None,
        )
        if row is not None:
            span, kind = (row.start, row.end), FindKind.TABLE
        else:
            first, last = bisect_right(self._ends, start) - 1, bisect_left(self._ends, end)
            span, kind = (self._ends[min(first, len(self._ends) - 2)], self._ends[last]), FindKind.TEXT
        if any(first <= start < last for first, last in self._payments):
            kind = FindKind.PAYMENT
        return Sentence(*self._cut(*span, start, end), kind, place.place if place else "")

    def _cut(self, first: int, last: int, start: int, end: int) -> Span:
        """Not too long, whole words, and no white space at the ends."""
        text = self._text
        if start - first > _LONGEST:
            first = start - _LONGEST
            first += len(text[first:start]) - len(re.sub(r"\A\S*\s", "", text[first:start]))
        if last - end > _LONGEST:
            last = end + len(re.sub(r"\s\S*\Z", "", text[end : end + _LONGEST]))
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        return first, last


def _is_short(text: str, end: int) -> bool:
    """Whether the sign before ``end`` is an abbreviation's."""
    return _ABBREVIATION.search(text, max(0, end - 8), end) is not None
