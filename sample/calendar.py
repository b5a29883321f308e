"""The working days (*arbetsdagar*) of Swedish offices: what is closed on Saturdays, Sundays and public holidays.

Holidays as in lagen (1989:253) om allmänna helgdagar, with the eves that offices are closed on by agreement. Easter is
found by the anonymous Gregorian rule (Meeus, *Astronomical Algorithms*, chapter 8).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
"""New Year's Day to New Year's Eve: (month, day)."""
_FROM_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday and Ascension Day, in days from Easter."""
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days other than Saturdays and Sundays on which offices are closed."""
    first = date(year, 6, 19)
    midsummer_eve = first + timedelta(days=(4 - first.weekday()) % 7)
    fixed = {date(year, month, day) for month, day in _FIXED}
    return frozenset(fixed | {midsummer_eve} | {easter(year) + timedelta(days=days) for days in _FROM_EASTER})


def is_working(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working(day):
        day -= _DAY
    return day


def working_after(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(day):
        day += _DAY
    return day


def working_within(day: date, first: date, last: date, *, later: bool = False) -> date:
    """A working day near ``day``, from ``first`` to ``last`` where there is one, else that before (or ``later``)."""
    before, after = working(day), working_after(day)
    return after if before < first and (later or after <= last) else before
