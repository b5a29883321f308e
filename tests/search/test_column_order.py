"""The order by what a column says: each kind of value by its own measure, what is not there last both ways."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from search.column_order import AMOUNTS, DATES, NAME, NUMBERS, ColumnOrder, falls_first
from search.table import COLUMNS
from search.words.titles import FIELDS

RISING = [
    ("fee_amount", ["-40.00", "900.00", "1500.00", "15000.00"]),
    ("pages", ["2", "9", "10", "300"]),
    ("visit_date", ["2021", "2021-02", "2021-W06", "2021-02-09", "2022-01-01"]),
    ("period", ["2023-01-01/2023-06-30", "2023-01-01/2023-12-31", "2023-02", "2024-01-01/2024-03-31"]),
    ("time", ["08:05", "8:50", "10:15", "23:00"]),
    ("case_number", ["2024-9", "2024-10", "BN 2023-2", "BN 2023-11"]),
    ("handled_by", ["Anna Ek", "Ülla Yt", "Zeke Al", "Åsa Ek", "Ärla Ek", "Örjan Ek"]),
]


@pytest.mark.parametrize(("column", "values"), RISING)
@pytest.mark.parametrize("falling", [False, True])
def test_values_stand_by_their_own_measure(column: str, values: list[str], falling: bool) -> None:
    drawn = Random(column).sample(values, len(values))
    found = ColumnOrder(column, falling).arranged(drawn, {value: (value,) for value in values})
    assert found == (values[::-1] if falling else values)


@pytest.mark.parametrize("falling", [False, True])
def test_without_a_value_documents_come_last_and_what_is_none_of_the_column_before_them(falling: bool) -> None:
    said = {"läst": ("12.00",), "oläst": ("tolv",), "maskad": ("850312XXXX.00",), "större": ("13.00",)}
    found = ColumnOrder("sum", falling).arranged(["utan", "oläst", "maskad", "läst", "större"], said)
    known = ["större", "läst", "oläst", "maskad"] if falling else ["läst", "större", "maskad", "oläst"]
    assert found == [*known, "utan"]
    days = {"utan år": ("--12-24",), "ingen dag": ("2024-02-31",), "år": ("2030",)}
    assert ColumnOrder("deadline", falling).arranged(list(days), days)[0] == "år"


def test_equal_ones_stay_as_they_were_both_ways() -> None:
    said = {"ett": ("5.00",), "två": ("5",), "tre": ("5.0", "5.00")}
    for falling in (False, True):
        assert ColumnOrder("sum", falling).arranged(["två", "tre", "ett"], said) == ["två", "tre", "ett"]


def test_of_several_values_the_least_counts_where_it_rises_and_the_greatest_where_it_falls() -> None:
    said = {"spridd": ("1.00", "900.00"), "mitt": ("100.00",)}
    assert ColumnOrder("penalty_amount").arranged(list(said), said) == ["spridd", "mitt"]
    assert ColumnOrder("penalty_amount", True).arranged(["mitt", "spridd"], said) == ["spridd", "mitt"]


def test_codes_go_by_what_they_are_called() -> None:
    said = {"ett": ("tip",), "två": ("invoice",)}
    called = {"tip": "Anonymt tips", "invoice": "Faktura"}
    assert ColumnOrder("kind").arranged(list(said), said) == ["två", "ett"]
    assert ColumnOrder("kind", called=called).arranged(list(said), said) == ["ett", "två"]


def test_amounts_drawn_stand_as_sorted_by_their_size() -> None:
    random = Random(3)
    drawn = [[f"{random.randrange(9_999) / 100:.2f}" for _ in range(random.randrange(4))] for _ in range(300)]
    said = {str(at): amounts for at, amounts in enumerate(drawn)}
    for falling, choose in ((False, min), (True, max)):
        found = ColumnOrder("paid_amount", falling).arranged(list(said), said)
        having = [id for id in said if said[id]]
        least = {id: choose(map(Decimal, said[id])) for id in having}
        expected = sorted(having, key=least.__getitem__, reverse=falling)
        assert found == [*expected, *(id for id in said if not said[id])]


def test_every_column_that_is_a_sum_or_a_day_is_known_as_one() -> None:
    assert {name for name in FIELDS if name.endswith("_amount") or name == "sum"} == AMOUNTS
    assert {name for name in FIELDS if name.endswith("date") or name in ("deadline", "period")} == DATES
    assert set(COLUMNS) >= NUMBERS | DATES
    assert all(map(falls_first, ("sum", "deadline", "pages")))
    assert not any(map(falls_first, ("person", "case_number", NAME)))


def test_an_order_comes_back_as_it_was_kept() -> None:
    order = ColumnOrder("sum", True)
    assert ColumnOrder.of(order.kept()) == order
    assert ColumnOrder.of(None) is None
