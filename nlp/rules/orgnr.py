"""Organisationsnummer and momsnummer. Source: lag (1974:174), SKV 709: third digit at least 2, modulus 10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules.checks import luhn

_CUE = cues.words(
    r"org(?:anisations)?\.?\s?-?\s?(?:nummer|nr)\w*\.?",
    r"org\.?",
    "AB",
    "HB",
    "KB",
    "Brf",
    r"ek\.?\s?för\.?",
    "bolaget",
    "förening\\w*",
)
_NUMBER = re.compile(
    r"(?<![\w+.,:/-])(?:16[-\s]?)?([1-9]\d[2-9]\d{3})(\s?[-–‐‑]\s?|[ \u00a0]|)(\d{4})(?!\w|[-–/:]\d|[.,]\d)"
)
_VAT = re.compile(r"(?<!\w)SE\s?([1-9]\d[2-9]\d{3})[\s-]?(\d{4})[\s-]?01(?!\w)")


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers whose check digit holds and that a dash, a cue word or a ``16`` before them marks as what they are."""
    for match in _NUMBER.finditer(text):
        first, separator, last = match.groups()
        confidence = _confidence(text, match, separator)
        if confidence and luhn(first + last):
            yield Candidate(Label.ORGNR, *match.span(), first + last, confidence, "rule:orgnr")
    for match in _VAT.finditer(text):
        if luhn(match.group(1) + match.group(2)):
            yield Candidate(Label.ORGNR, *match.span(), match.group(1) + match.group(2), 0.98, "rule:momsnummer")


def _confidence(text: str, match: re.Match[str], separator: str) -> float:
    if cues.before(text, match.start(), _CUE):
        return 0.99
    if separator.strip():
        return 0.95
    return 0.85 if match.group().startswith("16") and not separator else 0.0
