"""How tables are set: with a grid, rules, stripes or bare, the head again on every sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sample.carriers.fold import fold, height, torn
from sample.carriers.metrics import typeset, widths
from sample.carriers.pen import Pen
from sample.carriers.sheet import Ink
from sample.draft import Table
from sample.spans import Marked

_PAD = 4.0
_SMALLEST = 6.0


class _Grid(NamedTuple):
    """``wide`` are the columns' widths, ``right`` those with figures; ``head`` is folded already."""

    wide: tuple[float, ...]
    right: tuple[int, ...]
    ink: Ink
    strong: Ink
    head: tuple[Marked, ...]


def set_table(pen: Pen, table: Table) -> None:
    """Sets a table; type too large for its words is made smaller, a row taller than a sheet is torn."""
    pen.clear()
    total = sum(table.widths)
    wide = tuple(share / total * pen.measure for share in table.widths)
    head = [typeset(cell) for cell in table.head]
    rows = [[typeset(cell) for cell in row] for row in table.rows]
    size = _size(pen, wide, [head, *rows])
    ink, strong = replace(pen.style.body, size=size, leading=0), replace(pen.style.strong, size=size, leading=0)
    grid = _Grid(wide, table.right, ink, strong, _folded(head, wide, strong))
    first = _folded(rows[0], wide, ink) if rows else ()
    pen.room(min(pen.page, _tall(grid.head, strong) + (_tall(first, ink) if rows else 0)))
    _row(pen, grid, grid.head, head=True)
    for index, cells in enumerate(rows):
        _body(pen, grid, _folded(cells, wide, ink), striped=index % 2 == 1)
    pen.y += 8


def _size(pen: Pen, wide: tuple[float, ...], rows: list[list[Marked]]) -> float:
    """The size at which the longest word of each column fits."""
    known, size = widths(pen.style.bold), pen.style.size - 1
    for column, room in enumerate(wide):
        words = {word for row in rows for word in row[column].text.replace("\n", " ").split(" ")}
        longest = max(map(known.__getitem__, words), default=0.0)
        size = min(size, (room - 2 * _PAD) / longest * 0.99) if longest else size
    return max(_SMALLEST, size)


def _folded(cells: list[Marked], wide: tuple[float, ...], ink: Ink) -> tuple[Marked, ...]:
    return tuple(fold(cell, ink, width - 2 * _PAD) for cell, width in zip(cells, wide, strict=True))


def _tall(cells: tuple[Marked, ...], ink: Ink) -> float:
    return max(height(cell, ink) for cell in cells) + 5


def _body(pen: Pen, grid: _Grid, cells: tuple[Marked, ...], *, striped: bool) -> None:
    """Sets a row, on a new sheet below the head if it does not fit here."""
    if pen.y + _tall(cells, grid.ink) > pen.floor:
        pen.fresh()
        _row(pen, grid, grid.head, head=True)
    while pen.y + _tall(cells, grid.ink) > pen.floor:
        most = max(1, int((pen.floor - pen.y - 5) / grid.ink.step))
        parts = [torn(cell, most) if cell.text.count("\n") >= most else (cell, Marked("")) for cell in cells]
        _row(pen, grid, tuple(part for part, _ in parts), striped=striped)
        cells = tuple(rest for _, rest in parts)
        pen.fresh()
        _row(pen, grid, grid.head, head=True)
    _row(pen, grid, cells, striped=striped)


def _row(pen: Pen, grid: _Grid, cells: tuple[Marked, ...], *, head: bool = False, striped: bool = False) -> None:
    ink = grid.strong if head else grid.ink
    tall, look = _tall(cells, ink), pen.style.table
    if head and look in ("grid", "zebra"):
        pen.fill(pen.left, pen.y, pen.measure, tall, "#e6e6e2")
    if striped and look == "zebra":
        pen.fill(pen.left, pen.y, pen.measure, tall, "#f3f5f6")
    x = pen.left
    for column, (cell, wide) in enumerate(zip(cells, grid.wide, strict=True)):
        right, glue, tag = column in grid.right, "\t" if column else "\n", "TH" if head else "TD"
        pen.set(cell, ink, x + wide - _PAD if right else x + _PAD, pen.y + 2, "right" if right else "left", glue, tag)
        x += wide
    _lines(pen, grid, tall, head)
    pen.y += tall


def _lines(pen: Pen, grid: _Grid, tall: float, head: bool) -> None:
    look, bottom = pen.style.table, pen.y + tall
    if look == "rules" or (look in ("bare", "zebra") and head):
        pen.rule(bottom, 0.8 if head else 0.3, "#555555")
    if look != "grid":
        return
    pen.rule(bottom, 0.4, "#777777")
    if head:
        pen.rule(pen.y, 0.4, "#777777")
    x = pen.left
    for wide in (0.0, *grid.wide):
        x += wide
        pen.line((x, pen.y), (x, bottom), 0.4, "#777777")
