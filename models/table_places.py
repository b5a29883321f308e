"""Where a row or a cell of a table stands, as it is said to a person and read again: one grammar for both.

| of | a row | a cell |
|---|---|---|
| a sheet of a workbook | ``Blad1!7``, ``Blad1!7 (dold)`` | ``Blad1!B7`` |
| a table in a text | ``tabell 2, rad 3``, ``bild 4, tabell 1, rad 3`` | ``tabell 2, rad 3, kolumn 2`` |
| a file that is one table | ``rad 3`` | ``rad 3, kolumn 2`` |

A name of a sheet may hold anything, and a long place loses its beginning (``ingest.readers.draft.shown_place``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.layout import column_number

_HIDDEN: Final = " (dold)"
_IN_SHEET: Final = re.compile(
    rf"(?P<table>.*)!(?P<letters>[A-Z]*)(?P<row>\d+)(?P<hidden>{re.escape(_HIDDEN)})?", re.DOTALL
)
_IN_TABLE: Final = re.compile(r"(?:(?P<table>.*), )?rad (?P<row>\d+)(?:, kolumn (?P<column>\d+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TablePlaces:
    """A row of the ``table``-th table of a text; both count from 1. ``within`` says where the table stands."""

    table: int
    number: int
    within: str = ""

    def row(self) -> str:
        return f"{self.within}tabell {self.table}, rad {self.number}"

    def cell(self, column: int) -> str:
        return f"{self.row()}, kolumn {column}"


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """A line of a file that is one table (CSV). ``number`` is the line on which the row begins, from 1."""

    number: int

    def row(self) -> str:
        return f"rad {self.number}"

    def cell(self, column: int) -> str:
        return f"{self.row()}, kolumn {column}"


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """A row of a sheet, with the addresses that spreadsheets have: "Blad1!B7"."""

    sheet: str
    number: int
    hidden: bool = False

    def row(self) -> str:
        return f"{self.sheet}!{self.number}{_HIDDEN if self.hidden else ''}"

    def cell(self, column: int) -> str:
        return f"{self.sheet}!{column_letters(column)}{self.number}"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """What a place says. ``table`` is the sheet's name, or the table's with where it stands ("tabell 2"), and empty of
    a file that is one table; ``row`` and ``column`` count from 1, and ``column`` is 0 where a whole row is meant."""

    table: str
    row: int
    column: int = 0
    in_sheet: bool = False
    hidden: bool = False

    @property
    def letters(self) -> str:
        """The column's, of a cell in a sheet."""
        return column_letters(self.column) if self.in_sheet else ""


def table_place(place: str) -> TablePlace | None:
    """What ``place`` says of a row or cell; None where it names neither ("stycke 4")."""
    if told := _IN_SHEET.fullmatch(place):
        column = column_number(told["letters"])
        return TablePlace(told["table"], int(told["row"]), column, in_sheet=True, hidden=bool(told["hidden"]))
    if told := _IN_TABLE.fullmatch(place):
        return TablePlace(told["table"] or "", int(told["row"]), int(told["column"] or 0))
    return None


def row_said(place: str) -> str:
    """The row that ``place`` is of, without the name of its sheet, which may be somebody's: "rad 7" of "Blad1!7". What
    is in no sheet as it is."""
    told = _IN_SHEET.fullmatch(place) if "!" in place else None
    return f"rad {told['row']}{told['hidden'] or ''}" if told else place


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
