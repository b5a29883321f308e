"""Where the edges of a box lie to its left and right, by what stays on the page and by the page's own measures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from models.document import Page
from search.redacting.rows import Placed, Row, Segment

AIR: Final = 1.0  # points between a word and a box beside it
_GRID: Final = 8.0  # of left edges where nothing stands before
_ALIGNED: Final = 2.0  # points between the left edges of two lines that begin at one
_LEVEL: Final = 0.5  # of the lower one's height that is in common to what stands beside each other
_MARGIN: Final = 36.0  # of a page on which nothing says how wide its text is


def left_edge(
    segment: Segment, first: Placed, lines: Sequence[Row], hidden: dict[int, str], band: tuple[float, float]
) -> float:
    """Where the word before it ends. Where none does: on a grid, if other lines begin there too; but in the middle or
    to the right a longer name begins further to the left, so there it is where what stands to the left ends, or at the
    margin."""
    ends = [word.x1 for word in segment.words if word.at not in hidden and word.x0 < first.x0][-1:]
    if not ends and is_aligned(first, lines, hidden):
        return _on_grid(first.x0)
    if not ends:
        level = [word for line in lines for word in line.words if word.at not in hidden and _is_level(word, band)]
        ends = [word.x1 for word in level if word.x1 <= first.x0]
    if ends:
        return min(max(ends) + AIR, first.x0 - AIR)
    margin = min((word.x0 for line in untouched(lines, hidden) for word in line.words), default=_MARGIN)
    return _on_grid(min(margin, first.x0))


def is_aligned(first: Placed, lines: Sequence[Row], hidden: dict[int, str]) -> bool:
    """Whether what is not masked begins there as well, above or below."""
    return any(
        abs(segment.words[0].x0 - first.x0) <= _ALIGNED
        for line in untouched(lines, hidden)
        for segment in line.segments
    )


def right_edge(
    page: Page, segment: Segment, lines: Sequence[Row], hidden: dict[int, str], band: tuple[float, float]
) -> float:
    """Where the line ends: at what stands to the right of it, or where the text of the other lines does."""
    last, (_, limit) = segment.words[-1], limits(segment, lines, band)
    if limit is not None:
        return max(last.x1 + AIR, limit - AIR)
    others = [word for line in untouched(lines, hidden) for word in line.words]
    width = page.width or 595.0
    margin = width - min((word.x0 for word in others), default=_MARGIN)  # as wide as the left one
    usual = max(margin, *(word.x1 for word in others)) if others else margin
    return usual if last.x1 <= usual else max(width, last.x1)


def limits(segment: Segment, lines: Sequence[Row], band: tuple[float, float]) -> tuple[float, float | None]:
    """At this height, where what stands to the left of the segment ends, and where what stands to the right begins."""
    own = {word.at for word in segment.words}
    near = [word for line in lines for word in line.words if word.at not in own and _is_level(word, band)]
    left = [word.x1 for word in near if word.x1 <= segment.words[0].x0]
    right = [word.x0 for word in near if word.x0 >= segment.words[-1].x1]
    return max(left, default=0.0), min(right, default=None)


def untouched(lines: Sequence[Row], hidden: dict[int, str]) -> list[Row]:
    """Those in which nothing is masked."""
    return [line for line in lines if all(word.at not in hidden for word in line.words)]


def _on_grid(x: float) -> float:
    return min(x, max(0.0, math.floor((x - AIR) / _GRID) * _GRID))  # a page may have words beside it


def _is_level(word: Placed, band: tuple[float, float]) -> bool:
    """Whether the word stands at this height; not where lines that are set close reach into each other."""
    least = min(word.height, band[1] - band[0])
    return min(word.y1, band[1]) - max(word.y0, band[0]) > _LEVEL * least
