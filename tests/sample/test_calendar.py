"""The working days of Swedish offices, and that papers keep to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sample.calendar import easter, holidays, is_working, working, working_after, working_within
from sample.orders import ANY_DAY, order
from sample.owners import KS
from sample.scene import days
from sample.scene.scene import Cast, Scene
from sample.world import World


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (2000, (4, 23)), (2018, (4, 1)), (2019, (4, 21)), (2024, (3, 31)), (2025, (4, 20)),
     (2038, (4, 25))],
)  # fmt: skip
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_the_holidays_of_a_year() -> None:
    told = ["01-01", "01-06", "04-18", "04-21", "05-01", "05-29", "06-06", "06-20", "12-24", "12-25", "12-26", "12-31"]
    assert sorted(f"{day:%m-%d}" for day in holidays(2025)) == told


def test_the_nearest_working_day() -> None:
    good_friday = date(2025, 4, 18)
    assert not is_working(good_friday)
    assert working(date(2025, 4, 21)) == date(2025, 4, 17)
    assert working_after(good_friday) == date(2025, 4, 22)
    assert working_within(good_friday, good_friday, date(2025, 4, 23)) == date(2025, 4, 22)
    assert working_within(good_friday, good_friday, date(2025, 4, 20)) == date(2025, 4, 17)
    assert working_within(good_friday, good_friday, date(2025, 4, 20), later=True) == date(2025, 4, 22)


def test_offices_date_papers_on_working_days() -> None:
    world = World(3)
    placed = [order(world, index) for index in range(3_000)]
    assert all(is_working(one.day) for one in placed if one.variety not in ANY_DAY)
    assert any(not is_working(one.day) for one in placed if one.variety in ANY_DAY)


def test_what_offices_do_is_done_on_working_days_and_what_happens_on_any() -> None:
    world, happened = World(1), set[bool]()
    for seed in range(200):
        day = working(date(2018, 1, 8) + timedelta(days=14 * seed))
        scene = Scene(world, world.rng("calendar", seed), KS, day, Cast())
        for slot in days.OFFSETS:
            if slot in days.ANY_DAY:
                happened.add(is_working(scene.date(slot)))
            else:
                assert is_working(scene.date(slot)), (slot, day)
        assert is_working(scene.near(-90, -5))
    assert happened == {True, False}


def test_a_night_out_is_on_any_evening() -> None:
    world = World(1)
    nights = {
        is_working(Scene(world, world.rng("night", n), KS, date(2023, 5, 16), Cast(), evening=True).date("visit"))
        for n in range(40)
    }
    assert nights == {True, False}
