"""Personnummer and samordningsnummer: whole, masked, or as OCR may have misread them (SKV 704, SKV 707)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from models.masking import DASHES, Number, numbers
from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import misread, other_numbers
from nlp.rules.birth_number import birth, is_coordination, with_century
from nlp.rules.checks import luhn

_CUE: Final = cues.words(
    r"person(?:nummer|nr|\.?\s?nr)\w*",
    r"p(?:\.|-)?nr\.?",
    r"pers\.?\s?nr",
    r"samordningsn(?:umme)?r\w*",
    r"född",
    r"f\.",
)
_LEFT: Final = re.compile(r"(?:[^\W\d_]|\d[.,:/-]|\+)\Z")  # what stands before a number that is part of something else
_CALLED: Final = re.compile(r"(?:nr|nummer|född)\Z", re.IGNORECASE)  # pnr850312-…
_TEAR: Final = re.compile(r"\d[ \u00a0\u202f]+(?=\d)")
_MOST_TEARS: Final = 2  # more, and without a cue word it may as well be a row of a table
_FEW_SPEAK_SO: Final = frozenset("_.·~=")  # 20240519_0930 is sooner a time
_RIGHT: Final = re.compile(r"[^\W_]|[-–/:]\d|[.,]\d")
_MASKED: Final = re.compile(
    rf"(?<![^\W_])(?<!-)((?:18|19|20)?\d{{2}}(?:0[1-9]|1[0-2])\d{{2}})\s?[{DASHES}+ ]?\s?"
    r"(?:[Xx]{4}|\*{4}|#{4}|[•●]{4}|[Nn]{4}|_{4})(?![^\W_]|[*#])"
)
_MISREAD: Final = re.compile(
    rf"(?<![\w-])((?:[1lI|][89B]|2[0Oo])?)({misread.DIGIT}{{6}})([ ]?[{DASHES}+]?[ ]?)({misread.DIGIT}{{4}})"
    r"(?![\w|]|[-–]\d)"
)
_POSSIBLE: Final = f"rule:personnummer{misread.POSSIBLE}"


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Numbers whose date is a day of the calendar and whose check digit holds; masked ones by their date."""
    for number in numbers(text):
        candidate = None if _is_part(text, number) else _whole(text, number, context.today)
        if candidate is not None:
            yield candidate
    for match in _MASKED.finditer(text):
        if birth(2000, match.group(1)[-6:]) or birth(1900, match.group(1)[-6:]):
            value = f"{match.group(1)}-XXXX"
            yield Candidate(Label.PERSONNUMMER, *match.span(), value, 0.9, "rule:personnummer-masked")
    for match in _MISREAD.finditer(text):
        if meant := _meant(text, match, context.today):
            yield Candidate(Label.PERSONNUMMER, *match.span(), meant, misread.CONFIDENCE, _POSSIBLE)


def _is_part(text: str, number: Number) -> bool:
    """Whether the number is a piece of a longer one: a case number, a telephone number, a reference."""
    if _RIGHT.match(text, number.end):
        return True
    before = text[max(0, number.start - 8) : number.start]
    return _LEFT.search(before) is not None and _CALLED.search(before) is None


def _whole(text: str, number: Number, today: date) -> Candidate | None:
    century, six, last = number.digits[:-10], number.digits[-10:-4], number.digits[-4:]
    confidence = _confidence(text, number) if luhn(six + last) else 0.0
    if not confidence:
        return None
    value = with_century(century, six, "+" in number.between, today)
    if value is None:
        return None
    method = "rule:samordningsnummer" if is_coordination(six) else "rule:personnummer"
    return Candidate(Label.PERSONNUMMER, number.start, number.end, value + last, confidence, method)


def _confidence(text: str, number: Number) -> float:
    """A check digit lets one number in ten through: a cue word, the dash or a century has to speak for it too."""
    has_century = len(number.digits) > 10
    if cues.told(text, number.start, _CUE):
        return 0.99
    tears = len(_TEAR.findall(text, number.start, number.end)) - number.between.isspace()
    if tears > _MOST_TEARS or number.between in _FEW_SPEAK_SO:
        return 0.0
    if number.between.strip():
        return 0.8 if tears else 0.97
    if number.between:
        return 0.8 if has_century else 0.0
    if other_numbers.named(text, number.start, other_numbers.THINGS):
        return 0.0
    if has_century:
        return 0.9
    return 0.0 if number.digits.startswith("07") else 0.7  # 0701… is sooner a mobile telephone


def _meant(text: str, match: re.Match[str], today: date) -> str | None:
    """The number that a misread one may be: its dash or a cue word speaks for it, and its check digit holds."""
    if misread.meant(match.group()) is None:
        return None
    century, six, last = (misread.digits(match[group]) for group in (1, 2, 4))
    if not match[3].strip() and not cues.told(text, match.start(), _CUE):
        return None
    if not luhn(six + last):
        return None
    value = with_century(century, six, "+" in match[3], today)
    return None if value is None else value + last
