"""Dates (*datum*) in the forms Swedish case files use, to ISO 8601, partial where they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules import calendar
from nlp.rules.calendar import MONTH

_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ISO = re.compile(
    rf"(?<![\w./:=-])({_YEAR})\s?[-‐–]\s?(0[1-9]|1[0-2])\s?[-‐–]\s?(0[1-9]|[12]\d"
    rf"|3[01])(?![\w/]|[-–:]\d)(?<!\s)|(?<![\w./:=-])({_YEAR})-(\d\d)-(\d\d)(?=T\d\d:)"
)
_SHORT = re.compile(r"(?<![\w./:=,-])(\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w/]|[-–:]\d)")
_WRITTEN = re.compile(
    rf"(?<![\w.,:/-])((?:[Dd]en|DEN)\s+)?({_DAY})(?::?e|:a)?\s+({MONTH})(?![\wåäö])(?:,?\s+({_YEAR})(?![\w:/]))?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    (
        rf"(?<![\w.,:/-])((?:[Dd]en\s+)?({_DAY}))(?:\s?[-–]\s?|\s+(?:och|till"
        rf"|eller)\s+(?:den\s+)?)(?={_DAY}\s+({MONTH})(?![\wåäö])(?:\s+({_YEAR})(?![\w:/]))?)"
    ),
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?<![\wåäö])({MONTH})\s+({_YEAR})(?![\w:/]|-\d)", re.IGNORECASE)
_SLASH = re.compile(rf"(?<![\w./:,-])({_DAY})/(1[0-2]|0?[1-9])(?:(?:[ -]|,\s)?({_YEAR})|-(\d{{2}}))?(?![\w/:]|[-.,]\d)")
_DOTTED = re.compile(rf"(?<![\w./:-])({_DAY})([.-])(1[0-2]|0?[1-9])\2({_YEAR})(?![\w/]|[-.:]\d)")
_COMPACT = re.compile(
    r"(?<![\w./:+-])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\w/+]|\s?[-–:.]\s?[\dXx*])"
)
_WEEK = re.compile(
    rf"(?<![\wåäö.])(?:[Vv]ecka(?:n|\snr)?\s?|VECKA\s|[Vv]\.\s?|v\s)([1-4]\d|5[0-3]"
    rf"|0?[1-9])(?!\d|[.,:/-]\d)(?:(?:,|\s|,\s|\når\s|\når\s|/"
    rf"|\s-\s)?\s?(?:år\s)?({_YEAR})(?![\w:/]))?|(?<![\w-])({_YEAR})-?W([0-5]\d)(?!\d)"
)
_LONE_YEAR = re.compile(
    (
        rf"(?<![\wåäö])(?:år|åren|under|sedan|hösten|våren|sommaren|vintern|årsskiftet|budgetåret"
        rf"|inkomståret|kalenderåret|halvåret|verksamhetsåret|taxeringsåret|från och med"
        rf"|till och med|t\.?o\.?m\.?|fr\.?o\.?m\.?|före|efter|senast|mellan)\s({_YEAR})(?![\w:/]"
        rf"|[-.,]\d)"
    ),
    re.IGNORECASE,
)
_SLASH_CUE = re.compile(
    (
        r"(?:\b(?:den|d\.?|datum|dag|från|till|senast|efter|före|t\.?o\.?m\.?|fr\.?o\.?m\.?|kl\.?"
        r"|\w{2,6}dag(?:en)?|må|mån|ti|tis|on|ons|to|tors?|fr|fre|lö|lör|sö|sön|inkom|daterad"
        r"|per)[.:,]?\s{0,2}|[–-]\s?)$"
    ),
    re.IGNORECASE,
)
_NOT_SLASH = re.compile(
    r"\b(?:nr|s|sid|punkt|mål|dnr|kap|rum|v|vecka|lgh|del|gången)\.?\s?$|[\d,.%]\s?$", re.IGNORECASE
)

_MAIL_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 (the order is the point)
# The date of a mail's header (RFC 5322, section 3.3), told by the time that follows it.
_MAIL = re.compile(rf"(?<![\w.-])([0-3]?\d) ({'|'.join(_MAIL_MONTHS)}) ({_YEAR})(?= \d\d:\d\d)")

Reader: TypeAlias = Callable[[str, re.Match[str], Context], tuple[str | None, float]]


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Days, months, weeks and years. ``24-02-09`` is year-month-day; a year of two digits lies near the document's."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            value, confidence = read(text, match, context)
            if value is not None and confidence:
                start, end = _span(pattern, match)
                yield Candidate(Label.DATE, start, end, value, confidence, "rule:date")


def _span(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[int, int]:
    """The date itself, without ``den`` and other words that only announce it."""
    if pattern is _WRITTEN:
        return match.start(2), match.end()
    if pattern is _OPENING:
        return match.span(2)
    return match.span(1) if pattern is _LONE_YEAR else match.span()


def _iso(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    year, month, day = (int(part) for part in match.groups() if part)
    return calendar.day(year, month, day), 0.98


def _short(_: str, match: re.Match[str], context: Context) -> tuple[str | None, float]:
    year = calendar.full_year(int(match[1]), context.today)
    return calendar.day(year, int(match[2]), int(match[3])), 0.8


def _written(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return _day_month(match[4], calendar.month(match[3]), int(match[2])), 0.97


def _opening(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return _day_month(match[4], calendar.month(match[3]), int(match[2])), 0.85


def _day_month(year: str | None, month: int, day: int) -> str | None:
    return calendar.day(int(year), month, day) if year else calendar.yearless(month, day)


def _month(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return f"{match[2]}-{calendar.month(match[1]):02}", 0.93


def _slash(text: str, match: re.Match[str], context: Context) -> tuple[str | None, float]:
    year = match[3] or (str(calendar.full_year(int(match[4]), context.today)) if match[4] else None)
    value = _day_month(year, int(match[2]), int(match[1]))
    before = text[max(0, match.start() - 12) : match.start()]
    if year or _SLASH_CUE.search(before) or text.startswith(" kl", match.end()):
        return value, 0.9
    fraction = int(match[1]) < 5 or match.group() == "24/7" or _NOT_SLASH.search(before) is not None
    return (None, 0.0) if fraction or ("0" in match.group() and match[1].startswith("0")) else (value, 0.6)


def _dotted(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return calendar.day(int(match[4]), int(match[3]), int(match[1])), 0.9


def _compact(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return calendar.day(int(match[1]), int(match[2]), int(match[3])), 0.6


def _week(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    number = int(match[1] or match[4])
    if not 1 <= number <= 53:
        return None, 0.0
    year = match[2] or match[3]
    return (f"{year}-W{number:02}", 0.95) if year else (f"-W{number:02}", 0.8)


def _mail(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return calendar.day(int(match[3]), _MAIL_MONTHS.index(match[2]) + 1, int(match[1])), 0.98


def _lone_year(_: str, match: re.Match[str], __: Context) -> tuple[str | None, float]:
    return match[1], 0.75


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_ISO, _iso),
    (_MAIL, _mail),
    (_SHORT, _short),
    (_WRITTEN, _written),
    (_OPENING, _opening),
    (_MONTH, _month),
    (_SLASH, _slash),
    (_DOTTED, _dotted),
    (_COMPACT, _compact),
    (_WEEK, _week),
    (_LONE_YEAR, _lone_year),
)
