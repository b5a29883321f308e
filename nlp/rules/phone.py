"""Telephone numbers, checked by Google's libphonenumber data (``phonenumbers``), to E.164."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules.checks import digits

_REGION = "SE"
_CUE = cues.words(
    r"tel(?:efon)?(?:nummer|nr)?\.?",
    r"tfn\.?",
    r"mobil\w*\.?",
    r"ring\w*",
    r"växel\w*",
    r"fax\w*",
    r"telnr",
    r"sms",
    r"nås på",
    r"nummer",
)
_NUMBER = re.compile(
    r"(?<![\w+/.:,-])(?:(?:\+|00)[1-9]\d{0,2}|\(?0)(?:[ \u00a0/()\n–-]{0,2}\d){5,13}(?![\w]|[-/:.,]\d)"
)
_AREA_MARK = re.compile(r"\(?0\d{1,3}\)?\s?[-–/]\s?\d|\(?0\d{1,3}\)?\s\d{2,3}[ \u00a0]\d{2}")
_MOBILE = re.compile(r"07[02369]\d{7}")


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers that exist in a numbering plan and are written or announced as telephone numbers."""
    for match in _NUMBER.finditer(text):
        confidence = _confidence(text, match)
        value = _e164(match.group()) if confidence else None
        if value is not None:
            start = match.start() + (match.group()[0] == "(" and ")" not in match.group())
            yield Candidate(Label.PHONE, start, match.end(), value, confidence, "rule:phone")


def _confidence(text: str, match: re.Match[str]) -> float:
    number = match.group()
    if cues.before(text, match.start(), _CUE):
        return 0.98
    if number.startswith("+"):
        return 0.95
    if _AREA_MARK.match(number):
        return 0.9
    return 0.85 if _MOBILE.fullmatch(digits(number)) else 0.0


def _e164(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number.replace("(0)", "").replace("\n", " "), _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
