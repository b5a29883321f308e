"""Amounts in Swedish kronor (*belopp*), to a decimal number with two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import amount_cells
from nlp.rules.amount_number import KRONOR, MULTIPLES, NUMBER, decimal, scale_of

IS_SUM: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")
"""The normal form of an amount: one that can be reckoned with."""
_GAP: Final = r"[ \u00a0\u202f\n]{0,4}"
_END: Final = r"(?![\wåäö])"
_UNIT: Final = (
    rf"(?P<unit>(?:{MULTIPLES}){_GAP}\(?(?:svenska\s)?(?:{KRONOR}|SEK){_END}"
    rf"|(?:svenska\s)?(?:{KRONOR}|SEK|sek|[mM]n[kK][rR]|MNKR|[mM]d[kK][rR]|[mMtTkK][kK][rR]|[MKT]SEK){_END}"
    r"|[ ]?:[-–−]{1,2}(?!\d)|,[-–−]{1,2}(?!\d))"
)
_ORE: Final = rf"(?:{_GAP}(?:och{_GAP})?(?P<ore>\d{{1,2}}){_GAP}öre{_END})?"
_START: Final = r"(?<![\w,./:-])(?:(?<!\d[ \u00a0])|(?<=\d{4}[ ]))"
_TO: Final = r"(?:[ ]?[-–−@][ \n]?|[ ](?:till|respektive|resp\.?|eller)[ ]|[ ]\()"
_AMOUNT: Final = re.compile(
    rf"{_START}[-−–]?(?:(?P<first>{NUMBER})(?P<to>{_TO}))?(?P<number>{NUMBER})\)?{_GAP}{_UNIT}{_ORE}"
)
_ABOUT: Final = r"(?:ca|cirka|omkring|ungefär|högst|drygt|knappt)\.?\s"
_BETWEEN: Final = re.compile(
    rf"(?<![\wåäö])(?:[Mm]ellan|[Ff]rån)\s(?:{_ABOUT})?(?P<first>{NUMBER})\s(?:och|till)\s(?:{_ABOUT})?"
    rf"(?P<number>{NUMBER}){_GAP}{_UNIT}"
)
_ONLY_ORE: Final = re.compile(rf"{_START}(?P<number>\d{{1,3}})[ \u00a0\n]öre{_END}")
_MARKED: Final = r"\d{1,3}(?:[ \u00a0.,]\d{3}){1,4}(?:[,.]\d{2})?|\d{1,9},\d{2}"
_PREFIXED: Final = re.compile(
    r"(?<![\wåäö])(?<!\d[ \u00a0])(?P<unit>[KMT]?SEK|[Kk]ronor|[Kk]r\.?)[ \u00a0]"
    rf"(?P<number>(?P<marked>{_MARKED})|(?!(?:19|20)\d\d\b)\d{{2,9}})"
    r"(?P<scale> (?:mil[jl]ion(?:er)?|miljard(?:er)?|billion))?(?![\d%]|[.,:/-]\d| %)"
)
_WITH_ORE: Final = re.compile(
    r"(?<![\w,./:-])(?<!\d[ \u00a0])(?:[1-9]\d{0,2}(?:[ \u00a0.]\d{3}){1,3}|[1-9]\d{1,5}),\d{2}"
    r"(?=\s*(?:[.;:)\n\t]|,\s|\Z))"
)
_CALLED: Final = cues.words(
    r"\w*(?:moms|ränta|räntan|avgift|avgiften|belopp|beloppet|summa|summan|pris|priset|kostnad|kostnaden|arvode|arvodet"
    r"|faktura|fakturan|hyra|hyran|totalt|utlägg|utlägget|skuld|skulden|fordran|betala|betalt|ersättning|ersättningen)"
)
_CALLED_REACH: Final = 40
_AFTER_COLON: Final = re.compile(
    rf"{_CALLED.pattern}:[ \u00a0]{{1,3}}(?P<number>\d{{1,3}}(?:[ \u00a0.]\d{{3}}){{1,3}})(?=[ ]*(?:\n|\Z))",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
_THOUSAND: Final = 1000
_LEAST_SECONDS: Final = 100  # "21 sek" is a time, "1 500 sek" is none
_LARGE: Final = 10_000  # "från 500 000 till 1,2 miljoner": the first is no number of millions


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers with their unit, before or after; both ends of ``5 000–8 000 kronor``; cells of sums in tables.

    A minus is no part of the sum: a credit of 414 kronor is the sum 414.00 (docs/labels.md).
    """
    for match in _AMOUNT.finditer(text):
        yield from _with_unit(match)
    for match in _BETWEEN.finditer(text):
        yield _first(match, scale_of(match["unit"]))
    for match in _ONLY_ORE.finditer(text):
        yield _candidate(decimal(match["number"]) / 100, *match.span(), 0.9)
    for match in _PREFIXED.finditer(text):
        scale = scale_of(f"{match['unit']} {match['scale'] or ''}")
        yield _candidate(decimal(match["number"], scale=scale), *match.span(), 0.9 if match["marked"] else 0.7)
    for match in _WITH_ORE.finditer(text):
        line = max(text.rfind(mark, 0, match.start()) for mark in "\n\t") + 1  # other cells have rules of their own
        if cues.before(text, match.start(), _CALLED, min(_CALLED_REACH, match.start() - line)):
            yield _candidate(decimal(match.group()), *match.span(), 0.7)
    for match in _AFTER_COLON.finditer(text):
        yield _candidate(decimal(match["number"]), *match.span("number"), 0.7)
    for cell in amount_cells.sums(text):
        yield _candidate(cell.amount, cell.start, cell.end, cell.confidence)


def _with_unit(match: re.Match[str]) -> Iterator[Candidate]:
    scale = scale_of(match["unit"])
    amount = decimal(match["number"], scale=scale) + Decimal(match["ore"] or 0) / 100
    if _is_time(match, amount):
        return
    if match["first"] is not None and not _is_no_sum(match, scale):
        yield _first(match, scale)
    yield _candidate(amount, match.start("number"), match.end(), 0.97 if match["first"] is None else 0.95)


def _is_time(match: re.Match[str], amount: Decimal) -> bool:
    """``21 sek`` is a time, and so is ``16:17 KR``, with somebody's initials."""
    return (match["unit"] == "sek" and amount < _LEAST_SECONDS) or (match["unit"] == "KR" and ":" in match["number"])


def _is_no_sum(match: re.Match[str], scale: int) -> bool:
    """``277,3 (223,9) miljarder`` begins with a sum; ``20226586 (59 000 kr)`` and ``2020 till 66 800 kr`` do not."""
    if "(" in match["to"]:
        return scale == 1
    is_year = match["to"][0] == " " and _YEAR.fullmatch(match["first"]) is not None
    return is_year and _FOUR_DIGITS.fullmatch(match["number"]) is None


def _first(match: re.Match[str], scale: int) -> Candidate:
    """The lower end. It shares the unit, and in ``10–15 000 kr`` the thousands; a large one stands by itself."""
    plain = decimal(match["first"], scale=scale) / scale
    if plain >= _LARGE:
        scale = 1
    elif scale == 1 and plain < _THOUSAND <= decimal(match["number"]):
        scale = _THOUSAND if plain * _THOUSAND < 2 * decimal(match["number"]) else 1
    return _candidate(plain * scale, *match.span("first"), 0.8)


def _candidate(amount: Decimal, start: int, end: int, confidence: float) -> Candidate:
    return Candidate(Label.AMOUNT, start, end, f"{amount:.2f}", confidence, "rule:amount")
