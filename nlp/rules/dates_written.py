"""Dates with a word in them: ``den 3 maj 2024``, ``3, 5 och 7 maj``, ``maj 2024``, ``vecka 12–14``, a mail's header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from nlp.rules import calendar
from nlp.rules.calendar import MONTH

YEAR: Final = r"(?:1[6-9]\d\d|20\d\d)"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
Found = tuple[int, int, str, float]
"""Start, end, value and confidence."""

_GAP = r"[ \u00a0\n\r]{1,3}"  # no tab: "garageplats 11<tab>juli 2021"
_ORDINAL = "|".join(sorted(calendar.ORDINALS, key=len, reverse=True))
_AFTER_YEAR = r"(?![\w/]|:\d|-\d)"
_WRITTEN = re.compile(
    rf"(?<![\w.,:/])(?<!\d[-–])(?P<day>{DAY})(?::?e|:a)?{_GAP}(?P<month>{MONTH})(?:{_GAP}månad)?(?![\wåäö])"
    rf"(?:,?\s{{1,3}}(?:år\s)?(?P<year>{YEAR}){_AFTER_YEAR}|\s?[-’'](?P<short>\d\d)(?![\w/:-]|\s{{1,3}}{MONTH}))?",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?<=[-–])(?P<day>{DAY})(?::?e|:a)?\s{{1,3}}(?P<month>{MONTH})(?![\wåäö])"
    rf"(?:,?\s{{1,3}}(?P<year>{YEAR}){_AFTER_YEAR}|(?P<short>))?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?<!\w)den\s{{1,3}}(?P<word>{_ORDINAL})\s{{1,3}}(?P<month>{MONTH})(?![\wåäö])"
    rf"(?:\s{{1,3}}(?P<year>{YEAR}){_AFTER_YEAR})?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    rf"(?<![\w.,:/-])({DAY})(?::?e)?"
    r"(?:\s?[-–]\s?|\s{1,3}(?:och|till|eller|samt|respektive|t\.?o\.?m\.?)\s{1,3}(?:den\s{1,3})?)\Z"
)
_COMMA = re.compile(rf"(?<![\w.,:/-])({DAY})(?::?e)?,\s{{1,3}}\Z")
_REACH = 24  # code points before a day in which the one before it in a list is looked for
_MONTH = re.compile(
    rf"(?<![\wåäö])(?=[jfmasond])(?:(?P<first>{MONTH})(?:\s?[-–/]\s?|\s(?:och|till|t\.?o\.?m\.?)\s))?"
    rf"(?P<month>{MONTH})(?:\s{{1,3}}månad)?,?\s{{1,3}}(?P<year>{YEAR})(?![\w/]|[:-]\d)",
    re.IGNORECASE,
)
_NUMBER = r"(?:[1-4]\d|5[0-3]|0?[1-9])"
_WEEK = re.compile(
    rf"(?<![\wåäö.])(?:v(?:ecka|eckorna)\s{{0,2}}|v\.\s?|v\s|v(?=\d\d?(?:[-–]\d|\s|[,.)])))(?:nr\s)?(?P<week>{_NUMBER})"
    rf"(?!\d|[.,:]\d)(?:(?:\s?[-–]\s?|\s(?:och|till|t\.?o\.?m\.?)\s(?:v\.?\s?|vecka\s)?)(?P<last>{_NUMBER})"
    rf"(?!\d|[.,:/-]\d|\s?(?:{MONTH}|kr)))?(?:(?:\s?/\s?|,?\s(?:-\s)?(?:år\s)?)(?P<year>{YEAR})(?![\w/]|[:-]\d))?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[.)]\s{1,3}[A-ZÅÄÖ]")  # after a number that opens a line: one of a list
_ISO_WEEK = re.compile(rf"(?<![\w-])(?P<year>{YEAR})-?W(?P<week>[0-5]\d)(?!\d)")
_MAIL_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 (the order is the point)
# The date of a mail's header (RFC 5322, section 3.3), told by the time that follows it.
_MAIL = re.compile(rf"(?<![\w.-])([0-3]?\d) ({'|'.join(_MAIL_MONTHS)}) ({YEAR})(?= \d\d:\d\d)")


def find(text: str, today: date) -> Iterator[Found]:
    """Spans without ``den`` and the day of the week. Days of a list have the month and year of the last."""
    for pattern in (_WRITTEN, _JOINED):
        for match in pattern.finditer(text):
            yield from _written(text, match, today)
    for match in _IN_WORDS.finditer(text):
        number = calendar.ORDINALS[match["word"].lower()]
        yield from _day(match.span("word")[0], match.end(), match["year"], match["month"], number, 0.9)
    for match in _MONTH.finditer(text):
        yield from _months(match)
    for match in _WEEK.finditer(text):
        if not _is_item(text, match):
            yield from _weeks(match)
    for match in _ISO_WEEK.finditer(text):
        yield from _week(match.span(), match["week"], match["year"])
    for match in _MAIL.finditer(text):
        value = calendar.day(int(match[3]), _MAIL_MONTHS.index(match[2]) + 1, int(match[1]))
        if value is not None:
            yield *match.span(), value, 0.98


def _written(text: str, match: re.Match[str], today: date) -> Iterator[Found]:
    year = match["year"] or (str(calendar.full_year(int(match["short"]), today)) if match["short"] else None)
    yield from _day(match.start("day"), match.end(), year, match["month"], int(match["day"]), 0.97)
    before = _JOINT.search(text, max(0, match.start() - _REACH), match.start())
    while before is not None:
        yield from _day(*before.span(1), year, match["month"], int(before[1]), 0.85)
        before = _COMMA.search(text, max(0, before.start() - _REACH), before.start())


def _day(start: int, end: int, year: str | None, month: str, number: int, sure: float) -> Iterator[Found]:
    at = calendar.month(month)
    value = calendar.day(int(year), at, number) if year else calendar.yearless(at, number)
    if value is not None:
        yield start, end, value, sure


def _months(match: re.Match[str]) -> Iterator[Found]:
    yield match.start("month"), match.end(), f"{match['year']}-{calendar.month(match['month']):02}", 0.93
    if match["first"]:
        yield *match.span("first"), f"{match['year']}-{calendar.month(match['first']):02}", 0.8


def _is_item(text: str, match: re.Match[str]) -> bool:
    """Whether the number is that of the next item of a list: ``prova larmet varje vecka`` and below it ``4. Håll``."""
    return "\n" in text[match.start() : match.start("week")] and _ITEM.match(text, match.end()) is not None


def _weeks(match: re.Match[str]) -> Iterator[Found]:
    """``vecka 12–14, 2024`` is two, of that year both."""
    if match["last"] is None:
        yield from _week(match.span(), match["week"], match["year"])
        return
    yield from _week((match.start(), match.end("week")), match["week"], match["year"])
    yield from _week((match.start("last"), match.end()), match["last"], match["year"])


def _week(span: tuple[int, int], number: str, year: str | None) -> Iterator[Found]:
    if 1 <= int(number) <= 53:
        yield *span, f"{year or ''}-W{int(number):02}", 0.95 if year else 0.8
