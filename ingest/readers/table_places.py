"""How the cells of tables are named to a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


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
        return f"rad {self.number}, kolumn {column}"


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """A row of a sheet, with the addresses that spreadsheets have: "Blad1!B7"."""

    sheet: str
    number: int
    hidden: bool = False

    def row(self) -> str:
        return f"{self.sheet}!{self.number}{' (dold)' if self.hidden else ''}"

    def cell(self, column: int) -> str:
        return f"{self.sheet}!{column_letters(column)}{self.number}"


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
