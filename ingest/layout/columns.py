"""Running text in columns (*spalter*): read one column to its end before the next.

pdfium keeps the order in which the file draws, and Tesseract mostly sees columns. We order only pages where neither
did: where a line runs through the gap between columns, or the lines jump to and fro across it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.layout.pieces import Piece, pieces_of, rows_of
from ingest.raw_page import Line

_FEWEST_ROWS: Final = 6  # with text on both sides of the gap
_PROSE: Final = 4  # words in most lines of a column
_FULL: Final = 0.6  # of the column's width: most lines of running text fill it
_BIN: Final = 2.0  # points
_NARROWEST: Final = 0.15  # of the text's width: a margin with notes is no column
_STRAY: Final = 2  # lines out of order: a header or footer that is drawn first or last
_DEEPEST: Final = 3  # a page has at most 2³ columns


def in_column_order(lines: Sequence[Line]) -> list[Line]:
    """The lines, column by column where the page has columns that its order mixes; else the same lines.

    Where lines are cut and put in order, an empty line stands between columns.
    """
    pieces = pieces_of(lines)
    blocks = list(_ordered(pieces, _DEEPEST))
    if len(blocks) < 2 or _is_read_already(blocks):
        return list(lines)
    return [line for at, block in enumerate(blocks) for line in (*([()] if at else []), *_lines(block))]


def _is_read_already(blocks: Sequence[Sequence[Piece]]) -> bool:
    """Whether each block's lines are its own, and come one after the other."""
    owner: dict[int, int] = {}
    for number, block in enumerate(blocks):
        for each in block:
            if owner.setdefault(each.line, number) != number:
                return False
    in_order: list[int] = []  # the longest run of lines whose blocks do not go back (patience sorting)
    for line in sorted(owner):
        place = bisect_right(in_order, owner[line])
        in_order[place : place + 1] = [owner[line]]
    return len(in_order) >= len(owner) - _STRAY


def _lines(block: Sequence[Piece]) -> Iterator[Line]:
    for row in rows_of(block):
        yield tuple(word for each in row for word in each.words)


def _ordered(pieces: Sequence[Piece], deepest: int) -> Iterator[list[Piece]]:
    """The pieces in blocks that are read one after the other: what is above columns, each column, what is below."""
    gap = _gap(rows_of(pieces)) if deepest else None
    if gap is None:
        yield list(pieces)
        return
    for band in _bands(pieces, gap):
        sides = [each for each in band if each.x1 <= gap], [each for each in band if each.x0 >= gap]
        if all(sides):
            for side in sides:
                yield from _ordered(side, deepest - 1)
        else:
            yield band


def _bands(pieces: Sequence[Piece], gap: float) -> Iterator[list[Piece]]:
    """From the top: the pieces between two that lie across the gap, and those that do, by themselves."""
    band: list[Piece] = []
    across: list[Piece] = []
    for row in rows_of(pieces):
        if any(each.x0 < gap < each.x1 for each in row):
            if band:
                yield band
            band = []
            across += row
        else:
            if across:
                yield across
            across = []
            band += row
    if across or band:
        yield across or band


def _gap(rows: Sequence[Sequence[Piece]]) -> float | None:
    """The x of the gap between two columns of running text, or None."""
    votes: Counter[int] = Counter()
    for row in rows:
        for left, right in pairwise(row):
            votes.update(range(int(left.x1 / _BIN) + 1, int(right.x0 / _BIN) + 1))
    if not votes:
        return None
    most = max(votes.values())
    if most < _FEWEST_ROWS:
        return None
    best = sorted(place for place, count in votes.items() if count == most)
    end = next((place for place, after in pairwise(best) if after > place + 1), best[-1])  # of the first of several
    gap = (best[0] + end) / 2 * _BIN
    return gap if _parts_prose(rows, gap) else None


def _parts_prose(rows: Sequence[Sequence[Piece]], gap: float) -> bool:
    """Whether running text stands on both sides, and few lines run across where there are columns."""
    both = [at for at, row in enumerate(rows) if row[0].x1 <= gap <= row[-1].x0]
    between = rows[both[0] : both[-1] + 1] if both else []
    across = sum(any(each.x0 < gap < each.x1 for each in row) for row in between)
    if len(both) < _FEWEST_ROWS or 4 * across > len(between):
        return False
    left = [each for at in both for each in rows[at] if each.x1 <= gap]
    right = [each for at in both for each in rows[at] if each.x0 >= gap]
    whole = max(each.x1 for each in right) - min(each.x0 for each in left)
    return all(_is_prose(side, whole) for side in (left, right))


def _is_prose(side: Sequence[Piece], whole: float) -> bool:
    width = max(each.x1 for each in side) - min(each.x0 for each in side)
    if width < _NARROWEST * whole:
        return False
    rows = rows_of(side)  # a column that holds columns has several pieces in a row
    words = [len(each.words) for each in side]
    filled = [sum(each.width for each in row) >= _FULL * width for row in rows]
    figures = sum(each.is_figure for each in side)
    return median(words) >= _PROSE and 2 * sum(filled) >= len(filled) and 4 * figures < len(side)
