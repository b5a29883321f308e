"""A page's text as a person reads it: running text, and tables as tables, by the rows and cells of its layout."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from models.document import Page
from models.layout import Block, BlockKind
from models.table_lines import TableLine, table_lines
from web.segments import Overlay, Run, Span

_ROOM: Final = 20_000
"""Characters of one page that are shown at a time: a dense A4 has 6,000; a page of a workbook may have a million."""
_NAMED: Final = 400
"""Mentions in them: each is a link of some 400 bytes, and a page is to weigh less than 500 kB."""
_CELLS: Final = 20_000
"""Cells of one table, empty ones too, that are set out in its columns: of one with a column for each row, a page of a
workbook would have four million."""


@dataclass(frozen=True, slots=True)
class Running:
    """Text between tables."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """``number`` is the row's in its sheet or file; ``cells`` are in the order of the table's columns, empty ones too
    unless they are scattered over very many. ``heading``: they say what the columns hold."""

    number: str
    cells: tuple[tuple[Run, ...], ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``letters`` are the columns' of a sheet, else none; ``numbered``: its rows are counted in the file itself."""

    name: str
    letters: tuple[str, ...]
    numbered: bool
    rows: tuple[TableRow, ...]


Part = Running | Table


def stretches(
    text: str, named: Sequence[int] = (), rows: Sequence[Span] = (), room: int = _ROOM, most: int = _NAMED
) -> list[Span]:
    """A long text in stretches of at most ``room`` characters and ``most`` of the mentions that begin at ``named`` (in
    order), each ending with a line where there is one; at least one stretch. ``rows`` are not cut, however long."""
    found, start = list[Span](), 0
    while not found or start < len(text):
        after = bisect_left(named, start) + most
        limit = min([start + room, *named[after : after + 1]])
        line = text.rfind("\n", start + 1, limit)
        end = len(text) if limit >= len(text) else line + 1 if line > 0 else max(limit, start + 1)
        end = next((last for first, last in rows if first < end < last), end)
        found.append((start, end))
        start = end
    return found


def row_spans(blocks: Sequence[Block]) -> list[Span]:
    """Where the rows of its tables stand in a page's text."""
    return [(block.start, block.end) for block in blocks if block.kind is BlockKind.ROW]


def parts_of(page: Page, overlay: Overlay, within: Span) -> list[Part]:
    """What of the page stands ``within``, in order; a row that begins there is whole."""
    found, known = list[Part](), list(table_lines(page.layout.blocks))
    at = max(within[0], *(row.block.end for row in known if row.block.start < within[0] < row.block.end), 0)
    rows = [row for row in known if within[0] <= row.block.start < within[1]]
    for _, some in groupby(_together(rows, page.text), key=lambda pair: pair[0]):
        table = [row for _, row in some]
        found += _running(page.text, overlay, (at, table[0].block.start))
        found.append(_table(page.text, overlay, table))
        at = table[-1].block.end
    return found + _running(page.text, overlay, (at, within[1]))


def _running(text: str, overlay: Overlay, span: Span) -> list[Part]:
    """The text between, without the line breaks that parted it from a table; nothing where it is blank."""
    start, end = span
    if not text[start:end].strip():
        return []
    start += len(text[start:end]) - len(text[start:end].lstrip("\n"))
    return [Running(tuple(overlay.runs(text, (start, start + len(text[start:end].rstrip("\n"))))))]


def _together(rows: Sequence[TableLine], text: str) -> Iterator[tuple[int, TableLine]]:
    """Each row with the number of the table that it belongs to: of one name, and nothing but space between."""
    number, before = 0, None
    for row in rows:
        if before is not None:
            apart = text[before.block.end : row.block.start].strip()
            number += bool(apart) or row.table != before.table
        yield number, row
        before = row


def _table(text: str, overlay: Overlay, rows: Sequence[TableLine]) -> Table:
    columns = sorted({column for row in rows for column in row.cells})
    scattered = len(columns) * len(rows) > _CELLS
    letters = {column: letter for row in rows for column, letter in row.letters.items() if letter}
    told = [
        TableRow(
            row.number,
            tuple(_cell(text, overlay, row.cells.get(column)) for column in (row.cells if scattered else columns)),
            heading=at == 0 and len(rows) > 1 and _is_heading(text, row),
        )
        for at, row in enumerate(rows)
    ]
    return Table(
        rows[0].table,
        tuple(letters.get(column, "") for column in columns) if letters and not scattered else (),
        bool(letters) or rows[0].table == "",
        tuple(told),
    )


def _cell(text: str, overlay: Overlay, block: Block | None) -> tuple[Run, ...]:
    return tuple(overlay.runs(text, (block.start, block.end))) if block else ()


def _is_heading(text: str, row: TableLine) -> bool:
    """Whether a first row looks like one of headings: several words, and no number among them."""
    cells = [text[cell.start : cell.end].strip() for cell in row.cells.values()]
    return len(cells) > 1 and all(cells) and not any(sign.isdigit() for cell in cells for sign in cell)
