"""Property designations (*fastighetsbeteckningar*): ``Umeå Stadsliden 6:7``, ``ga:12``; in a kvarter ``Björnen 3``.

Source: fastighetsregisterförordningen (2000:308): municipality, trakt or kvarter, then block:unit (or only the unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.names.lexicon import is_first_name
from nlp.rules import property_quarter
from nlp.rules.address_streets import BESIDE_STREETS
from nlp.rules.property_names import NAME, cased, is_common, is_town, towns
from nlp.tables import words as table

_UNIT = r"(?:\d{1,5}|[sS]|[gG][aA]|[fF][sS])\s?:\s?\d{1,4}(?:>\d{1,3})?"
_BETWEEN = r"(?:[ \u00a0]|[ ]?\n[ ]?)"
_BLOCK = re.compile(rf"(?<![\w-])((?:{NAME}{_BETWEEN}){{1,4}})({_UNIT})(?![\w:]|[.,]\d)")
_MORE = re.compile(rf"(?:,\s{{1,3}}|\s{{1,3}}(?:och|samt|eller)\s{{1,3}}|\s?[-–]\s?)({_UNIT})(?![\w:]|[.,]\d)")
_CUE = cues.words(r"fastighet\w*", r"fastighetsbeteckning\w*", r"kv(?:arteret)?\.?", "tomt\\w*", "lagfart\\w*")
_LEADING = table("words_before_property")
_NOT_TRAKT = table("not_trakt")
_SERIES = re.compile(r"(?:[A-ZÅÄÖ-]{1,10}FS|[A-ZÅÄÖ]{2,4})\s\d")  # "RF 1:1"
_TOWN_AND_TRAKT: Final = 2  # names, where none of them is "Norra" or the like
_YEARS: Final = 1700  # a block of so much is the year of a publication series


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Designations by their block:unit, or by the unit alone where words or the town tell what it is.

    Each unit of a list (``Stadsliden 6:7 och 6:8``) is one with the names of the first.
    """
    near = towns(text)
    for match in _BLOCK.finditer(text):
        yield from _block(text, match, near)
    for start, end, value, confidence in property_quarter.find(text, near):
        yield Candidate(Label.PROPERTY, start, end, value, confidence, "rule:property-quarter")


def _block(text: str, match: re.Match[str], near: frozenset[str]) -> Iterator[Candidate]:
    names = _names(match, near)
    if not names or names[-1].group() in _NOT_TRAKT:
        return
    start = match.start() + names[0].start()
    words = [cased(name.group()) for name in names]
    confidence = _confidence(text, start, words, match.group(2), near)
    if not confidence:
        return
    yield _candidate(start, match.end(), words, match.group(2), confidence)
    more = _MORE.match(text, match.end())
    while more is not None:
        yield _candidate(more.start(1), more.end(1), words, more[1], confidence)
        more = _MORE.match(text, more.end(1))


def _candidate(start: int, end: int, words: list[str], unit: str, confidence: float) -> Candidate:
    value = " ".join([*words, "".join(unit.split())])
    return Candidate(Label.PROPERTY, start, end, value, confidence, "rule:property")


def _names(match: re.Match[str], near: frozenset[str]) -> list[re.Match[str]]:
    """The names that belong to the designation: from the municipality on, else what is left of words before it."""
    names = list(re.finditer(r"\S+", match.group(1)))
    common = [at for at, name in enumerate(names[:-1]) if is_common(name.group())]
    names = names[common[-1] + 1 :] if common else names
    for at in range(len(names) - 2, -1, -1):
        if is_town(" ".join(cased(name.group()) for name in names[at : at + 2]), near):
            return names[at:]
    while names and names[0].group() in _LEADING:
        names.pop(0)
    broken = [at for at, name in enumerate(names[1:], 1) if "\n" in match.group(1)[names[at - 1].end() : name.start()]]
    names = names[broken[-1] :] if broken and len(names) > _TOWN_AND_TRAKT else names
    plain = len(names) > _TOWN_AND_TRAKT and not any(name.group() in BESIDE_STREETS for name in names[:2])
    return names[-_TOWN_AND_TRAKT:] if plain else names


def _confidence(text: str, start: int, words: list[str], unit: str, near: frozenset[str]) -> float:
    block, _, last = unit.partition(":")
    if block.startswith("0"):
        return 0.0
    if len(words) > 1 and is_town(" ".join(words[:2]), frozenset()):
        return 0.97
    if cues.before(text, start, _CUE):
        return 0.95
    if block.strip().isdigit() and int(block) >= _YEARS:
        return 0.0
    if len(words) > 1 and words[0] in near:
        return 0.9
    if _SERIES.match(text, start) or (_looks_like_time(block.strip(), last.strip()) and not _is_place(words)):
        return 0.0
    return 0.7


def _looks_like_time(block: str, last: str) -> bool:
    return len(last) == len("00") and block.isdigit() and int(block) < 25 and last.isdigit() and int(last) < 60


def _is_place(words: list[str]) -> bool:
    """Whether two words or more are a municipality and a trakt, and no person or day who has a time beside."""
    people = is_first_name(words[0]) or words[-1] in table("surnames")
    return len(words) > 1 and not people and not any(word in _NOT_TRAKT for word in words)
