"""The words of a page by the lines and cells in which they stand on its picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.document import Page, Word
from models.layout import BlockKind

_COLUMN_GAP: Final = 2.0  # of a line's height: a space is 0.2–0.6, justified ones too
_SHARED: Final = 0.5  # of the lower one's height that words of one line have in common


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its box on the level page (points, top left); ``at`` is its place among the page's words."""

    at: int
    word: Word
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that stand together: of a line of running text all, of a table's row those of a cell."""

    words: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Row:
    segments: tuple[Segment, ...]

    @property
    def words(self) -> tuple[Placed, ...]:
        return tuple(word for segment in self.segments for word in segment.words)


def placed(page: Page, slope: float = 0.0) -> list[Placed]:
    """The words that lie on the picture, whose lines lean by ``slope``, as they would lie if it were level. The box of
    a word that leans is what its letters take when they are put straight: put askew again they reach further."""
    return [
        _levelled(at, word, (word.x0, word.y0, word.x1, word.y1), slope)
        for at, word in enumerate(page.words)
        if word.x0 is not None and word.y0 is not None and word.x1 is not None and word.y1 is not None
    ]


def _levelled(at: int, word: Word, sides: tuple[float, float, float, float], slope: float) -> Placed:
    x0, y0, x1, y1 = sides
    fallen, aside = slope * (x0 + x1) / 2, abs(slope) * (y1 - y0) / 2
    return Placed(at, word, x0 - aside, y0 - fallen, x1 + aside, y1 - fallen)


def rows(page: Page, words: Sequence[Placed]) -> list[Row]:
    """The lines from the top, each from the left."""
    lines: list[list[Placed]] = []
    for word in sorted(words, key=lambda each: (each.y0 + each.y1, each.x0)):
        if lines and _beside(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    cells = _cells(page)
    return [Row(tuple(_segments(sorted(line, key=lambda each: each.x0), cells))) for line in lines]


def _beside(one: Placed, other: Placed) -> bool:
    return min(one.y1, other.y1) - max(one.y0, other.y0) > _SHARED * min(one.height, other.height)


def _segments(line: Sequence[Placed], cells: Sequence[tuple[int, int]]) -> Iterable[Segment]:
    homes = [_cell(word.word, cells) for word in line]
    cuts = [at for at in range(1, len(line)) if homes[at - 1] != homes[at] or _apart(line[at - 1], line[at])]
    for start, end in pairwise([0, *cuts, len(line)]):
        yield Segment(tuple(line[start:end]))


def _apart(left: Placed, right: Placed) -> bool:
    return right.x0 - left.x1 > _COLUMN_GAP * min(left.height, right.height)


def _cells(page: Page) -> list[tuple[int, int]]:
    return sorted((each.start, each.end) for each in page.layout.blocks if each.kind is BlockKind.CELL)


def _cell(word: Word, cells: Sequence[tuple[int, int]]) -> int | None:
    """The number of the cell that the word begins in."""
    at = bisect_right(cells, word.start, key=lambda cell: cell[0]) - 1
    return at if at >= 0 and word.start < cells[at][1] else None
