"""What may lie before a document's own day and what after it: a visit is reported afterwards, a deadline is to come."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from models.mention import Label, Mention

_DONE: Final = frozenset({"visit_date", "event_date", "received_date", "application_date"})
_TO_COME: Final = frozenset({"deadline", "follow_up_date"})
_TURNED: Final = {"visit_date": "follow_up_date", "follow_up_date": "visit_date"}
"""A follow-up that has been is a visit; a visit that is to come is a follow-up."""


def in_time(field: str, mention: Mention, own: Mention | None) -> str:
    """The field that a date with such words around it fills, given the document's own day; empty for none."""
    if mention.label is not Label.DATE or own is None or field not in _DONE | _TO_COME:
        return field
    day, today = day_near(mention.value, own.value), day_near(own.value, own.value)
    if day is None or today is None:
        return field
    is_late = day > today if field in _DONE else day < today
    return _TURNED.get(field, "") if is_late else field


def day_near(value: str, own: str) -> date | None:
    """The day of a DATE's value, of a year or month its end; one without a year is that nearest the document's own.

    None where it tells no such day (a week).
    """
    try:
        if re.fullmatch(r"\d{4}(?:-\d\d)?", value):
            return date.fromisoformat(f"{value}-12-31" if len(value) == len("2024") else f"{value}-28")
        if not value.startswith("--"):
            return date.fromisoformat(value)
        today = date.fromisoformat(own)
        near = [date.fromisoformat(f"{today.year + away}{value[1:]}") for away in (-1, 0, 1)]
    except ValueError:
        return None
    return min(near, key=lambda day: abs((day - today).days))
