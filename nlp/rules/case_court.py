"""Court case numbers (*målnummer*): ``T 170-08``; without a letter (``mål 1478-24``) where the words tell it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

_LETTERED = re.compile(
    r"(?<![\w-])(?:PMÖÄ|PMÖ|PMT|PMB|PMF|PM|UM|FT|ÖÄ|ÄÄ|[TBMPFÖÄKUA])[ \u00a0]?\d{2,6}-\d{2}(?![\w-]|[.,:/]\d)"
)
_FEW_DIGITS = re.compile(r"(?<=mål )(?:[TBMPFÖÄKUA])[ \u00a0]\d-\d{2}(?![\w-])")
_BARE = re.compile(r"(?<![\w/.:,+-])(?<!\d[ \u00a0])(\d{2,6})-(\d{2})(?![\w/]|:\d|[-–.,]\d|[ \u00a0]\d\d(?!\d))")
_MATTER = re.compile(
    r"(?:mål(?:et|en|s)?,?|(?<!\w)ärende(?:t|n)?)(?:\s?(?:nr|nummer|nummer:|med))?\.?[:\s]{0,3}(?:hos\s\w{2,20}\s)?\Z"
)
_DECISION = re.compile(
    r"(?<!\w)(?:(?:slutlig[at]?\s)?(?:dom|domen|domar|beslut|beslutet|yttrande\w*|inlaga\w*|angående|ang|\w{0,8}förhandling(?:en)?"
    r"|överklagande\w*|protokoll\w*|stämning\w*|åtal\w*|vite\w*|avgörande\w*|föreläggande\w*|kallelse\w*|skrivelse\w*|svaromål\w*"
    r"|\w{0,20}(?:rätt|rätten|rätts|domstol|domstolen)(?:\si\s\w{1,20})?(?:,?\s(?:avdelning|enhet|rotel)\s\d{1,2})?))"
    r"(?:\s(?:i|till|om|avseende|över|mål|av|för|rörande|nr|utdömande))*[.:,]?\s{0,3}\Z"
)
_UNDER_COURT = re.compile(r"(?:rätt|rätten|domstol|domstolen)\b[^\n]{0,60}\n(?:[^\n]{0,40}\n)?[ \t]*\Z")
_MORE = re.compile(r"(?:,\s|\s(?:och|samt|–)\s)(\d{2,6}-\d{2})(?![\w/]|[-–.,:]\d)")
_REACH: Final = 90  # code points
_LEAST: Final = 100  # below it a number and a dash may as well be a span of something: "beslut 12-15"


def find(text: str, today: date) -> Iterator[tuple[int, int, float]]:
    """Start, end and confidence. A bare number that is called a case once is one wherever it stands on the page."""
    for match in _LETTERED.finditer(text):
        yield *match.span(), 0.9
    for match in _FEW_DIGITS.finditer(text):
        yield *match.span(), 0.9
    found = [match for match in _BARE.finditer(text) if _is_year(match[2], today)]
    told = {match.group(): sure for match in found if (sure := _sureness(text, match))}
    for match in found:
        sure = _sureness(text, match) or (0.7 if match.group() in told else 0.0)
        if sure:
            yield *match.span(), sure
            more = _MORE.match(text, match.end())
            while more is not None:
                yield *more.span(1), 0.7
                more = _MORE.match(text, more.end(1))


def _is_year(two_digits: str, today: date) -> bool:
    """Whether two digits may be the year of a case: within the last sixty, or the coming one."""
    return (today.year + 1 - int(two_digits)) % 100 <= 61


def _sureness(text: str, match: re.Match[str]) -> float:
    before = text[max(0, match.start() - _REACH) : match.start()].lower()
    if _MATTER.search(before):
        return 0.95
    if int(match[1]) < _LEAST:
        return 0.0
    if _DECISION.search(before):
        return 0.8
    alone = match.end() == len(text) or text[match.end()] in "\r\n"
    return 0.75 if alone and _UNDER_COURT.search(before) else 0.0
