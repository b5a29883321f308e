"""Organisationsnummer and momsnummer. Source: lag (1974:174), SKV 709: third digit at least 2, modulus 10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import misread, other_numbers
from nlp.rules.birth_number import with_century
from nlp.rules.checks import luhn

_CUE: Final = cues.words(
    r"org(?:anisations)?\.?\s?-?\s?(?:nummer|numret|nr)\w*\.?", r"org\.?(?=\s?:)", r"moms\w*\.?-?(?:nr|nummer)?"
)
_COMPANY: Final = cues.words(
    r"org\.?", "AB", "HB", "KB", "Brf", r"ek\.?\s?för\.?", r"\w*bolag(?:et|ets|en|s)?", r"företag(?:et|ets|en|s)?",
    r"förening\w*", r"stiftelse\w*", r"\w*firma\w*", r"styrelse\w*", r"bolagsverket", r"enskild",
)  # fmt: skip
_TELEPHONE: Final = cues.words(r"tel\.?", r"tfn\.?", "fax", r"mobil\w*", "ring", r"(?:på )?telefon\w*")
_NUMBER: Final = re.compile(
    r"(?<![\w+/-])(?<!\d[.,:])(?:16[-\s]?)?([1-9]\d[2-9]\d{3})(\s?[-–‐‑−]\s?|[ \u00a0]|)(\d{4})(?!\w|[-–/:]\d|[.,]\d)"
)
_TORN: Final = re.compile(
    r"(?<![\w+/-])(?<!\d[ .,:])([1-9](?: ?\d){5}) ?[-–‐‑−]? ?(\d(?: ?\d){3})(?! ?\d|\w|[-–/:.,]\d)"
)
_MISREAD: Final = re.compile(rf"(?<![\w-])({misread.DIGIT}{{6}})([-–]?)({misread.DIGIT}{{4}})(?![\w|]|[-–]\d)")
_VAT: Final = re.compile(r"(?<!\w)SE[ -]?(\d{6})[ -]?(\d{4})[ -]?01(?!\w)", re.IGNORECASE)
_SERIES: Final = re.compile(r"55[6-9]|516|96[89]|916|769|71[67]|702|80[2-5]|202[0-2]|2120|2220|2321")
"""How most numbers begin: those of limited companies, branches, partnerships, associations and authorities."""
_REACH: Final = 60


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Numbers whose check digit holds and that a dash, a cue word, their series or a ``16`` marks as what they are."""
    for match in _NUMBER.finditer(text):
        number = match[1] + match[3]
        if luhn(number) and (confidence := _confidence(text, match, number)):
            yield Candidate(Label.ORGNR, *match.span(), number, confidence, "rule:orgnr")
    for match in _TORN.finditer(text):
        number = "".join(match.groups()).replace(" ", "")
        if number[2] >= "2" and luhn(number) and cues.told(text, match.start(), _CUE):
            yield Candidate(Label.ORGNR, *match.span(), number, 0.9, "rule:orgnr")
    for match in _VAT.finditer(text):
        yield from _vat(match, context)
    for match in _MISREAD.finditer(text):
        number = _meant(text, match)
        if number:
            yield Candidate(Label.ORGNR, *match.span(), number, misread.CONFIDENCE, f"rule:orgnr{misread.POSSIBLE}")


def _confidence(text: str, match: re.Match[str], number: str) -> float:
    """A check digit lets one number in ten through: something else has to say that this is one, and nothing not."""
    start, in_series = match.start(), _SERIES.match(number) is not None
    dashed = bool(match[2].strip())
    if _is_called_else(text, start):
        return 0.8 if dashed and in_series else 0.0
    if cues.told(text, start, _CUE):
        return 0.99
    if dashed:
        return 0.95
    if cues.around(text, start, match.end(), _COMPANY, _REACH):
        return 0.9 if in_series else 0.8
    if match.group().startswith("16") and not match[2]:
        return 0.85
    return 0.75 if in_series and not match[2] else 0.0


def _vat(match: re.Match[str], context: Context) -> Iterator[Candidate]:
    """A momsnummer is SE, the ten digits and 01: an organisationsnummer, or a sole trader's personnummer."""
    six, last = match.groups()
    if not luhn(six + last):
        return
    if six[2] >= "2":
        yield Candidate(Label.ORGNR, *match.span(), six + last, 0.98, "rule:momsnummer")
    elif born := with_century("", six, False, context.today):
        yield Candidate(Label.PERSONNUMMER, *match.span(), born + last, 0.98, "rule:momsnummer")


def _meant(text: str, match: re.Match[str]) -> str | None:
    """The number that a misread one may be. A code that begins with its letters wants the cue word."""
    if misread.meant(match.group()) is None:
        return None
    number = misread.digits(match[1] + match[3])
    if number[2] < "2" or not luhn(number):
        return None
    if cues.told(text, match.start(), _CUE):
        return number
    is_likely = match[2] and match[1][0].isdecimal() and _SERIES.match(number)
    return number if is_likely and not _is_called_else(text, match.start()) else None


def _is_called_else(text: str, start: int) -> bool:
    return other_numbers.named(text, start) or other_numbers.named(text, start, _TELEPHONE)
