"""How far the lines of a page lean on its picture, as those of a sheet that was scanned askew.

All that is reckoned of lines is reckoned as if the page lay level; a box is made upright last, as high as it has to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Final, Protocol, TypeVar

from models.document import Page, Word

_LEAST: Final = 0.004
"""Points down for each to the right (a quarter of a degree): less is no lean, letters differ by as much."""
_MOST: Final = 0.13  # seven degrees: what leans more is a stamp, or stands on its side
_LONG: Final = 100.0  # points from the first word's middle to the last one's of a line that tells
_FEWEST: Final = 3  # words of such a line; lines that tell of a page
_STEPS: Final = 500  # of a lean, so that one word more or less is nothing


class Sides(Protocol):
    """Points from the page's top left."""

    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...


_Box = TypeVar("_Box", bound=Sides)


def lean(page: Page, hidden: Collection[int] = ()) -> float:
    """How far its lines fall for each point to the right (below zero: rise); told by the lines without a word that is
    hidden, as far as there are any."""
    lines = list(_lines(page))
    open_ones = [line for line in lines if not any(at in hidden for at, _ in line)]
    found = [slope for line in open_ones or lines if (slope := _slope([word for _, word in line])) is not None]
    if len(found) < _FEWEST:
        return 0.0
    middle = round(median(found) * _STEPS) / _STEPS
    return middle if abs(middle) >= _LEAST else 0.0


def upright(box: _Box, slope: float) -> _Box:
    """What has all of the box, as it is reckoned on the level page, on the one that leans."""
    if not slope:
        return box
    ends = (slope * box.x0, slope * box.x1)
    # replace() asks for a dataclass, which a protocol cannot say
    return replace(box, y0=box.y0 + min(ends), y1=box.y1 + max(ends))  # type: ignore[type-var]


def _lines(page: Page) -> Iterator[list[tuple[int, Word]]]:
    """The words that have a place on the picture, each with its place among the page's, by the lines of the text."""
    line, end = list[tuple[int, Word]](), 0
    for at, word in enumerate(page.words):
        if word.x0 is None:
            continue
        if line and "\n" in page.text[end : word.start]:
            yield line
            line = []
        line.append((at, word))
        end = word.end
    if line:
        yield line


def _slope(line: Sequence[Word]) -> float | None:
    """The line through the middles of its words that is nearest to them; None where they tell nothing."""
    middles = [_middle(word) for word in line]
    if len(middles) < _FEWEST or middles[-1][0] - middles[0][0] < _LONG:
        return None
    x, y = (sum(each[side] for each in middles) / len(middles) for side in (0, 1))
    spread = sum((each[0] - x) ** 2 for each in middles)
    slope = sum((each[0] - x) * (each[1] - y) for each in middles) / spread
    return slope if abs(slope) <= _MOST else None


def _middle(word: Word) -> tuple[float, float]:
    return ((word.x0 or 0.0) + (word.x1 or 0.0)) / 2, ((word.y0 or 0.0) + (word.y1 or 0.0)) / 2
