"""Bankgiro and plusgiro numbers. Source: Bankgirot and Plusgirot, both modulus 10; 7–8 and 2–8 digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate
from nlp.rules import misread, other_numbers
from nlp.rules.checks import digits, luhn

_NAMES: Final = {
    "BG": (r"bank\s?giro\w*", r"bg(?:-?(?:nr|nummer))?\.?", r"b\.\s?g\.?"),
    "PG": (r"(?:plus|post)\s?giro\w*", r"pg(?:-?(?:nr|nummer))?\.?", r"p\.\s?g\.?"),
}
_METHODS: Final = {"BG": "rule:bankgiro", "PG": "rule:plusgiro"}
_CUES: Final = {kind: cues.words(*names) for kind, names in _NAMES.items()}
_GIRO: Final = cues.words(r"giro(?:t|nummer\w*|numret|nr)?\.?", r"bg\s?/\s?pg", r"pg\s?/\s?bg")
_PAYMENT: Final = cues.words(
    r"\w*betal\w*",
    r"fakturering\w*",
    r"(?:bank)?konto(?:t|n)?",
    r"insättning\w*",
    r"sätt(?:s|er|a)? in",
    r"överför\w*",
)
_OTHER: Final = cues.words(r"tel\w*", "tfn", r"period\w*", r"år(?:en)?", r"mobil\w*", "fax", "nr", "nummer")
_REACH, _PAYMENT_REACH = 24, 70
_DASH: Final = r"\s?[-–‐‑−]\s?"
_START, _END = r"(?<![\w-])(?<!\d[ .,:/])", r"(?![\w-]|[.,:/]\d)"
_DASHED: Final = {
    "BG": re.compile(rf"{_START}\d{{3,4}}{_DASH}\d{{4}}{_END}"),
    "PG": re.compile(rf"{_START}\d{{1,7}}(?:[ \n]\d{{1,3}}){{0,3}}{_DASH}\d{_END}"),
}
_PLAIN: Final = {
    kind: re.compile(
        rf"(?<![\wåäö])(?:{'|'.join(names)})(?:[ :]*(?:nr|nummer|är|till))?[\s:.]{{0,4}}"
        rf"(?P<number>\d{{7,8}}|\d{{3,4}} \d{{4}}){_END}",
        re.IGNORECASE,
    )
    for kind, names in _NAMES.items()
}
_MISREAD: Final = re.compile(rf"(?<![\w-]){misread.DIGIT}{{3,4}}-{misread.DIGIT}{{4}}(?![\w-])")
_YEARS: Final = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
_SURE, _LIKELY = 0.97, 0.85
_LEAST_DIGITS: Final = 7  # of a number that only a payment speaks for


def find(text: str) -> Iterator[Candidate]:
    """Numbers whose check digit holds, after their name or under it, or where money is paid to them."""
    for kind, pattern in _DASHED.items():
        for match in pattern.finditer(text):
            number = digits(match.group())
            if luhn(number) and (confidence := _confidence(text, match, kind)):
                yield _giro(kind, *match.span(), number, confidence)
    for kind, pattern in _PLAIN.items():
        for match in pattern.finditer(text):
            number = digits(match["number"])
            if luhn(number):
                yield _giro(kind, *match.span("number"), number, _SURE)
    for match in _MISREAD.finditer(text):
        meant = misread.meant(match.group())
        if meant and luhn(meant) and cues.told(text, match.start(), _CUES["BG"], _REACH):
            yield _giro("BG", *match.span(), meant, misread.CONFIDENCE, misread.POSSIBLE)


def _giro(kind: str, start: int, end: int, number: str, confidence: float, ending: str = "") -> Candidate:
    return Candidate(Label.ACCOUNT, start, end, f"{kind}:{number}", confidence, _METHODS[kind] + ending)


def _confidence(text: str, match: re.Match[str], kind: str) -> float:
    """Its own name is enough; "giro", the other's name and a payment want seven digits; a payment nothing against it.

    How a number is written tells which it is: 9999-8643 is a bankgiro, whatever it is called.
    """
    start = match.start()
    if cues.told(text, start, _CUES[kind], _REACH):
        return _SURE
    if sum(map(str.isdecimal, match.group())) < _LEAST_DIGITS:
        return 0.0
    if any(cues.told(text, start, cue, _REACH) for cue in (_GIRO, *_CUES.values())):
        return _SURE
    is_else = other_numbers.named(text, start) or other_numbers.named(text, start, _OTHER)
    if is_else or _YEARS.fullmatch(match.group()):
        return 0.0
    return _LIKELY if cues.told(text, start, _PAYMENT, _PAYMENT_REACH) else 0.0
