"""Amounts in Swedish kronor (*belopp*), to a decimal number with two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.mention import Label
from nlp.candidate import Candidate, Context

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f\n]\d{3}|\.\d{3}){1,4}|\d{1,12})(?:[,.]\d{1,2}(?!\d))?"
_SCALES = {
    "mdkr": 10**9,
    "mdr": 10**9,
    "miljard": 10**9,
    "miljarder": 10**9,
    "mnkr": 10**6,
    "mkr": 10**6,
    "msek": 10**6,
    "mn": 10**6,
    "miljon": 10**6,
    "miljoner": 10**6,
    "tkr": 10**3,
    "ksek": 10**3,
    "kkr": 10**3,
    "tusen": 10**3,
}
_UNIT = (
    r"(?P<unit>(?:miljon(?:er)?|miljard(?:er)?|tusen|mn|mdr)[ \u00a0\n](?:svenska )?(?:kronor|kr|SEK)(?![\wåäö])"
    r"|(?:svenska )?(?:kronor|kronorna|krona|kr|SEK|sek|mnkr|mdkr|mkr|tkr|kkr|Mkr|Tkr|MSEK"
    r"|KSEK|TSEK|KRONOR|KR|Kr|MKR|TKR)(?![\wåäö])|:-{1,2}|,-{1,2}(?!\d)|,00(?=\s*$))"
)
_AMOUNT = re.compile(
    (
        rf"(?<![\w,./:-])(?:(?<!\d[ ])"
        rf"|(?<=\d{{4}}[ ]))(?P<minus>[-−–](?=\d))?(?:(?P<first>{_NUMBER})[ ]?[-–][ ]?)?"
        rf"(?P<number>{_NUMBER})[ \u00a0\n]?{_UNIT}"
    ),
    re.MULTILINE,
)
_CELL = re.compile(r"(?<![\w,.])(\d{1,3}(?:[ \u00a0]\d{3}){1,3},\d{2})(?=[ ]*(?:[\t\n]|\Z))")  # öre: money in a table
_PREFIXED = re.compile(
    r"(?<![\wåäö])(?:SEK|kronor|[Kk]r\.?)[ \u00a0](?P<number>\d{1,3}(?:[ .]\d{3}){1,3}(?:,\d{2})?|\d{1,9},\d{2})(?!\d)"
)


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers with their unit, before or after; both ends of ``5 000–8 000 kronor``."""
    for match in _AMOUNT.finditer(text):
        scale = _scale(match["unit"])
        if match["first"] is not None and not match["minus"]:
            yield _candidate(match["first"], match.start("first"), match.end("first"), scale, 0.8)
            yield _candidate(match["number"], match.start("number"), match.end(), scale, 0.95)
        else:
            sign = -1 if match["minus"] else 1
            yield _candidate(match["number"], match.start(), match.end(), scale * sign, 0.97)
    for match in _CELL.finditer(text):
        yield _candidate(match[1], *match.span(1), 1, 0.6)
    for match in _PREFIXED.finditer(text):
        yield _candidate(match["number"], match.start(), match.end(), 1, 0.85)


def _candidate(number: str, start: int, end: int, scale: int, confidence: float) -> Candidate:
    return Candidate(Label.AMOUNT, start, end, f"{_decimal(number) * scale:.2f}", confidence, "rule:amount")


def _scale(unit: str) -> int:
    word = unit.split()[0].lower() if unit[0].isalpha() else ""
    return _SCALES.get("tkr" if word == "tsek" else word, 1)


def _decimal(number: str) -> Decimal:
    """``1 284 500``, ``15.000`` and ``1.284.500`` are whole; ``12,4`` and ``1.5`` are not."""
    plain = re.sub(r"\s", "", number)
    plain = re.sub(r"\.(?=\d{3}(?!\d))", "", plain)
    return Decimal(plain.replace(",", "."))
