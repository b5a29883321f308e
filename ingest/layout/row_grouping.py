"""Which lines of an aligned table are one row: cells of several lines, with or without lines drawn between the rows."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from ingest.layout.alignment import NEAR, Run, is_full
from ingest.layout.pieces import Piece
from ingest.layout.rulings import Stroke
from ingest.layout.table import Table, TableRow
from ingest.raw_page import Line

_TIGHT: Final = 0.7  # of the usual gap between rows: the lines of one cell are closer
_WIDE: Final = 0.5  # of the table's width: a line drawn between two rows

_Cells = dict[int, list[Line]]


def table_of(run: Run, height: float, across: Sequence[Stroke]) -> Table:
    """The table with its lines put together to rows. ``across`` are the horizontal lines drawn on the page."""
    gaps = run.gaps()
    whole = [len(row) == len(run.columns) for row in run.rows]
    between = median([gap for at, gap in enumerate(gaps) if at and whole[at] and whole[at - 1]] or [0.0])
    ruled = _ruled_off(run, across)
    rows: list[_Cells] = []
    for at, row in enumerate(run.rows):
        tight = gaps[at] <= _TIGHT * between and not whole[at]
        goes_on = tight or (gaps[at] <= NEAR * height and bool(rows) and _continues(row, run, rows[-1]))
        if not rows or (ruled[at] if any(ruled) else not goes_on):
            rows.append({})
        for each in row:
            rows[-1].setdefault(run.column_of(each), []).append(each.words)
    return Table(tuple(map(_table_row, rows)))


def _ruled_off(run: Run, across: Sequence[Stroke]) -> list[bool]:
    """For each line of text whether a line is drawn above it; nowhere, where not most rows are parted so."""
    left, right = run.columns[0][0], run.columns[-1][1]
    ys = [each.at for each in across if min(each.end, right) - max(each.start, left) > _WIDE * (right - left)]
    middles = [sum(piece.y0 + piece.y1 for piece in row) / (2 * len(row)) for row in run.rows]
    found = [at > 0 and any(middles[at - 1] < y < middles[at] for y in ys) for at in range(len(middles))]
    whole = [at for at, row in enumerate(run.rows) if at and len(row) == len(run.columns)]
    return found if whole and all(found[at] for at in whole) else [False] * len(found)


def _continues(row: Sequence[Piece], run: Run, above: _Cells) -> bool:
    """Whether the row is the next line of the cells above: it lacks the first column, or begins in small letters."""
    if is_full(row) and run.column_of(row[0]) == 1:
        return False
    columns = {run.column_of(each) for each in row}
    if any(each.is_figure for each in row) or not columns <= above.keys():
        return False
    return 1 not in columns or row[0].text[0].islower()


def _table_row(row: _Cells) -> TableRow:
    columns = tuple(sorted(row))
    return TableRow(tuple(tuple(row[column]) for column in columns), columns)
