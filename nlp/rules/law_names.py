"""Laws as they are named (*lagnamn*): by name and number, by name, by short form, by title, by ``samma lag``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlp.candidate import Context
from nlp.rules import statutes
from nlp.rules.law_told import Told, key

SERIES: Final = "rule:law-series"
NUMBER: Final = r"(?:1[67-9]\d\d|20\d\d):\s?\d{1,4}(?![\d:])(?:\s?s\.\s?\d{1,3})?"
_WORD = (
    r"(?P<word>(?:[\wåäö]{2,30}-\s(?:och|samt)\s)?[\w-]{0,40}?"
    r"(?:lag|balk|förordning|kungörelse|stadga|ordning|form)(?:en|an|n)?s?)"
)
_NAMED = re.compile(
    rf"(?<![\w-]){_WORD}(?![\w-])(?:,?\s{{1,40}}\(\s{{0,40}}(?:SFS\s{{0,2}})?(?P<number>{NUMBER})\s{{0,40}}\))?",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"(?<![\w-])(?P<short>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,6}})(?::s|s)?(?![\w-])(?:\s\((?P<of>{NUMBER})\))?")
_SFS = re.compile(rf"(?<![\w.-])(?:SFS|(?:[Ll]ag|[Ff]örordning)(?:en)?)\s?(?:nr\s)?(?P<number>{NUMBER})")
_BARE = re.compile(rf"(?<=\()(?P<number>{NUMBER})(?=\))")
_OF_LAWS = re.compile(r"(?:lag|balk|förordning|författning)(?:en|ar|arna|ens|s)?(?!\w)", re.IGNORECASE)
_SERIES = re.compile(
    r"(?<![\w-])(?P<series>[A-ZÅÄÖ]{1,6}-?FS)\s?(?:nr\s)?(?P<number>(?:19|20)\d\d:\s?\d{1,4})(?![\d:])"
)
_SAME = re.compile(
    r"(?<![\w-])(?:samma|nämnda|sagda|ovannämnda|förstnämnda|sistnämnda)\s{1,40}"
    r"(?:lag|förordning|balk|kungörelse|författning|föreskrift)(?:en|an|er)?(?![\w-])",
    re.IGNORECASE,
)
_TITLE_AND_NUMBER = re.compile(
    r"(?:[ \u00a0]|[ ]?\n)(?:om|med)(?:[ \u00a0]|[ ]?\n)(?:(?!(?:lag|förordning)(?:en)?(?!\w)|enligt\s)[\w-]{1,40},?"
    rf"(?:[ \u00a0]|[ ]?\n)){{1,12}}\((?:SFS\s)?(?P<number>{NUMBER})\)",
    re.IGNORECASE,
)
_PLAIN_WORDS = re.compile(r"(?:lag|förordning)(?:en)?s?", re.IGNORECASE)
_GENERIC = re.compile(r"(?:lag|förordning|kungörelse|stadga|ordning)(?:en|an|n)?s?", re.IGNORECASE)
"""Words after whose number the title goes on: ``lagen (1985:206) om viten``."""
_KNOWN_ALONE = frozenset(
    [
        "PBL",
        "PBF",
        "OSL",
        "SoL",
        "LOU",
        "LVU",
        "LVM",
        "LSS",
        "LSO",
        "LOB",
        "LPT",
        "LRV",
        "BrB",
        "HSL",
        "PDL",
        "SFB",
        "YGL",
    ]
)
"""Short forms that are seldom anything else."""
_SURE, _BY_NUMBER, _BESIDE_A_SECTION = 0.9, 0.93, 0.0
_LEAST_NAME = 6  # code points


@dataclass(frozen=True, slots=True)
class Law:
    """A law named at a place. ``value`` is ``SFS 2010:900``; ``alone`` is how sure it is with no section beside it."""

    start: int
    end: int
    value: str
    alone: float
    method: str


def find(text: str, context: Context) -> list[Law]:
    """Every law named on a page, ordered, not overlapping."""
    told = Told()
    words = list(_NAMED.finditer(text))
    named = [_with_number(text, match, told) for match in words if match["number"] is not None]
    for match in words:
        if match["number"] is None and (law := _without_number(text, match, context, told)) is not None:
            named.append(law)
    named += [*_by_number(text), *_by_short_form(text, context, told)]
    found: list[Law] = []
    for law in sorted(named, key=lambda one: (one.start, -one.end)):
        if not found or law.start >= found[-1].end:
            found.append(law)
    return _with_same(text, found)


def _with_number(text: str, match: re.Match[str], told: Told) -> Law:
    number, word = _folded(match["number"]), " ".join(match["word"].split())
    end = statutes.title_end(text, match.end(), number) if _GENERIC.fullmatch(word) else match.end()
    told.add(text, word, match.end(), end, number)
    return Law(match.start(), end, f"SFS {number}", _SURE, "rule:law-name")


def _without_number(text: str, match: re.Match[str], context: Context, told: Told) -> Law | None:
    word = " ".join(match["word"].split())
    if _PLAIN_WORDS.fullmatch(word):
        return _by_title(text, match, context, told) if word[-1] in "ns" else None  # "lag om": one that is proposed
    number = told.number(key(word), match.start()) or statutes.number_in_force(word, context.today)
    if number is None:
        return None
    alone = _SURE if len(word) >= _LEAST_NAME else _BESIDE_A_SECTION
    return Law(match.start(), match.end(), f"SFS {number}", alone, "rule:law-name")


def _by_title(text: str, match: re.Match[str], context: Context, told: Told) -> Law | None:
    """``lagen om viten``, ``lagen om konsulära katastrofinsatser (2010:813)``."""
    numbered = _TITLE_AND_NUMBER.match(text, match.end())
    kind = "lag" if match["word"].lower().startswith("lag") else "förordning"
    titled = (
        (numbered.end(), _folded(numbered["number"]))
        if numbered is not None
        else told.titled(text, match.end()) or statutes.named_by_title(text, match.end(), kind, context.today)
    )
    return Law(match.start(), titled[0], f"SFS {titled[1]}", _SURE, "rule:law-title") if titled is not None else None


def _by_short_form(text: str, context: Context, told: Told) -> Iterator[Law]:
    for match in _SHORT.finditer(text):
        short = match["short"]
        own = told.number(short, match.end(), only_before=True)
        number = match["of"] or own or statutes.number_in_force(short, context.today)
        if number is not None:
            sure = match["of"] is not None or own is not None or short in _KNOWN_ALONE
            alone = _SURE if sure else _BESIDE_A_SECTION
            yield Law(match.start(), match.end(), f"SFS {_folded(number)}", alone, "rule:law-short")


def _by_number(text: str) -> Iterator[Law]:
    for match in _SFS.finditer(text):
        yield Law(*match.span(), f"SFS {_folded(match['number'])}", _BY_NUMBER, "rule:law-number")
    for match in _BARE.finditer(text):
        spoken_of = _OF_LAWS.search(text, max(0, match.start() - 40), match.start()) is not None
        if spoken_of or statutes.is_statute(_folded(match["number"])):
            yield Law(*match.span(), f"SFS {_folded(match['number'])}", _BY_NUMBER, "rule:law-number")
    for match in _SERIES.finditer(text):
        if match["series"] != "SFS":
            value = f"{match['series']} {_folded(match['number'])}"
            yield Law(*match.span(), value, _BY_NUMBER, SERIES)


def _with_same(text: str, laws: list[Law]) -> list[Law]:
    """With ``samma lag`` as the law that was named last before it."""
    same, at = list[Law](), 0
    for match in _SAME.finditer(text):
        while at < len(laws) and laws[at].end <= match.start():
            at += 1
        if at:
            same.append(Law(*match.span(), laws[at - 1].value, _BESIDE_A_SECTION, "rule:law-same"))
    return sorted([*laws, *same], key=lambda law: law.start)


def _folded(number: str) -> str:
    return " ".join(number.split()) if "s" in number else "".join(number.split())
