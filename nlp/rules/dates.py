"""Dates (*datum*) in the forms Swedish case files use, to ISO 8601, partial where they are.

What has no year of its own is ``--05-03`` or ``-W12``; the year that lies nearest to the document's date stands in the
method (:data:`nlp.rules.calendar.INFERRED`), and :func:`nlp.rules.calendar.whole` puts the two together. Days that are
told from another one (``i går``, ``samma dag``) are no dates here: which day they mean is seldom sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules import calendar, dates_numeric, dates_written, dates_years


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Days, months, weeks and years. ``24-02-09`` is year-month-day; a year of two digits lies near the document's."""
    for module in (dates_written, dates_numeric, dates_years):
        for start, end, value, confidence in module.find(text, context.today):
            yield Candidate(Label.DATE, start, end, value, confidence, _method(value, context))


def _method(value: str, context: Context) -> str:
    if not value.startswith("-"):
        return "rule:date"
    return f"{calendar.INFERRED}{calendar.nearest_year(value, context.today)}"
