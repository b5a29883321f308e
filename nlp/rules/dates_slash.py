"""Dates with a stroke: ``3/5``, ``3/5 2024``, ``3/5-24``, ``3/5–7/5``, ``03/05/2024``; no fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from math import gcd
from typing import Final

from nlp.rules import calendar
from nlp.rules.dates_written import DAY, YEAR, Found

_MONTH = r"(?:1[0-2]|0?[1-9])"
_SLASH = re.compile(
    rf"(?<![\w./:,])(?<![^\d/][-–])(?P<day>{DAY})/(?P<month>{_MONTH})"
    rf"(?:(?:\s{{1,2}}|[ ]?-|,\s)(?P<year>{YEAR})|\s?-(?P<short>\d{{2}})(?!\d?/))?"
    rf"(?![\w/]|:\d|[.,]\d|[-–]\d(?!\d?/(?:1[0-2]|0?[1-9])(?!\d)))"
)
_THREE = re.compile(rf"(?<![\w./:,-])(?P<day>{DAY})/(?P<month>{_MONTH})/(?P<year>{YEAR})(?![\w/:]|[-.,]\d)")
_CUE = re.compile(
    r"(?:\b(?:den|d\.?|datum|dag\w*|från|till|senast|efter|före|innan|sedan|t\.?o\.?m\.?|fr\.?o\.?m\.?|kl\.?|vid"
    r"|inkom\w*|\w{2,6}dag(?:en)?|må|mån|ti|tis|on|ons|to|tors?|fr|fre|lö|lör|sö|sön|daterad\w*|per|möte\w*|besök\w*"
    r"|brev\w*|mejl\w*|mail\w*|svar\w*|tid|kom|kommer|åter\w*|skrev|ring\w*|skick\w*|beslut\w*|rapport\w*|samtal\w*"
    r"|anteckning\w*|\w{1,20}blad|hämtat?|klar\w*|levererad\w*|betald\w*|utlämna\w*|upprättad\w*|signerad\w*|tömd\w*"
    r"|gjord\w*|bokad\w*)[.:,]?\s{0,3}"
    r"|protokoll\s|\d/\d{1,2}\s?[-–]\s?|\d{4}-\d\d-\d\d(?:\soch|,)\s)\Z"
)
_NUMBERED = re.compile(r"(?<![\w.])(?:nr|punkt|mål|dnr|kap|(?<!ägde )rum|v|vecka|lgh|konto|ref|fack|skala)\.?\s?\Z")
_PART_OF = re.compile(
    r"(?<![\w.])(?:s|sid\w*|del|gången|bilaga|blad|bild|fig\w*|tabell|storlek|kvartal|nivå|klass|version|art|betyg|typ|grupp"
    r"|steg|etapp|hus|plan|omgång|exemplar|ex)\.?\s?\Z"
)
_MIXED = re.compile(r"\d[ ]?\Z")  # "2 1/2 timme"
_MEASURED = re.compile(
    r"\s?(?:av|del(?:ar|en|s)?|dl|liter|l|tsk|msk|kilo|kg|tum|portion\w*|majoritet\w*|tjänst\w*|ton|m|meter|mil|timm\w+"
    r"|år|månad\w*|varv|sid\w*|procent|%|st|gång\w*|kopp\w*|kvadrat\w*|hektar|arbetstid|ledamöter|pers\w*|kvm|dygn|volt|tid)\b|\s?%"
)
_TIME_AFTER = re.compile(r",?\s{1,2}(?:kl\b|\d{1,2}[.:]\d\d\b)|\s?[–-]\s?\d{1,2}/\d|\s[–-]\s|\t")
_FRACTIONS: Final = (2, 3, 4, 5, 8, 10)
_NAMED = re.compile(r"(?:[A-ZÅÄÖ]\.|(?<!\w)[A-ZÅÄÖ][\w-]{2,20})\s\Z")
_CLOSED = re.compile(r"[.,;)]|\s*\Z")
_SMALL: Final = 5  # "4/4 av", but "6/7 av Urban"
_ALWAYS: Final = "24/7"  # round the clock
_USUAL: Final = 2  # so many dates that can be nothing else tell how a page writes them


def find(text: str, today: date) -> Iterator[Found]:
    """What could be a fraction is a date after a cue, before a time, in a table, or where the page writes dates so."""
    matches = list(_SLASH.finditer(text))
    usual = sum(not _like_fraction(match) and not _is_other(text, match) for match in matches) >= _USUAL
    for match in matches:
        sure = _sureness(text, match, usual=usual)
        value = _value(match, today)
        if sure and value is not None:
            yield *match.span(), value, sure
    for match in _THREE.finditer(text):
        value = calendar.day(int(match["year"]), int(match["month"]), int(match["day"]))
        if value is not None:
            yield *match.span(), value, 0.8


def _value(match: re.Match[str], today: date) -> str | None:
    month, number = int(match["month"]), int(match["day"])
    if match["year"]:
        return calendar.day(int(match["year"]), month, number)
    if match["short"]:
        return calendar.day(calendar.full_year(int(match["short"]), today), month, number)
    return calendar.yearless(month, number)


def _sureness(text: str, match: re.Match[str], *, usual: bool) -> float:
    if match["year"]:
        return 0.95
    cued = _CUE.search(_before(text, match.start(), 24)) is not None
    timed = _TIME_AFTER.match(text, match.end()) is not None
    if _is_other(text, match):
        return 0.0
    if match.group().startswith("0") or match.group().partition("/")[2].startswith("0"):
        return 0.85 if cued or timed else 0.0
    if cued or timed or match["short"]:
        return 0.9
    if _is_alone(text, match) or match.group() == _ALWAYS:
        return 0.0
    named = _NAMED.search(text, max(0, match.start() - 24), match.start()) and _CLOSED.match(text, match.end())
    return 0.7 if usual or named or not _like_fraction(match) else 0.0


def _like_fraction(match: re.Match[str]) -> bool:
    upper, lower = int(match["day"]), int(match["month"])
    return upper < lower and lower in _FRACTIONS and gcd(upper, lower) == 1


def _is_other(text: str, match: re.Match[str]) -> bool:
    """A fraction of something, a mixed number, a page of a document, a number of something, round the clock."""
    start = match.start()
    if _NUMBERED.search(_before(text, start, 12)) is not None:
        return True
    if int(match["day"]) > int(match["month"]):
        return False
    if _PART_OF.search(_before(text, start, 12)) is not None:
        return True
    if not _like_fraction(match) and int(match["month"]) > _SMALL:
        return False
    mixed = _like_fraction(match) and _MIXED.search(text, max(0, start - 2), start) is not None
    return mixed or _MEASURED.match(text, match.end()) is not None


def _before(text: str, start: int, reach: int) -> str:
    return text[max(0, start - reach) : start].lower()


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the line holds nothing else and counts pages: ``2/3``."""
    begin = text.rfind("\n", 0, match.start()) + 1
    return (
        int(match["day"]) <= int(match["month"])
        and text[begin : match.start()].strip(" ") == ""
        and (match.end() == len(text) or text[match.end()] in "\r\n")
    )
