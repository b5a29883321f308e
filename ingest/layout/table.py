"""A table (*tabell*) as found on a page, however it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.pieces import Piece, pieces_of, rows_of
from ingest.page_text import Row
from ingest.raw_page import Line, PlacedWord

Cell = tuple[Line, ...]
"""The lines of a cell, from the top; none of them empty."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that are not empty, from the left, and the column (from 1) that each begins in."""

    cells: tuple[Cell, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Its rows, from the top."""

    rows: tuple[TableRow, ...]

    @property
    def words(self) -> list[PlacedWord]:
        return [word for row in self.rows for cell in row.cells for line in cell for word in line]

    def as_rows(self, number: int) -> list[Row]:
        """The rows as they are written, of the page's table ``number``."""
        return [Row(row.cells, row.columns, number, at) for at, row in enumerate(self.rows, 1)]


def cell_of(words: Sequence[PlacedWord]) -> Cell:
    """The words of a cell as lines, whatever order the file had them in."""
    single: list[Piece] = pieces_of([(word,) for word in words])
    return tuple(tuple(word for piece in row for word in piece.words) for row in rows_of(single))
