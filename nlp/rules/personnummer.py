"""Personnummer and samordningsnummer, whole or masked. Sources: folkbokföringslagen 18 §, SKV 704, SKV 707."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules.checks import luhn

COORDINATION_DAYS = 60  # added to the day of birth in a samordningsnummer
_CUE = cues.words(
    r"person(?:nummer|nr|\.?\s?nr)\w*",
    r"p(?:\.|-)?nr\.?",
    r"pers\.?\s?nr",
    r"samordningsn(?:umme)?r\w*",
    "född",
    "f\\.",
)
_NUMBER = re.compile(
    r"(?<![\w+.,:/-])((?:18|19|20)?)(\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))"
    r"(\s?[-–‐‑+]\s?|[ \u00a0]|)(\d{4})(?!\w|[-–/:]\d|[.,]\d)"
)
_MASKED = re.compile(r"(?<![\w-])((?:19|20)?\d{2}(?:0[1-9]|1[0-2])\d{2})\s?[-–‐+ ]?\s?(?:[Xx]{4}|\*{4})(?![\w*])")


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Numbers whose date is a day of the calendar and whose check digit holds; masked ones by their date."""
    for match in _NUMBER.finditer(text):
        candidate = _whole(text, match, context.today)
        if candidate is not None:
            yield candidate
    for match in _MASKED.finditer(text):
        if _birth(2000, match.group(1)[-6:]) or _birth(1900, match.group(1)[-6:]):
            value = f"{match.group(1)}-XXXX"
            yield Candidate(Label.PERSONNUMMER, *match.span(), value, 0.9, "rule:personnummer-masked")


def _whole(text: str, match: re.Match[str], today: date) -> Candidate | None:
    century, six, separator, last = match.groups()
    confidence = _confidence(text, match)
    if confidence == 0.0 or not luhn(six + last):
        return None
    value = _with_century(century, six, "+" in separator, today)
    if value is None:
        return None
    method = "rule:samordningsnummer" if int(six[4:]) > COORDINATION_DAYS else "rule:personnummer"
    return Candidate(Label.PERSONNUMMER, *match.span(), value + last, confidence, method)


def _confidence(text: str, match: re.Match[str]) -> float:
    """A check digit lets one number in ten through: a cue word, the dash or a century has to speak for it too."""
    century, six, separator, _ = match.groups()
    if cues.before(text, match.start(), _CUE):
        return 0.99
    if separator.strip():
        return 0.97
    if separator:
        return 0.8 if century else 0.0
    if century:
        return 0.9
    return 0.0 if six.startswith("07") else 0.7  # 0701… is sooner a mobile telephone


def _with_century(century: str, six: str, plus: bool, today: date) -> str | None:
    """Eight digits of the date of birth, or None where there is no such day.

    Ten digits: the latest year that makes the birth lie in the past, or a hundred years before it after ``+``.
    """
    if century:
        return century + six if _birth(int(century) * 100, six) else None
    start = today.year // 100 * 100
    for base in (start, start - 100, start - 200):
        born = _birth(base, six)
        if born is not None and born <= today:
            base -= 100 if plus and today.year - born.year < 100 else 0
            return f"{base // 100}{six}" if _birth(base, six) else None
    return None


def _birth(base: int, six: str) -> date | None:
    year, month, day = base + int(six[:2]), int(six[2:4]), int(six[4:])
    try:
        return date(year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        return None
