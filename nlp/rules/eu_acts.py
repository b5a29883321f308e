"""Acts of the European Union (*unionsrättsakter*): ``artikel 6.1 i förordning (EU) 2016/679``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_OF = r"(?:EU|EG|EEG|EKSG|Euratom)"
_WHO = (
    r"(?:(?:Europaparlamentets\s{1,3}och\s{1,3})?rådets\s{1,3}|(?:Europeiska\s{1,3})?kommissionens\s{1,3})?"
    r"(?:genomförande|ram)?(?:delegerade?\s{1,3})?"
)
_KIND = r"(?P<kind>förordning(?:en)?|direktiv(?:et)?|rambeslut(?:et)?|beslut(?:et)?)"
_NO_WORD = r"(?![^\W\d]|\d\d)"  # but the figure of a note: "79/700/EEG2"
_NUMBER = (
    rf"(?:\((?P<of>{_OF})(?:,\s?{_OF})?\)\s{{0,3}}(?:nr\s{{0,3}})?(?P<a>\d{{1,4}}/\d{{2,4}})(?![\d/])"
    rf"|(?:nr\s)?(?P<b>\d{{2,4}}/\d{{1,4}}/{_OF}){_NO_WORD})"
)
_DATED = r"(?:\s{1,3}av\s{1,3}den\s{1,3}\d{1,2}\s{1,3}[a-z]{3,9}\s{1,3}(?:19|20)\d\d)?"
_ACT = re.compile(rf"(?<![\w-]){_WHO}{_KIND}\s{{1,3}}{_NUMBER}{_DATED}", re.IGNORECASE)
_LONE = re.compile(rf"(?<![\w/-])(?P<b>\d{{2,4}}/\d{{1,4}}/(?:EU|EG|EEG)){_NO_WORD}")
_LONE_NEW = re.compile(r"(?<![\w-])\((?P<of>EU|EG|EEG)\)\s{0,3}(?:nr\s{0,3})?(?P<a>\d{1,4}/\d{2,4})(?![\d/])")
_CELEX = re.compile(r"(?<!\w)3(?:(?:19|20)\d\d|\d\d)[LRDF]\d{4}(?!\w)")
_NAMES = {
    "dataskyddsförordning": "förordning (EU) 2016/679",
    "gdpr": "förordning (EU) 2016/679",
    "reach-förordning": "förordning (EG) 1907/2006",
    "clp-förordning": "förordning (EG) 1272/2008",
    "dublinförordning": "förordning (EU) 604/2013",
    "formgivningsförordning": "förordning (EG) 6/2002",
    "mifid": "direktiv 2004/39/EG",
    "seveso iii-direktiv": "direktiv 2012/18/EU",
}
"""What acts are called → the act. General knowledge of the law of the Union."""
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?:EU:s|den)\s(?:allmänna\s)?|allmänna\s)?(?P<name>{'|'.join(_NAMES)})(?:en|et)?s?(?![\w-])",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"(?<![\w-])(?:artiklarna|artikel|art\.)\s{1,3}(?P<list>\d{1,3}(?:\.\d{1,2}){0,2}(?:\s?[a-hj-z](?!\w))?"
    r"(?:(?:,\s|\s(?:och|eller|samt)\s|\s?[-–]\s?)(?:\d{1,3}(?:\.\d{1,2}){0,2}(?:\s?[a-hj-z](?!\w))?|[a-z](?!\w))){0,8})"
    r"(?:\s{1,3}(?:i|av)(?:\s{1,3}den)?)?\s{1,3}\Z"
)
_ARTICLE = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}(?:\s?[a-hj-z](?!\w))?")
_REACH = 120  # code points before an act in which its articles are looked for
_LISTED = 600  # code points before a bare number ("beslut 92/353/EEG, 92/354/EEG") in which its kind is looked for
_KIND_BEFORE = re.compile(rf"(?<!\w){_KIND}(?!\w)", re.IGNORECASE)
_CONFIDENCE = 0.95


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: ``direktiv 95/46/EG``, ``förordning (EU) 2016/679 art. 6.1``; each article of a list is a mention."""
    for match, value in _acts(text):
        articles = _ARTICLES.search(text, max(0, match.start() - _REACH), match.start())
        numbers = list(_ARTICLE.finditer(text, *articles.span("list"))) if articles else []
        for at, one in enumerate(numbers):
            start = articles.start() if at == 0 and articles else one.start()
            end = match.end() if at == len(numbers) - 1 else one.end()
            yield _candidate(start, end, f"{value} art. {' '.join(one.group().split())}")
        if not numbers:
            yield _candidate(*match.span(), value)


def _acts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _ACT.finditer(text):
        yield match, f"{_kind(match['kind'])} {_number(match)}"
    for match in _NAMED.finditer(text):
        yield match, _NAMES[match["name"].lower()]
    for match in _LONE.finditer(text):
        before = [kind["kind"] for kind in _KIND_BEFORE.finditer(text, max(0, match.start() - _LISTED), match.start())]
        yield match, f"{_kind(before[-1]) if before else 'direktiv'} {match['b']}"
    for match in _LONE_NEW.finditer(text):
        yield match, f"förordning ({match['of']}) {match['a']}"
    for match in _CELEX.finditer(text):
        yield match, f"CELEX {_full(match.group())}"


def _kind(word: str) -> str:
    lower = word.lower()
    return next(kind for kind in ("förordning", "direktiv", "rambeslut", "beslut") if lower.startswith(kind))


def _number(match: re.Match[str]) -> str:
    return f"({match['of']}) {match['a']}" if match["a"] is not None else str(match["b"])


def _full(celex: str) -> str:
    """``395L0046`` → ``31995L0046``. The first acts are of 1952."""
    if len(celex) == len("31995L0046"):
        return celex
    return f"3{'20' if celex[1] < '5' else '19'}{celex[1:]}"


def _candidate(start: int, end: int, value: str) -> Candidate:
    return Candidate(Label.LAW, start, end, value, _CONFIDENCE, "rule:eu-act")
