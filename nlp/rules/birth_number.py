"""The date in a personnummer (*födelsetid*) and its century. Sources: folkbokföringslagen 18 §, SKV 704, SKV 707."""

from __future__ import annotations

from datetime import date
from typing import Final

from models.swedish import local, now
from nlp.rules.checks import luhn

COORDINATION_DAYS: Final = 60
"""Added to the day of birth in a samordningsnummer."""
FIRST_YEAR: Final = 1967
"""Since then a number has a check digit: an older paper has none, so that its date was misread (prop. 1967:88)."""


def with_century(century: str, six: str, plus: bool, today: date) -> str | None:
    """Eight digits of the date of birth, or None where there is no such day.

    ``century`` is written or empty. Then: the latest year that makes the birth lie before ``today``, or a hundred years
    before it after ``+``.
    """
    if century:
        return century + six if birth(int(century) * 100, six) else None
    today = today if today.year >= FIRST_YEAR else local(now()).date()
    start = today.year // 100 * 100
    for base in (start, start - 100, start - 200):
        born = birth(base, six)
        if born is not None and born <= today:
            base -= 100 if plus and today.year - born.year < 100 else 0
            return f"{base // 100}{six}" if birth(base, six) else None
    return None


def birth(base: int, six: str) -> date | None:
    """The day that six digits mean in the century that begins with the year ``base``."""
    year, month, day = base + int(six[:2]), int(six[2:4]), int(six[4:])
    try:
        return date(year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        return None


def is_birth_number(number: str) -> bool:
    """Whether the last ten of these digits are a personnummer that holds, of whatever century."""
    ten = number[-10:]
    return len(number) in (10, 12) and luhn(ten) and bool(birth(1900, ten[:6]) or birth(2000, ten[:6]))


def is_coordination(six: str) -> bool:
    """Whether a date of birth is a samordningsnummer's."""
    return int(six[4:]) > COORDINATION_DAYS
