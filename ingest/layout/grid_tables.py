"""Tables whose cells are drawn: each word belongs to the cell that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.layout.labels import is_label
from ingest.layout.rulings import Grid, Rulings, grids
from ingest.layout.table import Table, TableRow, cell_of
from ingest.layout.unruled_rows import parted
from ingest.raw_page import Line, PlacedWord


def grid_tables(lines: Sequence[Line], rulings: Rulings) -> list[Table]:
    """The tables of the page that are ruled. A grid within a cell of another is a table of its own."""
    found, taken = [], set[int]()
    for grid in sorted(grids(rulings), key=_area):
        table = _table(grid, [word for line in lines for word in line if id(word) not in taken])
        if table:
            found.append(table)
            taken.update(map(id, table.words))
    return found


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _table(grid: Grid, words: Sequence[PlacedWord]) -> Table | None:
    """The words by cell, or None where the lines are a frame, or boxes one below the other, rather than a table."""
    cells: dict[int, list[PlacedWord]] = defaultdict(list)
    for word in words:
        slot = grid.slot((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        if slot:
            cells[grid.cells[slot[0]][slot[1]]].append(word)
    rows = [part for row in _rows(grid, cells) if row.cells for part in parted(row)]
    return Table(tuple(rows)) if _is_table(rows) else None


def _is_table(rows: Sequence[TableRow]) -> bool:
    """Several rows of which one has several cells; or one row of a form, whose boxes begin with their labels."""
    several = [row for row in rows if len(row.cells) > 1]
    if len(rows) > 1:
        return bool(several)
    return any(is_label(" ".join(word.text for word in cell[0])) for row in several for cell in row.cells)


def _rows(grid: Grid, cells: dict[int, list[PlacedWord]]) -> Iterator[TableRow]:
    """Each cell in the row that it begins in."""
    written: set[int] = set()
    for row in grid.cells:
        new = [(column, cell) for column, cell in enumerate(row, 1) if cell not in written]
        first = {cell: column for column, cell in reversed(new)}
        written.update(first)
        some = sorted((column, cell) for cell, column in first.items() if cells.get(cell))
        yield TableRow(tuple(cell_of(cells[cell]) for _, cell in some), tuple(column for column, _ in some))
