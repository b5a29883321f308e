"""Rows of pieces that stand below each other, between gaps that go through: what may be a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.layout.pieces import Piece

NEAR: Final = 1.1
"""Usual heights between the lines of one cell, at most."""

_FAR: Final = 4.0  # usual heights between two rows of one table
_LONGEST_NAME: Final = 8  # words before a single figure: more are a line of running text
_SLACK: Final = 1.0  # points

Interval = tuple[float, float]


@dataclass(slots=True)
class Run:
    """Rows that follow each other, and the columns that their pieces make. ``full`` counts rows of several parts."""

    rows: list[list[Piece]] = field(default_factory=list)
    columns: list[Interval] = field(default_factory=list)
    full: int = 0

    @property
    def bottom(self) -> float:
        return max(piece.y1 for piece in self.rows[-1])

    def gaps(self) -> list[float]:
        """Points between each row and the one above it; 0 for the first."""
        bottoms = [max(piece.y1 for piece in row) for row in self.rows]
        return [0.0, *(min(piece.y0 for piece in row) - y for row, y in zip(self.rows[1:], bottoms, strict=False))]

    def takes(self, row: Sequence[Piece], height: float) -> bool:
        """Adds the row where it fits."""
        if self.rows and min(piece.y0 for piece in row) - self.bottom > _FAR * height:
            return False
        grown = _grown(self.columns, row)
        full = is_full(row)
        if grown is None or (not full and (not self.rows or len(grown) > len(self.columns))):
            return False
        if not full and not self._goes_on(row, height):
            return False
        self.rows.append(list(row))
        self.columns = grown if full else self.columns
        self.full += full
        return True

    def _goes_on(self, row: Sequence[Piece], height: float) -> bool:
        """Whether a row of one or two parts may go on in the cells above it, rather than end the table."""
        inside = all(any(x0 - _SLACK <= each.x0 and each.x1 <= x1 + _SLACK for x0, x1 in self.columns) for each in row)
        near = min(each.y0 for each in row) - self.bottom <= NEAR * height
        return near and (inside or row[0].x0 > self.columns[0][1])

    def column_of(self, piece: Piece) -> int:
        """From 1."""
        middle = (piece.x0 + piece.x1) / 2
        nearest = min(range(len(self.columns)), key=lambda at: _distance(self.columns[at], middle))
        return nearest + 1

    def by_column(self) -> dict[int, list[Piece]]:
        found: dict[int, list[Piece]] = {}
        for row in self.rows:
            for each in row:
                found.setdefault(self.column_of(each), []).append(each)
        return found


def runs(rows: Sequence[list[Piece]], height: float) -> Iterator[Run]:
    """The rows from the top, parted where one does not stand below the other. ``height`` is a word's usual one."""
    run = Run()
    for row in rows:
        if run.takes(row, height):
            continue
        if run.rows:
            yield run
        run = Run()
        run.takes(row, height)
    if run.rows:
        yield run


def is_full(row: Sequence[Piece]) -> bool:
    """Three parts or more make a row of a table; two where the last is a figure."""
    return len(row) > 2 or (
        len(row) == 2 and row[1].is_figure and not row[0].is_figure and len(row[0].words) <= _LONGEST_NAME
    )


def _grown(columns: Sequence[Interval], row: Sequence[Piece]) -> list[Interval] | None:
    """The columns with the row's pieces in them, or None where a piece lies across two, or two pieces in one."""
    grown = list(columns)
    used: set[Interval] = set()
    for each in row:
        met = [column for column in grown if column[0] < each.x1 - _SLACK and each.x0 + _SLACK < column[1]]
        if len(met) > 1 or (met and met[0] in used):
            return None
        wider = (min(each.x0, met[0][0]), max(each.x1, met[0][1])) if met else (each.x0, each.x1)
        if met:
            grown.remove(met[0])
        grown.append(wider)
        used.add(wider)
    grown.sort()
    apart = all(first[1] <= then[0] + _SLACK for first, then in pairwise(grown))
    return grown if apart else None


def _distance(column: Interval, place: float) -> float:
    return max(column[0] - place, place - column[1], 0.0)
