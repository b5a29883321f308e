"""Bars over time leave no month out, turn to years where there are many, and count what has no date."""

from __future__ import annotations

from datetime import date

from web.over_time import over_time


def test_months_without_a_gap() -> None:
    time = over_time([date(2023, 11, 3), date(2024, 2, 1), date(2024, 2, 28), None])
    assert [(bar.period, bar.count, bar.height) for bar in time.bars] == [
        ("2023-11", 1, 50),
        ("2023-12", 0, 0),
        ("2024-01", 0, 0),
        ("2024-02", 2, 100),
    ]
    assert (time.first, time.last, time.undated) == (date(2023, 11, 3), date(2024, 2, 28), 1)


def test_many_months_are_years() -> None:
    assert [bar.period for bar in over_time([date(2020, 1, 1), date(2023, 2, 1)]).bars] == [
        "2020",
        "2021",
        "2022",
        "2023",
    ]


def test_nothing_with_a_date() -> None:
    assert over_time([None]) == over_time([None])
    assert over_time([None]).bars == ()
