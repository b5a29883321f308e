"""Property designations (*fastighetsbeteckningar*): ``Umeå Stadsliden 6:7``, ``kvarteret Björnen 3``.

Source: fastighetsregisterförordningen (2000:308): municipality, trakt or kvarter, then block:unit (or only the unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.tables import words as table

_NAME = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäöéüA-Z'-]{1,30}"
_UNIT = r"(?:\d{1,5}|[sS]|[gG][aA]|[fF][sS])\s?:\s?\d{1,4}"
_BLOCK = re.compile(rf"(?<![\w-])((?:{_NAME}(?:[ \u00a0]|[ ]?\n[ ]?)){{1,4}})({_UNIT})(?![\w:]|[.,]\d)")
_QUARTER = re.compile(
    rf"(?<![\w-])(?:[Kk]varteret|KVARTERET|[Kk]v\.?|KV\.?)\s((?:{_NAME}\s){{1,3}}\d{{1,3}})(?![\w:]|[.,]\d)"
)
_NAMED = re.compile(
    rf"(?<![\w-])[Ff]astighet(?:en|er|erna)?[:\s]\s{{0,2}}((?:{_NAME}\s){{1,3}}\d{{1,3}})(?![\w:]|[.,]\d)"
)
_UNIT_ONLY = re.compile(rf"(?<![\w-])({_NAME})\s({_NAME})\s(\d{{1,3}})(?![\w:/-]|[.,]\d|\s\d{{2,}}|\s?(?:kr|%))")
_CUE = cues.words(r"fastighet\w*", r"fastighetsbeteckning\w*", r"kv(?:arteret)?\.?", "tomt\\w*", "lagfart\\w*")
_LEADING = table("words_before_property")
_NOT_TRAKT = table("not_trakt")
_ROAD = re.compile(r"(?:Riks|Läns)?[Vv]äg|Rv|Lv")
_PLACE = re.compile(r"[A-ZÅÄÖ]+FS$|.*-FS$|[A-Z]{2,6}$")


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Designations by their block:unit, or by the word kvarteret or fastigheten before a name and a number."""
    for match in _BLOCK.finditer(text):
        yield from _block(text, match)
    for match in _UNIT_ONLY.finditer(text):
        if (match[2].isupper() and not match[1].isupper()) or _ROAD.fullmatch(match[2]):
            continue
        if match[1] in table("municipalities") or _is_town(text, match[1]):
            value = " ".join(match.group().split())
            yield Candidate(Label.PROPERTY, *match.span(), value, 0.85, "rule:property-quarter")
    for pattern in (_QUARTER, _NAMED):
        for match in pattern.finditer(text):
            value = " ".join(_cased(word) for word in match.group(1).split())
            yield Candidate(Label.PROPERTY, *match.span(1), value, 0.85, "rule:property-quarter")


def _is_town(text: str, name: str) -> bool:
    """Whether the page shows that ``name`` is a municipality: before the word, or after a postcode."""
    return re.search(rf"{re.escape(name)}s?\skommun|\b\d{{3}}[ ]?\d{{2}}\s{re.escape(name)}\b", text) is not None


def _block(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    names = list(re.finditer(r"\S+", match.group(1)))
    while names and names[0].group() in _LEADING:
        names.pop(0)
    if not names or names[-1].group() in _NOT_TRAKT:
        return
    start = match.start() + names[0].start()
    words = [_cased(name.group()) for name in names]
    confidence = _confidence(text, start, words, match.group(2))
    if confidence:
        unit = "".join(match.group(2).split())
        yield Candidate(Label.PROPERTY, start, match.end(), " ".join([*words, unit]), confidence, "rule:property")


def _confidence(text: str, start: int, words: list[str], unit: str) -> float:
    block, _, last = unit.partition(":")
    if block.startswith("0"):
        return 0.0
    if words[0] in table("municipalities") and len(words) > 1:
        return 0.97
    if cues.before(text, start, _CUE):
        return 0.95
    if block.isdigit() and int(block) >= 1700:  # the year of a publication series
        return 0.0
    looks_like_time = len(last.strip()) == 2 and block.strip().isdigit() and int(block) < 25 and int(last) < 60
    if len(words) > 1 and _is_town(text, words[0]):
        return 0.9
    if looks_like_time or _PLACE.match(words[-1]):
        return 0.0
    return 0.7


def _cased(word: str) -> str:
    """A word in capitals as a name is written: UMEÅ → Umeå, STADS-LIDEN → Stads-Liden."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 1 else word
