"""What the readers write of where a row or a cell stands, everybody reads alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.layout import column_number
from models.table_places import (
    LinePlaces,
    SheetPlaces,
    TablePlace,
    TablePlaces,
    column_letters,
    row_said,
    table_place,
)

NUMBERS = st.integers(1, 2_000_000)
COLUMNS = st.integers(1, 16_384)


@given(st.text(max_size=40), NUMBERS, COLUMNS, st.booleans())
def test_places_in_sheets_are_read_as_they_were_written(sheet: str, row: int, column: int, hidden: bool) -> None:
    places = SheetPlaces(sheet, row, hidden)
    assert table_place(places.row()) == TablePlace(sheet, row, in_sheet=True, hidden=hidden)
    assert table_place(places.cell(column)) == TablePlace(sheet, row, column, in_sheet=True)


@given(NUMBERS, NUMBERS, COLUMNS, st.sampled_from(["", "bild 4, ", "sidhuvud, tabell 2, rad 3, kolumn 1, "]))
def test_places_in_tables_are_read_as_they_were_written(table: int, row: int, column: int, within: str) -> None:
    places = TablePlaces(table, row, within)
    assert table_place(places.row()) == TablePlace(f"{within}tabell {table}", row)
    assert table_place(places.cell(column)) == TablePlace(f"{within}tabell {table}", row, column)


@given(NUMBERS, COLUMNS)
def test_places_in_a_file_that_is_one_table_are_read_as_they_were_written(row: int, column: int) -> None:
    assert table_place(LinePlaces(row).row()) == TablePlace("", row)
    assert table_place(LinePlaces(row).cell(column)) == TablePlace("", row, column)


@pytest.mark.parametrize("place", ["", "stycke 4", "bild 3, textruta", "rad", "tabell 2", "rad 3, kolumn", "Blad1!B"])
def test_what_names_no_row_is_none(place: str) -> None:
    assert table_place(place) is None


@pytest.mark.parametrize(
    ("place", "row"),
    [
        ("Anna Berg!7", "rad 7"), ("A!B!7 (dold)", "rad 7 (dold)"), ("Anna Berg!C7", "rad 7"), ("rad 3", "rad 3"),
        ("bild 4, tabell 2, rad 3", "bild 4, tabell 2, rad 3"), ("", ""),
    ],
)  # fmt: skip
def test_a_row_is_said_without_the_name_of_its_sheet(place: str, row: str) -> None:
    assert row_said(place) == row


def test_columns_have_letters() -> None:
    assert [column_letters(column) for column in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(column)) == column for column in range(1, 20_000))
