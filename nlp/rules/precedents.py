"""Case law (*rättsfall*): ``NJA 2010 s. 112``, ``HFD 2012 ref. 45``, ``MÖD 2003:39``; the Ombudsman's yearbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_YEAR = r"(?:19|20)\d\d"
_BY_PAGE = re.compile(
    rf"(?<![\w-])(?P<series>NJA\sII|NJA|SvJT)\s{{1,3}}(?P<year>{_YEAR})\s?s\.?\s?(?P<page>\d{{1,4}})(?!\w)"
)
_BY_NUMBER = re.compile(
    rf"(?<![\w-])(?P<series>HFD|RÅ|RN|NJA|MIG|AD|MD|PMD|RK)\s{{1,3}}(?P<year>{_YEAR})\s{{0,3}}[-,]?\s{{0,2}}"
    r"(?P<kind>ref|not|nr|N)\.?\s{0,3}(?P<number>[A-Z]?\s?\d{1,4})(?!\w)"
)
_BY_COLON = re.compile(
    rf"(?<![\w-])(?P<series>RH|MÖD|PMÖD|MIG|MD|AD|RÅ|KFD)\s{{1,3}}(?P<year>{_YEAR})\s?[:-]\s?"
    r"(?P<number>\d{1,4})(?![\w:/-])"
)
_OLD = re.compile(r"(?<![\w-])RÅ\s?(?P<year>8\d)\s(?P<volume>\d):(?P<number>\d{1,3})(?!\w)")
_OMBUDSMAN = re.compile(
    rf"(?<![\w-])JO(?::s\sämbetsberättelse|\sämbetsberättelse)?\s(?P<year>{_YEAR}/(?:\d\d|2000))"
    r"\s{0,2},?\s{0,2}s\.?\s{0,2}(?P<page>\d{1,4})(?!\w)"
)
_KINDS = {"ref": "ref. ", "not": "not. ", "nr": "nr ", "n": "not. "}
_CONFIDENCE = 0.96


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values as the series is cited: ``RÅ 1986 ref. 116``, ``AD 2008 nr 28``, ``MÖD 2003:39``."""
    for pattern in (_BY_PAGE, _BY_NUMBER, _BY_COLON, _OLD, _OMBUDSMAN):
        for match in pattern.finditer(text):
            yield Candidate(Label.LAW, *match.span(), _value(match), _CONFIDENCE, "rule:case-law")


def _value(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if match.re is _OMBUDSMAN:
        return f"JO {parts['year']} s. {parts['page']}"
    if match.re is _OLD:
        return f"RÅ {parts['year']} {parts['volume']}:{parts['number']}"
    series = " ".join(parts["series"].split())
    if match.re is _BY_PAGE:
        return f"{series} {parts['year']} s. {parts['page']}"
    if match.re is _BY_NUMBER:
        return f"{series} {parts['year']} {_KINDS[parts['kind'].lower()]}{' '.join(parts['number'].split())}"
    return (
        f"AD {parts['year']} nr {parts['number']}" if series == "AD" else f"{series} {parts['year']}:{parts['number']}"
    )
