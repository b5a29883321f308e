"""What months and centuries are called; what days there are."""

from __future__ import annotations

from datetime import date
from typing import Final

NAMES: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
MONTHS: Final = {**{name: number for number, name in enumerate(NAMES, 1)}, **SHORT}
MONTH: Final = "(?:" + "|".join(NAMES) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)(?:\.|\b))"


def month(word: str) -> int:
    """The number, 1–12, of a month's name or abbreviation."""
    return MONTHS[word.lower().rstrip(".")]


def day(year: int, month_number: int, day_number: int) -> str | None:
    """ISO 8601, or None where there is no such day."""
    try:
        return date(year, month_number, day_number).isoformat()
    except ValueError:
        return None


def yearless(month_number: int, day_number: int) -> str | None:
    """``--02-12`` (ISO 8601:2000, 5.2.1.3 f): a day whose year is not written. 29 February counts."""
    return None if day(2024, month_number, day_number) is None else f"--{month_number:02}-{day_number:02}"


def full_year(two_digits: int, today: date) -> int:
    """The year that two digits mean: the latest that is at most a year ahead of ``today``."""
    century = today.year // 100 * 100
    return century + two_digits if century + two_digits <= today.year + 1 else century - 100 + two_digits
