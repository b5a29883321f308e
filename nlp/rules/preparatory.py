"""Preparatory works (*förarbeten*): ``prop. 2009/10:170 s. 12``, ``SOU 2000:2``, ``bet. 1996/97:NU11``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_YEAR = r"(?:1[89]|20)\d\d"
_SESSION = rf"{_YEAR}(?:/(?:\d\d|2000))?"
_PAGE = r"\d{1,4}(?:\s?[-–]\s?\d{1,4}|\s?f{1,2}(?!\w)\.?)?"
_PAGES = (
    rf"(?:,?\s{{0,3}}(?:s\.|sid\.?|sidan|sidorna)\s{{0,3}}(?P<pages>{_PAGE}(?:(?:,\s|\s(?:och|samt|resp\.)\s){_PAGE}"
    r"(?![\d:/]|\s?(?:§|kap))){0,6}))?"
)
_ABOUT = re.compile(
    rf"(?<![\w-])(?P<kind>prop(?:osition(?:en)?)?|bet(?:änkande)?|rskr|riksdagsskrivelse|skr|mot|framst)"
    rf"\.?\s{{0,3}}(?P<number>{_SESSION}\s?:\s?(?:[A-ZÅÄÖ]{{1,4}}[a-zåäö]{{0,2}}U?\s?)?\d{{1,4}})(?![\w:/]){_PAGES}",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"(?<![\w-])prop\.?\s{{0,3}}(?:(?P<year>{_YEAR})\s(?:nr|n:o)\s(?P<nr>\d{{1,3}})"
    rf"|nr\s(?P<nr2>\d{{1,3}})/(?P<year2>{_YEAR}))(?![\w:/]){_PAGES}",
    re.IGNORECASE,
)
_INQUIRY = re.compile(
    rf"(?<![\w-])(?P<kind>SOU|Ds|[Dd]ir|[Kk]ommittédirektiv)\.?\s{{0,3}}(?P<number>{_YEAR}\s?:\s?\d{{1,3}})(?![\w:/]){_PAGES}"
)
_SAME = re.compile(r"(?<![\w.-])(?:a\.\s?|nämnda\s|anförda\s|samma\s)prop\.?(?:osition)?(?!\w)" + _PAGES, re.IGNORECASE)
_NAMES = {
    "proposition": "prop",
    "propositionen": "prop",
    "betänkande": "bet",
    "riksdagsskrivelse": "rskr",
    "kommittédirektiv": "dir",
}
_PROPER = {"sou": "SOU", "ds": "Ds"}
_CONFIDENCE = 0.96


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: ``prop. 2009/10:170 s. 12``; ``a. prop. s. 51`` is a page of the bill that was named before it."""
    bills: list[tuple[int, str]] = []
    for pattern in (_ABOUT, _OLD, _INQUIRY):
        for match in pattern.finditer(text):
            value = _named(match)
            if value.startswith("prop."):
                bills.append((match.end(), value))
            yield _candidate(match, value)
    bills.sort()
    at = 0
    for match in _SAME.finditer(text):
        while at < len(bills) and bills[at][0] <= match.start():
            at += 1
        if at:
            yield _candidate(match, bills[at - 1][1])


def _named(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if "number" not in parts:
        return f"prop. {parts['year'] or parts['year2']}:{parts['nr'] or parts['nr2']}"
    kind = parts["kind"].lower()
    kind = _NAMES.get(kind, kind)
    number = re.sub(r"\s*:\s*", ":", parts["number"])
    return f"{_PROPER[kind]} {number}" if kind in _PROPER else f"{kind}. {number}"


def _candidate(match: re.Match[str], value: str) -> Candidate:
    pages = match["pages"]
    if pages:
        folded = re.sub(r"\s?[-–]\s?", "–", " ".join(pages.split()))
        value += " s. " + re.sub(r"(\d)\s?(f{1,2})(?!\w)\.?", r"\1 \2.", folded)
    return Candidate(Label.LAW, *match.span(), value, _CONFIDENCE, "rule:preparatory-works")
