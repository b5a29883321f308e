"""Filled rectangles (*fonder*) that tile a table: the edges of cells that have a colour instead of a border.

Word fills a cell, and then again each line of text within it; other programs fill whole rows behind their cells. Of
rectangles within each other, those count that stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.layout.rulings import Rulings, Stroke

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left."""

_MOST: Final = 600  # the time grows with the square: more are a drawing
_FEWEST: Final = 4  # tiles; one or two grounds are a heading's, or a frame's
_SLACK: Final = 1.0  # points


def edges_of(grounds: Sequence[Rect]) -> Rulings:
    """The edges of those rectangles that may be cells; none where there are too few or too many."""
    rects = sorted(set(grounds), key=lambda rect: -_area(rect))
    if not _FEWEST <= len(rects) <= _MOST:
        return Rulings()
    tiles = _tiles(rects)
    if len(tiles) < _FEWEST:
        return Rulings()
    across = [Stroke(y, x0, x1) for x0, y0, x1, y1 in tiles for y in (y0, y1)]
    down = [Stroke(x, y0, y1) for x0, y0, x1, y1 in tiles for x in (x0, x1)]
    return Rulings(tuple(across), tuple(down))


def _area(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _tiles(rects: Sequence[Rect]) -> list[Rect]:
    """From the largest: those that hold none side by side, and lie within no other such."""
    tiles: list[Rect] = []
    for at, rect in enumerate(rects):
        if any(_holds(tile, rect) for tile in tiles):
            continue
        inside = [other for other in rects[at + 1 :] if _holds(rect, other)]
        if not _any_side_by_side(inside):
            tiles.append(rect)
    return tiles


def _holds(rect: Rect, other: Rect) -> bool:
    return (
        rect[0] - _SLACK <= other[0]
        and rect[1] - _SLACK <= other[1]
        and other[2] <= rect[2] + _SLACK
        and other[3] <= rect[3] + _SLACK
    )


def _any_side_by_side(rects: Sequence[Rect]) -> bool:
    """Whether two of them leave a way through from top to bottom between them."""
    end = None
    for rect in sorted(rects):
        if end is not None and rect[0] >= end - _SLACK:
            return True
        end = rect[2] if end is None else max(end, rect[2])
    return False
