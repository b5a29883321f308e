"""Who has a seat on a board (*nämnd*): elected for a mandate period of four calendar years, some of them once more."""

from __future__ import annotations

from datetime import date

SEATS = 11
"""Of each board; the first is the chair's."""
_FIRST = 2015
"""A year in which boards were elected: they begin on 1 January after the general election."""


def period(day: date) -> int:
    """The number of the mandate period that the day is in: 1 January 2019–31 December 2022 is 1."""
    return (day.year - _FIRST) // 4


def seat(board: str, number: int, place: int) -> str:
    """The number in the made world of whoever has this place on the board (``MBN``) in a mandate period.

    Every third member but the chair stays for two periods.
    """
    stays = place > 0 and place % 3 == 0
    return f"{board}-elected-{number // 2 if stays else number}-{place}-{'long' if stays else 'short'}"
