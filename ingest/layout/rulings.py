"""The lines drawn on a page, and the grids that they make: where a table's cells are, as its author drew them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.layout.connected import components

_SNAP: Final = 2.5  # points between edges that are one line: both sides of a thin rectangle, corners not quite met
_REACH: Final = 4.0  # points by which lines may miss each other and still meet
_SHORTEST: Final = 4.0  # points; shorter strokes are ticks and letters drawn as paths
_LARGEST: Final = 4_000  # cells of a grid; more is squared paper
_MOST_PAIRS: Final = 60_000  # of lines that may meet: 300 rows in 200 columns


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along one axis: at ``at`` on the other axis, from ``start`` to ``end``, in points from the top left."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is drawn: ``across`` are horizontal strokes (``at`` is y), ``down`` vertical ones (``at`` is x)."""

    across: tuple[Stroke, ...] = ()
    down: tuple[Stroke, ...] = ()


NO_RULINGS: Final = Rulings()


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines that meet: the slots between ``xs`` and ``ys`` (sorted), row by row, each with the number of its cell.

    Slots with no line between them are one cell. The cells' numbers count from 0 in reading order.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def count(self) -> int:
        return len({cell for row in self.cells for cell in row})

    def slot(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column in which a point lies, or None outside the grid."""
        row, column = _between(self.ys, y), _between(self.xs, x)
        return (row, column) if row is not None and column is not None else None


def grids(rulings: Rulings) -> list[Grid]:
    """The grids of at least two cells on the page, from the top."""
    across, down = _snapped(rulings.across), _snapped(rulings.down)
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > _MOST_PAIRS:
        return []
    found = []
    for some in components(len(across) + len(down), _meetings(across, down)):
        mine = [across[index] for index in some if index < len(across)]
        theirs = [down[index - len(across)] for index in some if index >= len(across)]
        grid = _grid(mine, theirs)
        if grid and grid.count > 1:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _snapped(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on nearly the same line as one; those that lie end to end joined; the too short left out."""
    bands: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda each: each.at):
        if bands and stroke.at - bands[-1][0].at <= _SNAP:
            bands[-1].append(stroke)
        else:
            bands.append([stroke])
    return [joined for band in bands for joined in _end_to_end(band) if joined.end - joined.start >= _SHORTEST]


def _end_to_end(band: Sequence[Stroke]) -> Iterator[Stroke]:
    at = sum(stroke.at for stroke in band) / len(band)
    start = end = None
    for stroke in sorted(band, key=lambda each: each.start):
        if start is None or end is None:
            start, end = stroke.start, stroke.end
        elif stroke.start <= end + _REACH:
            end = max(end, stroke.end)
        else:
            yield Stroke(at, start, end)
            start, end = stroke.start, stroke.end
    if start is not None and end is not None:
        yield Stroke(at, start, end)


def _meetings(across: Sequence[Stroke], down: Sequence[Stroke]) -> Iterator[tuple[int, int]]:
    for index, row in enumerate(across):
        for other, column in enumerate(down, len(across)):
            if _reaches(row, column.at) and _reaches(column, row.at):
                yield index, other


def _reaches(stroke: Stroke, place: float) -> bool:
    return stroke.start - _REACH <= place <= stroke.end + _REACH


def _grid(across: Sequence[Stroke], down: Sequence[Stroke]) -> Grid | None:
    xs, ys = _places(down), _places(across)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _LARGEST:
        return None
    return Grid(xs, ys, _cells(xs, ys, across, down))


def _places(strokes: Sequence[Stroke]) -> tuple[float, ...]:
    found: list[float] = []
    for stroke in sorted(strokes, key=lambda each: each.at):
        if not found or stroke.at - found[-1] > _SNAP:
            found.append(stroke.at)
    return tuple(found)


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], across: Sequence[Stroke], down: Sequence[Stroke]
) -> tuple[tuple[int, ...], ...]:
    rows, columns = len(ys) - 1, len(xs) - 1
    open_ways = []
    for row in range(rows):
        y = (ys[row] + ys[row + 1]) / 2
        walls = {at for at in range(1, columns) if _stands(down, xs[at], y)}
        open_ways += [(row * columns + at - 1, row * columns + at) for at in range(1, columns) if at not in walls]
    for column in range(columns):
        x = (xs[column] + xs[column + 1]) / 2
        floors = {at for at in range(1, rows) if _stands(across, ys[at], x)}
        open_ways += [((at - 1) * columns + column, at * columns + column) for at in range(1, rows) if at not in floors]
    number = {}
    for count, slots in enumerate(components(rows * columns, open_ways)):
        number.update(dict.fromkeys(slots, count))
    return tuple(tuple(number[row * columns + column] for column in range(columns)) for row in range(rows))


def _stands(strokes: Sequence[Stroke], at: float, place: float) -> bool:
    return any(abs(stroke.at - at) <= _SNAP and stroke.start <= place <= stroke.end for stroke in strokes)


def _between(edges: tuple[float, ...], place: float) -> int | None:
    if not edges[0] <= place <= edges[-1]:
        return None
    return next((at for at in range(len(edges) - 1) if place <= edges[at + 1]), None)
