"""The lines of a page cut at their wide gaps, and what stands side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.raw_page import Line

_WIDE: Final = 1.25  # of a word's usual height (of its ink): a gap between words of a justified line is less
_OVERLAP: Final = 0.5  # of the lower piece's height: side by side
_FIGURE: Final = re.compile(r"[-+–]?\d[\d .,:;%/–-]*(?:kr|tkr|mnkr|st|SEK|%|:-)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand together; ``line`` is the index of that line among those of the page."""

    line: int
    words: Line
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, an amount, a date: what stands in a table's column of figures."""
        return _FIGURE.fullmatch(self.text) is not None


def usual_height(lines: Iterable[Line]) -> float:
    """The median height of the page's words in points; 0 where there are none."""
    return median([word.y1 - word.y0 for line in lines for word in line] or [0.0])


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of the lines, in the order given. Words are in the order of their line."""
    gap = _WIDE * usual_height(lines)
    return [piece(index, words) for index, line in enumerate(lines) for words in _cut(line, gap)]


def piece(line: int, words: Line) -> Piece:
    """These words of the page's line ``line``."""
    return Piece(
        line,
        words,
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def _cut(line: Line, gap: float) -> Iterator[Line]:
    begin = 0
    for at, (before, word) in enumerate(pairwise(line), 1):
        if word.x0 - before.x1 > gap or word.x1 < before.x0:
            yield line[begin:at]
            begin = at
    if line:
        yield line[begin:]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces that stand side by side, from the top; within a row from the left."""
    rows: list[list[Piece]] = []
    for each in sorted(pieces, key=lambda each: each.y0 + each.y1):
        if rows and _is_beside(each, rows[-1]):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def _is_beside(each: Piece, row: Sequence[Piece]) -> bool:
    """Beside most of the row, so that one piece of larger print does not tie two lines together."""
    near = sum(_shares_height(each, other) for other in row)
    return 2 * near > len(row) and not any(_overlaps(each, other) for other in row)


def _shares_height(one: Piece, other: Piece) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= _OVERLAP * min(one.y1 - one.y0, other.y1 - other.y0)


def _overlaps(one: Piece, other: Piece) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1.0
