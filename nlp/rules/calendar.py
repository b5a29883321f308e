"""What months and centuries are called; what days there are; which year a day without one is of."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
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
    "febr": 2,
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
MONTH: Final = "(?:" + "|".join(NAMES) + r"|(?:jan|febr|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)(?:\.|\b))"
_FIRST = ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"]
_TEENS = ["elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde"]
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        [*_FIRST, *_TEENS, "tjugonde", *(f"tjugo{word}" for word in _FIRST[:9]), "trettionde", "trettioförsta"], 1
    )
} | {"förste": 1, "andre": 2}
"""``den tredje maj``: what days are called in words."""
INFERRED: Final = "rule:date-inferred-"
"""The method of a day or week whose year is not written, before the year that lies nearest to the document's date."""
_FAR: Final = 10_000  # days: there is no such day that year


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
    century = (today.year + 1) // 100 * 100
    return century + two_digits if century + two_digits <= today.year + 1 else century - 100 + two_digits


def nearest_year(value: str, today: date) -> int:
    """The year in which a day (``--05-03``) or a week (``-W12``) lies nearest to ``today``."""
    years = range(max(today.year - 1, MINYEAR), min(today.year + 1, MAXYEAR) + 1)
    return min(years, key=lambda year: (_distance(value, year, today), -year))


def whole(value: str, method: str) -> str:
    """A value with the year that its method says was inferred: ``--05-03`` → ``2024-05-03``; any other as it is."""
    if not method.startswith(INFERRED) or not value.startswith("-"):
        return value
    year = method.removeprefix(INFERRED)
    return f"{year}{value.removeprefix('-')}" if value.startswith("--") else f"{year}{value}"


def _distance(value: str, year: int, today: date) -> int:
    if "W" in value:
        written: date | None = date.fromisocalendar(year, min(int(value[2:]), 52), 4)
    else:
        there = day(year, int(value[2:4]), int(value[5:]))
        written = date.fromisoformat(there) if there is not None else None
    return abs((written - today).days) if written is not None else _FAR
