"""Accounts (*konton*): bankgiro, plusgiro and IBAN, each by its check digits and its cue word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules.checks import digits, iban, luhn

_BANKGIRO_CUE = cues.words(r"bank\s?giro\w*", r"bg(?:nr)?\.?", r"b\.?g\.?")
_PLUSGIRO_CUE = cues.words(r"(?:plus|post)\s?giro\w*", r"pg(?:nr)?\.?", r"p\.?g\.?")
_GIRO_REACH = 24
_BANKGIRO = re.compile(r"(?<![\w-])(\d{3,4})\s?[-–]\s?(\d{4})(?![\w-])")
_PLUSGIRO = re.compile(r"(?<![\w-])(\d{1,3}(?: ?\d{1,3}){0,3}\s?[-–]\s?\d)(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_SURE, _MISREAD = 0.97, 0.5  # a giro number after its cue word whose check digit fails is still one, misread


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Giro numbers after their cue word, IBANs wherever their check digits hold."""
    for match in _BANKGIRO.finditer(text):
        if cues.before(text, match.start(), _BANKGIRO_CUE, _GIRO_REACH):
            yield _giro(match, "BG")
    for match in _PLUSGIRO.finditer(text):
        if cues.before(text, match.start(), _PLUSGIRO_CUE, _GIRO_REACH):
            yield _giro(match, "PG")
    for match in _IBAN.finditer(text):
        number = "".join(match.group().split())
        if iban(number):
            yield Candidate(Label.ACCOUNT, *match.span(), number, 0.99, "rule:iban")


def _giro(match: re.Match[str], kind: str) -> Candidate:
    number = digits(match.group())
    confidence = _SURE if luhn(number) else _MISREAD
    method = "rule:bankgiro" if kind == "BG" else "rule:plusgiro"
    return Candidate(Label.ACCOUNT, *match.span(), f"{kind}:{number}", confidence, method)
