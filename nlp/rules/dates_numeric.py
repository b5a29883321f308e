"""Dates in figures: ``2024-05-03``, ``24-05-03``, ``240503``, ``20240503``, ``3/5``, ``3.5.2024``, ``2024-05``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from nlp.rules import calendar, dates_slash
from nlp.rules.dates_written import DAY, YEAR, Found

_MONTH = r"(?:0[1-9]|1[0-2])"
_TWO_DAYS = r"(?:0[1-9]|[12]\d|3[01])"
_DASH = r"\s?[-‐–]\s?"
_END = r"(?![\w/]|[-–:]\d)"
_ISO = re.compile(
    rf"(?<![\w./:=])(?<![^\d][-–])(?<!\A[-–])({YEAR}){_DASH}({_MONTH}){_DASH}({_TWO_DAYS})"
    rf"(?![\w/]|[:-]\d(?!\d{{3}}-\d\d)|–\d(?!\d{{3}}-\d\d|\d-\d\d))(?<!\s)"
    rf"|(?<![\w./:=-])({YEAR})-(\d\d)-(\d\d)(?=T\d\d:)"
)
_TURNED = re.compile(rf"(?<![\w./:=-])({YEAR})([/.])({_MONTH})\2({_TWO_DAYS})(?![\w/]|[-.:]\d)")
_LOOSE = re.compile(rf"(?<![\w./:=-])({YEAR})-([1-9]|1[0-2])-(3[01]|[12]\d|[1-9])(?![\w/]|[-–:]\d)")
_SHORT = re.compile(
    rf"(?<![\w./:=,])(?<!\d[-–])(?<![^\d]-)(\d{{2}})-({_MONTH})-({_TWO_DAYS})(?![\w/]|[-–:]\d(?!\d-\d\d-\d\d))"
    rf"|(?<=\d\d[-–])(\d{{2}})-({_MONTH})-({_TWO_DAYS}){_END}"
)
_YEAR_MONTH = re.compile(rf"(?<![\w./:=])(?<![^\d–-][-–])({YEAR})-({_MONTH})(?![\w/:.]|-\d|–\d(?!\d{{3}}-\d\d)|\s?kr)")
_LETTERED = re.compile(r"(?<!\w)[A-ZÅÄÖ]{1,4}[ \u00a0]\Z")  # "mål T 2012-06"
_PERIOD = re.compile(rf"\s?[-–]\s?{YEAR}-{_MONTH}(?![\w/:.]|-\d)")
_DOTTED = re.compile(rf"(?<![\w./:-])({DAY})([.-])(1[0-2]|0?[1-9])\2({YEAR})(?![\w/]|[-.:]\d)")
_COMPACT = re.compile(
    rf"(?<![\w./:+-])((?:19|20)\d{{2}})({_MONTH})({_TWO_DAYS})(?![\w/+]|\s?[-–:.]\s?(?:\d(?!\d{{7}})|[Xx*]))"
)
_SIX = re.compile(
    rf"(?<![\w./:+-])(?<!\d\s)(\d\d)({_MONTH})({_TWO_DAYS})"
    r"(?![\w/+]|\s?[-–:.]\s?(?:\d(?!\d{5}(?!\d))|[Xx*])|[ \u00a0]\d{3})"
)
_NUMBERED = re.compile(
    r"(?:nr|nummer|faktur\w*|verifikat\w*|ver|order\w*|art\w*|ref\w*|id|ocr\w*|konto\w*|kund\w*|dnr|diarie\w*|ärende\w*"
    r"|mål|avtal\w*|kontrakt\w*|serie\w*|tel\w*|kod|lösen\w*|kr|kronor|sek|littera|ritning\w*)\.?[\s:#]{0,3}\Z"
)
_SIX_CUE = re.compile(
    r"(?:\b(?:datum|den|dat|daterad\w*|född|f|inkom\w*|ankom\w*|granskad\w*|signerad\w*|sign|upprättad\w*|bild(?:er)?"
    r"|foto\w*|från|till|per|tid\w*|period\w*|giltig\w*|utgår|senast|tom|t\.?o\.?m|fom|fr\.?o\.?m|möte\w*|besök\w*|dag\w*"
    r"|beslut\w*|skick\w*|uppdaterad\w*|anteckn\w*|justerad\w*|utskriv\w*|reviderad\w*|rev|version)\.?[:,]?\s{0,3}"
    r"|\d{6}\s?[-–]\s?)\Z"
)
_INITIALS = re.compile(r"(?:\A|[\s/(])[A-ZÅÄÖ]\.?\s?[A-ZÅÄÖ]\.?[,:]?\s\Z")

_SIX_AFTER = re.compile(r",?\s{1,2}(?:kl\b|\d{1,2}[.:]\d\d\b|/)|\s?[-–]\s?\d{6}(?!\d)")
_NEAR: Final = timedelta(days=400)
"""So near to the document's date six digits that make a day are one: less than one of a thousand is by chance."""
_REACH = 24  # code points


def find(text: str, today: date) -> Iterator[Found]:
    """What may as well be a number of something is asked for a cue, or for nearness to the document's date."""
    yield from _whole_dates(text, today)
    for match in _YEAR_MONTH.finditer(text):
        lettered = _LETTERED.search(text, max(0, match.start() - 6), match.start()) is not None
        if _PERIOD.match(text, match.end()) or not (lettered or _is_numbered(text, match.start())):
            yield *match.span(), f"{match[1]}-{match[2]}", 0.75
    for match in _COMPACT.finditer(text):
        value = calendar.day(int(match[1]), int(match[2]), int(match[3]))
        if value is not None and not _is_numbered(text, match.start()):
            yield *match.span(), value, 0.6
    for match in _SIX.finditer(text):
        yield from _six_digits(text, match, today)
    yield from dates_slash.find(text, today)


def _whole_dates(text: str, today: date) -> Iterator[Found]:
    for match in _ISO.finditer(text):
        yield from _day(match, *(int(part) for part in match.groups() if part), sure=0.98)
    for match in _TURNED.finditer(text):
        yield from _day(match, int(match[1]), int(match[3]), int(match[4]), sure=0.85)
    for match in _LOOSE.finditer(text):
        if not _is_numbered(text, match.start()):
            yield from _day(match, int(match[1]), int(match[2]), int(match[3]), sure=0.7)
    for match in _SHORT.finditer(text):
        year, month, number = (part for part in match.groups() if part)
        yield from _day(match, calendar.full_year(int(year), today), int(month), int(number), sure=0.8)
    for match in _DOTTED.finditer(text):
        yield from _day(match, int(match[4]), int(match[3]), int(match[1]), sure=0.9)


def _day(match: re.Match[str], year: int, month: int, number: int, *, sure: float) -> Iterator[Found]:
    value = calendar.day(year, month, number)
    if value is not None:
        yield *match.span(), value, sure


def _six_digits(text: str, match: re.Match[str], today: date) -> Iterator[Found]:
    value = calendar.day(calendar.full_year(int(match[1]), today), int(match[2]), int(match[3]))
    if value is None or _is_numbered(text, match.start()):
        return
    before = text[max(0, match.start() - _REACH) : match.start()]
    signed = _INITIALS.search(before) is not None
    cued = signed or _SIX_CUE.search(before.lower()) is not None or _SIX_AFTER.match(text, match.end()) is not None
    if cued or abs(date.fromisoformat(value) - today) <= _NEAR:
        yield *match.span(), value, 0.85 if cued else 0.6


def _is_numbered(text: str, start: int) -> bool:
    """Whether a word before says that what follows is a number of something."""
    return _NUMBERED.search(text[max(0, start - _REACH) : start].lower()) is not None
