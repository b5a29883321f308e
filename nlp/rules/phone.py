"""Telephone numbers, checked by Google's libphonenumber data (``phonenumbers``), to E.164."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import phonenumbers

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import other_numbers
from nlp.rules.checks import digits

_REGION: Final = "SE"
_CUE: Final = cues.words(
    r"tel(?:efon)?(?:nummer|numret|nr|en)?\.?",
    r"tfn\.?",
    r"mobil\w*\.?",
    r"ring\w*",
    r"växel\w*",
    r"fax\w*",
    r"telnr",
    r"sms",
    r"nås på",
    r"nummer",
    r"kontakt\w*",
    r"anknytning\w*",
    r"jour\w*",
)
_OTHER: Final = cues.words(
    r"(?:giro|person|organisations|org)\.?-?(?:nummer|numret|nr)\.?", "giro", r"\w*kod(?:en)?", r"\w*protokoll",
    r"kvitto\w*", r"paket\w*", r"mätar\w*", r"spårning\w*", r"sändning\w*", r"försändelse\w*",
)  # fmt: skip
_BEGINNING: Final = re.compile(r"(?<![\w+/-])(?<!\d[.,:])(?:(?:\+|00)[1-9]\d{0,2}|\(?0)(?=[\d (/.–‐‑)-])")
_END: Final = r"(?!\w|[-:.,]\d)"
_FORMS: Final = tuple(
    re.compile(rf"(?:(?:\+|00)[1-9]\d{{0,2}}|\(?0)(?:{gap}\d){{5,13}}{_END}")
    for gap in (r"[ \u00a0/()–‐‑-]{0,3}", r"[ \u00a0/()\n–‐‑-]{0,3}", r"\.?")
)
"""On one line; broken at a line's end; with dots."""
_LAST_GROUP: Final = re.compile(r"[ \u00a0\n]\d{1,4}\Z")
_AREA_MARK: Final = re.compile(
    r"\(?0\d{1,3}\)?\s?[-–‐‑/]\s?\d|\(?0\d{1,3}\)?\s\d{2,3}[ \u00a0]\d{2}|\(0\d{1,3}\)"
    r"|07\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}"
)
_MOBILE: Final = re.compile(r"07[02369]\d{7}")
_LENGTHS: Final = {"0": range(8, 12), "00": range(8, 18), "+": range(7, 16)}  # digits, with the trunk's or country's


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers that exist in a numbering plan and are written or announced as telephone numbers."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start >= end and (found := _number_at(text, start)) is not None:
            end, value, confidence = found
            start += text[start] == "(" and ")" not in text[start:end]
            yield Candidate(Label.PHONE, start, end, value, confidence, "rule:phone")


def _number_at(text: str, start: int) -> tuple[int, str, float] | None:
    """End, value and confidence of the number that begins here, in the first form in which it exists."""
    for end in _ends(text, start):
        confidence = _confidence(text, start, end)
        value = _e164(text[start:end]) if confidence else None
        if value is not None:
            return end, value, confidence
    return None


def _ends(text: str, start: int) -> Iterator[int]:
    """Where it may end: as far as its form goes, or before a last group, which may be a number of its own."""
    seen = set[int]()
    for form in _FORMS:
        match = form.match(text, start)
        if match is not None and match.end() not in seen:
            seen.add(match.end())
            yield match.end()
            if (last := _LAST_GROUP.search(match.group())) is not None:
                yield start + last.start()


def _confidence(text: str, start: int, end: int) -> float:
    number = text[start:end]
    plain = digits(number)
    if len(plain) not in _LENGTHS["+" if number[0] == "+" else "00" if plain.startswith("00") else "0"]:
        return 0.0
    if other_numbers.named(text, start) or other_numbers.named(text, start, _OTHER):
        return 0.0
    if cues.told(text, start, _CUE):
        return 0.98
    if number.startswith("+"):
        return 0.95
    if _AREA_MARK.match(number):
        return 0.9
    if _MOBILE.fullmatch(plain):
        return 0.85
    return 0.7 if number == plain and not number.startswith("00") else 0.0


@lru_cache(maxsize=1024)
def _e164(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number.replace("(0)", "").replace("\n", " "), _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
