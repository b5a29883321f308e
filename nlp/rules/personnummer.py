"""Personnummer and samordningsnummer, whole or masked. Sources: folkbokföringslagen 18 §, SKV 704, SKV 707."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.masking import DASHES, Number, numbers
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
_LEFT = re.compile(r"(?:[^\W\d_]|\d[.,:/-]|\+)\Z")  # what stands before a number that is part of something else
_CALLED = re.compile(r"(?:nr|nummer|född)\Z", re.IGNORECASE)  # pnr850312-…
_TEAR = re.compile(r"\d[ \u00a0\u202f]+(?=\d)")
_MOST_TEARS = 2  # more, and without a cue word it may as well be a row of a table
_FEW_SPEAK_SO = frozenset("_.·~=")  # 20240519_0930 is sooner a time
_RIGHT = re.compile(r"[^\W_]|[-–/:]\d|[.,]\d")
_MASKED = re.compile(
    rf"(?<![^\W_])(?<!-)((?:18|19|20)?\d{{2}}(?:0[1-9]|1[0-2])\d{{2}})\s?[{DASHES}+ ]?\s?"
    r"(?:[Xx]{4}|\*{4})(?![^\W_]|\*)"
)


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Numbers whose date is a day of the calendar and whose check digit holds; masked ones by their date."""
    for number in numbers(text):
        candidate = None if _is_part(text, number) else _whole(text, number, context.today)
        if candidate is not None:
            yield candidate
    for match in _MASKED.finditer(text):
        if _birth(2000, match.group(1)[-6:]) or _birth(1900, match.group(1)[-6:]):
            value = f"{match.group(1)}-XXXX"
            yield Candidate(Label.PERSONNUMMER, *match.span(), value, 0.9, "rule:personnummer-masked")


def _is_part(text: str, number: Number) -> bool:
    """Whether the number is a piece of a longer one: a case number, a telephone number, a reference."""
    if _RIGHT.match(text, number.end):
        return True
    before = text[max(0, number.start - 8) : number.start]
    return _LEFT.search(before) is not None and _CALLED.search(before) is None


def _whole(text: str, number: Number, today: date) -> Candidate | None:
    century, six, last = number.digits[:-10], number.digits[-10:-4], number.digits[-4:]
    confidence = _confidence(text, number)
    if confidence == 0.0 or not luhn(six + last):
        return None
    value = _with_century(century, six, "+" in number.between, today)
    if value is None:
        return None
    method = "rule:samordningsnummer" if int(six[4:]) > COORDINATION_DAYS else "rule:personnummer"
    return Candidate(Label.PERSONNUMMER, number.start, number.end, value + last, confidence, method)


def _confidence(text: str, number: Number) -> float:
    """A check digit lets one number in ten through: a cue word, the dash or a century has to speak for it too."""
    has_century = len(number.digits) > 10
    if cues.before(text, number.start, _CUE):
        return 0.99
    tears = len(_TEAR.findall(text, number.start, number.end)) - number.between.isspace()
    if tears > _MOST_TEARS or number.between in _FEW_SPEAK_SO:
        return 0.0
    if number.between.strip():
        return 0.8 if tears else 0.97
    if number.between:
        return 0.8 if has_century else 0.0
    if has_century:
        return 0.9
    return 0.0 if number.digits.startswith("07") else 0.7  # 0701… is sooner a mobile telephone


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
