"""Rows within one drawn row: many tables have lines between their columns, but none between their rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from ingest.layout.pieces import piece
from ingest.layout.table import Cell, TableRow
from ingest.raw_page import Line

_FEWEST_STACKS: Final = 2  # cells that hold as many figures below each other
_SLACK: Final = 0.5  # of a figure's height


def parted(row: TableRow) -> list[TableRow]:
    """The row as it is; or, where figures stand below each other in several of its cells, a row for each of those."""
    stacks = [cell for cell in row.cells if len(cell) > 1 and all(piece(0, line).is_figure for line in cell)]
    most = max(map(len, stacks), default=0)
    tall = sum(len(cell) >= most for cell in row.cells)
    if sum(len(cell) == most for cell in stacks) < _FEWEST_STACKS or 2 * tall <= len(row.cells):
        return [row]
    leading = next(cell for cell in stacks if len(cell) == most)
    tops = [_middle(line) - _SLACK * _height(line) for line in leading]
    return [_row(row, tops, at) for at in range(most)]


def _row(row: TableRow, tops: Sequence[float], at: int) -> TableRow:
    cells = [(column, _between(cell, tops, at)) for column, cell in zip(row.columns, row.cells, strict=True)]
    filled = [(column, cell) for column, cell in cells if cell]
    return TableRow(tuple(cell for _, cell in filled), tuple(column for column, _ in filled))


def _between(cell: Cell, tops: Sequence[float], at: int) -> Cell:
    """The cell's lines from the figure ``at`` down to the next; what is above all figures goes with the first."""
    return tuple(line for line in cell if max(0, bisect_right(tops, _middle(line)) - 1) == at)


def _middle(line: Line) -> float:
    return sum(word.y0 + word.y1 for word in line) / (2 * len(line))


def _height(line: Line) -> float:
    return max(word.y1 - word.y0 for word in line)
