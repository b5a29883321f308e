"""Under which heading a number stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import columns
from tests.timing import seconds

BY_TABS = "Datum\tBankgiro\tBelopp\n2024-01-02\t9999-1111\t500,00\n2024-01-03\t9999-2222\t600,00"
DRAWN = "| Datum | Bankgiro |\n|---|---|\n| 2024 | 9999-1111 |"
SPACED = "Datum      Bankgiro     Belopp\n2024       9999-1111    500,00"


@pytest.mark.parametrize("text", [BY_TABS, DRAWN, SPACED])
def test_a_number_has_the_heading_over_it(text: str) -> None:
    place = text.index("9999-1111")
    assert columns.heading(text, place) == "bankgiro"
    cell = columns.columns(text).at(place)
    assert cell is not None
    assert text[cell.start : cell.end].strip() == "9999-1111"
    assert cell.label.startswith("2024")
    assert cell.number == 1


def test_a_heading_holds_over_broken_rows_and_no_longer() -> None:
    text = f"{BY_TABS}\nen rad\n2024-01-04\t9999-3333\t700,00\nen rad\nen till\nen tredje\n2024\t9999-4444\t800,00"
    assert columns.heading(text, text.index("9999-3333")) == "bankgiro"
    assert columns.heading(text, text.index("9999-4444")) == ""


def test_rows_of_another_width_have_no_heading() -> None:
    assert columns.heading("Namn\tBankgiro\na\tb\t9999-1111", len("Namn\tBankgiro\na\tb\t")) == ""


def test_outside_tables_there_is_none() -> None:
    assert columns.columns("bankgiro 9999-1111").at(12) is None
    assert columns.heading("", 0) == ""


@given(st.text(alphabet="aB1 \t|-\n.", max_size=80), st.integers(0, 80))
def test_a_cell_lies_in_the_text_and_holds_its_place(text: str, place: int) -> None:
    cell = columns.columns(text).at(place)
    if cell is not None:
        assert 0 <= cell.start <= place < cell.end <= len(text)
        assert "\n" not in text[cell.start : cell.end]


@pytest.mark.parametrize("piece", ["\t", "|", "   ", "a\tb\n", "\n", "a|1\n"])
def test_a_hundred_kilobytes_are_quick(piece: str) -> None:
    text = (piece * 100_000)[:100_000]

    def look_at_each() -> None:
        rows = columns.columns(text)
        for place in range(0, len(text), 100):
            rows.at(place)

    assert seconds(look_at_each, below=2.0) < 2.0
