"""A span of days as people type it: 2023, 2023-05, 2023-05-01..2024-06, >=2023-05, ..2024; a day as it
is written in papers too: 2 maj 2024, 2/5 2024."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from search.query import Dated

_DAY: Final = r"(?:1[89]|20)[0-9]{2}(?:[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?|[0-9]{4})?"
_SPAN: Final = re.compile(rf"({_DAY})?\s*(?:\.\.+|\u2026)\s*({_DAY})?")
_YEARS: Final = re.compile(r"((?:1[89]|20)[0-9]{2})[-\u2013]((?:1[89]|20)[0-9]{2})")
_BOUND: Final = re.compile(rf"(>=|<=|=>|=<|≥|≤|>|<|=)?\s*({_DAY})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAMED: Final = re.compile(
    rf"(?:den\s+)?(\d{{1,2}})(?::?e)?\s+({'|'.join(_MONTHS)})[a-z]*\.?\s+(\d{{4}})", re.IGNORECASE
)
_IN_FIGURES: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[-/.\s]\s*(\d{4})")
Days = tuple[date, date]


def span_of(text: str) -> tuple[Dated, bool] | None:
    """The days meant, all of the last year, month or day included, and whether they stood in the other order; None
    where no date was written. ``*`` is any date, so that documents without one are left out."""
    text = _in_order(text.strip(" ,;"))
    if text == "*":
        return Dated(), False
    if (span := _SPAN.fullmatch(text) or _YEARS.fullmatch(text)) and any(span.groups()):
        return _between(span[1], span[2])
    bound = _BOUND.fullmatch(text)
    days = _days(bound[2]) if bound else None
    return None if bound is None or days is None else (_bounded(bound[1] or "", days), False)


def _in_order(text: str) -> str:
    """A day that is written with the day first, in the order of the calendar; else the text as it stands."""
    if named := _NAMED.fullmatch(text):
        return f"{named[3]}-{_MONTHS.index(named[2].casefold()) + 1}-{named[1]}"
    figures = _IN_FIGURES.fullmatch(text)
    return f"{figures[3]}-{figures[2]}-{figures[1]}" if figures else text


def _between(first: str | None, last: str | None) -> tuple[Dated, bool] | None:
    begin, end = _days(first) if first else None, _days(last) if last else None
    if (first and begin is None) or (last and end is None):
        return None
    if begin and end and begin[0] > end[1]:
        return Dated(end[0], begin[1]), True
    return Dated(begin[0] if begin else None, end[1] if end else None), False


def _bounded(sign: str, days: Days) -> Dated:
    first, last = days
    match sign:
        case ">=" | "=>" | "≥":
            return Dated(since=first)
        case "<=" | "=<" | "≤":
            return Dated(until=last)
        case ">":
            return Dated(since=last + timedelta(days=1))
        case "<":
            return Dated(until=first - timedelta(days=1))
    return Dated(first, last)


def _days(text: str) -> Days | None:
    """The first and the last day of a year, a month or a day; None for one that no calendar has."""
    parts = [int(part) for part in re.split(r"[-/]", text)]
    if len(text) == 8 and text.isdecimal():
        parts = [int(text[:4]), int(text[4:6]), int(text[6:])]
    try:
        year, month, day = (*parts, 0, 0)[:3]
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first, last
