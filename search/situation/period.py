"""The days of a situation picture: a stretch, the equal one just before it, and the steps that it is shown in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

_TWELVE: Final = 12  # months, and the most steps that one reads in a row
_DAY: Final = timedelta(days=1)
PRESETS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Months back from a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are of it. Raises ValueError where it ends before it begins."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError("a period ends after it begins")

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def before(self) -> Period | None:
        """As many days just before; None where the calendar does not reach so far."""
        if self.since.toordinal() <= self.days:
            return None
        return Period(self.since - self.days * _DAY, self.since - _DAY)

    @property
    def steps(self) -> tuple[Period, ...]:
        """Whole months, quarters or years, cut at the ends: at most twelve or so."""
        months = (self.until.year - self.since.year) * _TWELVE + self.until.month - self.since.month + 1
        if months <= _TWELVE + 1:  # a year from the middle of a month touches thirteen
            return tuple(self._every(1))
        if months <= 3 * _TWELVE:
            return tuple(self._every(3))
        return tuple(self._every(_TWELVE * ceil(months / _TWELVE / _TWELVE)))

    def _every(self, months: int) -> Iterator[Period]:
        """The stretches of so many months that touch it; those of a part of a year begin as the year does."""
        at = self.since.year * _TWELVE + (self.since.month - 1) // min(months, _TWELVE) * min(months, _TWELVE)
        last = self.until.year * _TWELVE + self.until.month - 1
        for begin in range(at, last + 1, months):
            end = min(begin + months - 1, last)
            first = date(begin // _TWELVE, begin % _TWELVE + 1, 1)
            final = date(end // _TWELVE, end % _TWELVE + 1, monthrange(end // _TWELVE, end % _TWELVE + 1)[1])
            yield Period(max(first, self.since), min(final, self.until))

    @property
    def said(self) -> str:
        """The month, the quarter or the years that it lies in: ``2024-05``, ``2024 kv 2``, ``2024``, ``2023–2024``."""
        one, other = self.since, self.until
        if one.year != other.year:
            return f"{one.year}–{other.year}"
        if one.month == other.month:
            return f"{one:%Y-%m}"
        return f"{one.year} kv {self.quarter}" if self.quarter else str(one.year)

    @property
    def quarter(self) -> int:
        """The quarter that it lies in, where it lies in one and in no single month; else 0."""
        one, other = self.since, self.until
        quarter = (one.month - 1) // 3
        alike = one.year == other.year and quarter == (other.month - 1) // 3 and one.month != other.month
        return quarter + 1 if alike else 0


def lately(months: int, today: date) -> Period:
    """So many months up to and with a day, as far as the calendar reaches."""
    at = max(today.year * _TWELVE + today.month - 1 - months, _TWELVE)
    year, month = at // _TWELVE, at % _TWELVE + 1
    first = date(year, month, min(today.day, monthrange(year, month)[1])) + _DAY
    return Period(min(first, today), today)
