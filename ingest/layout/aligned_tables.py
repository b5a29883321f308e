"""Tables without lines around their cells: rows whose parts stand below each other, between gaps that go through.

Precision first: prose in columns, letterheads, forms and lists of headings with page numbers have gaps too.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from ingest.layout.alignment import Run, runs
from ingest.layout.labels import is_label
from ingest.layout.letterhead import is_letterhead
from ingest.layout.pieces import Piece, pieces_of, rows_of, usual_height
from ingest.layout.row_grouping import table_of
from ingest.layout.rulings import Stroke
from ingest.layout.table import Table
from ingest.raw_page import Line

_FEWEST_ROWS: Final = 3
_PROSE: Final = 5  # words in a cell, in half of a column's cells
_FULL: Final = 0.8  # of the column's width


def aligned_tables(lines: Sequence[Line], across: Sequence[Stroke] = ()) -> list[Table]:
    """The tables that alignment tells, from the top. ``across`` are the horizontal lines drawn on the page."""
    height = usual_height(lines)
    found = runs(rows_of(pieces_of(lines)), height)
    return [table_of(run, height, across) for run in found if _is_table(run)]


def _is_table(run: Run) -> bool:
    """Whether rows that stand below each other are a table, and neither prose, a form, nor a letterhead."""
    if run.full < _FEWEST_ROWS or is_letterhead(run.rows):
        return False
    columns = run.by_column().values()
    prose = sum(_is_prose(some) for some in columns)
    labels = max(sum(is_label(each.text) for each in some) for some in columns)
    whole = sum(len(row) == len(run.columns) for row in run.rows)
    if prose > 1 or labels > 1 or whole < min(run.full, _FEWEST_ROWS):
        return False
    figures = any(2 * sum(each.is_figure for each in some) > len(some) >= _FEWEST_ROWS for some in columns)
    return figures or (len(run.columns) > 2 and run.full > _FEWEST_ROWS)  # such as a list of names


def _is_prose(column: Sequence[Piece]) -> bool:
    """Whether most of its parts have several words, or some that fill the column as lines of running text do."""
    words = median(len(each.words) for each in column)
    width = max(each.x1 for each in column) - min(each.x0 for each in column)
    full = 2 * sum(each.width >= _FULL * width for each in column) > len(column)
    return words >= _PROSE or (words >= _PROSE - 2 and full)
