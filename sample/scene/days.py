"""Days and times of a paper, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.mention import Label
from sample import wording as w
from sample.spans import mark

OFFSETS = {
    "earlier": (-700, -460), "start": (-450, -160), "applied": (-150, -45), "visit2": (-44, -27), "event": (-26, -17),
    "received": (-16, -10), "visit": (-9, -1), "day": (0, 0), "meeting": (3, 20), "deadline": (21, 60),
    "again": (61, 110), "end": (120, 700),
}  # fmt: skip
"""Slot → how many days from the paper's own day it may lie. In the order of time: none overlaps the next, so that no
report comes in before what it tells of."""
ANY_DAY = ("event",)
"""What happens on any day of the week; offices do all else on working days."""
NIGHTS = ("visit", "visit2")
"""What is done on any day of the week where the paper tells of an evening out."""
HELD = (-3, 0)
"""Where the meeting lies of a paper that reports on it."""
FIELDS = {
    "day": "date", "visit": "visit_date", "event": "event_date", "applied": "application_date",
    "received": "received_date", "deadline": "deadline", "again": "follow_up_date", "meeting": "meeting_date",
    "start": "start_date", "end": "end_date",
}  # fmt: skip
TIMES = ("from", *(f"t{n}" for n in range(1, 10)), "to")
"""The slots for times, in order."""
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def _form(written: Callable[[date], str], told: Callable[[date], str]) -> Callable[[date, str], str]:
    return lambda day, field: mark(Label.DATE, written(day), told(day), field=field)


def _iso(day: date) -> str:
    return day.isoformat()


def _long(day: date) -> str:
    return f"{day.day} {w.MONTHS[day.month - 1]} {day.year}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _yearless(day: date) -> str:
    return f"--{day:%m-%d}"


FORMS: dict[str, Callable[[date, str], str]] = {
    "": _form(_iso, _iso),
    "iso": _form(_iso, _iso),
    "long": _form(_long, _iso),
    "short": _form(lambda day: f"{day.day} {w.MONTHS[day.month - 1]}", _yearless),
    "num": _form(lambda day: f"{day.day}/{day.month}", _yearless),
    "dots": _form(lambda day: f"{day.day}.{day.month}.{day.year}", _iso),
    "slash": _form(lambda day: f"{day.day}/{day.month} {day.year}", _iso),
    "month": _form(lambda day: f"{w.MONTHS[day.month - 1]} {day.year}", lambda day: f"{day:%Y-%m}"),
    "year": _form(lambda day: str(day.year), lambda day: str(day.year)),
    "week": _form(lambda day: f"vecka {day.isocalendar()[1]} {day.isocalendar()[0]}", _week),
    "compact": _form(lambda day: f"{day:%y%m%d}", _iso),
    "weekday": lambda day, field: _WEEKDAYS[day.weekday()],
}


TIME_FORMS = ("", "dot", "colon", "h")


def clock(hhmm: str, form: str) -> str:
    """A time in one of :data:`TIME_FORMS`; ``hhmm`` is ``10:15``.

    Raises:
        ValueError: it has no such form.
    """
    if form not in TIME_FORMS:
        raise ValueError(f"no form {form!r} of a time")
    return mark(Label.TIME, hhmm if form == "colon" else hhmm.replace(":", "."), hhmm)
