"""The rows (*rader*) of a page's tables with their cells by column, as its layout has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.layout import Block, BlockKind
from models.table_places import table_place


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row's block with its cells by column, from 1. ``table`` and ``number`` are as its reader says where it stands;
    ``letters`` are the columns' in a sheet."""

    table: str
    number: str
    block: Block
    cells: Mapping[int, Block]
    letters: Mapping[int, str]


def table_lines(blocks: Sequence[Block]) -> Iterator[TableLine]:
    """Rows that have cells, in order, each with a beginning of its own: of a table within a cell, the outer row."""
    rows = sorted((each for each in blocks if each.kind is BlockKind.ROW), key=lambda each: (each.start, -each.end))
    waiting = iter(sorted((each for each in blocks if each.kind is BlockKind.CELL), key=lambda each: each.start))
    cell = next(waiting, None)
    for row in rows:
        cells, letters = dict[int, Block](), dict[int, str]()
        while cell is not None and cell.start < row.end:
            if cell.start >= row.start:
                column, letter = _column(cell.place, len(cells) + 1)
                cells[column if column not in cells else max(cells) + 1], letters[column] = cell, letter
            cell = next(waiting, None)
        if cells:
            yield TableLine(*_place(row.place), row, cells, letters)


def _place(place: str) -> tuple[str, str]:
    """The table and the number of a row by where it stands ("Blad1!7", "tabell 2, rad 3", "rad 3")."""
    told = table_place(place)
    return (told.table, str(told.row)) if told else (place, "")


def _column(place: str, otherwise: int) -> tuple[int, str]:
    """A cell's column, from 1, and its letters where it has some."""
    told = table_place(place)
    return (told.column, told.letters) if told and told.column else (otherwise, "")
