"""Tables as CSV that Swedish Excel opens: UTF-8 with a byte order mark, semicolons between the cells, and no cell that
a spreadsheet runs. Everything that takes a table out as CSV goes this way.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TextIO

from search.inert import inert

_BEGINNING: Final = "\ufeff"  # says that the file is UTF-8
_AT_ONCE: Final = 500  # rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written: a sum below zero begins with its sign, and is no formula."""

    written: str


Cell = str | Figure


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file."""
    out = io.StringIO()
    write_table(columns, rows, out)
    return out.getvalue().encode()


def csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same bytes, some rows at a time."""
    left = iter(rows)
    yield csv_table(columns, islice(left, _AT_ONCE))
    while some := list(islice(left, _AT_ONCE)):
        out = io.StringIO()
        _write(some, out)
        yield out.getvalue().encode()


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], out: TextIO) -> None:
    """The same into a text file that is open without translating ends of lines."""
    out.write(_BEGINNING)
    csv.writer(out, delimiter=";").writerow(columns)
    _write(rows, out)


def _write(rows: Iterable[Sequence[Cell]], out: TextIO) -> None:
    told = ([cell.written if isinstance(cell, Figure) else inert(cell) for cell in row] for row in rows)
    csv.writer(out, delimiter=";").writerows(told)
