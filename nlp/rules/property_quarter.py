"""Designations in a kvarter (*kvartersbeteckningar*): ``kvarteret Björnen 3``, ``Umeå Björnen 3``: no block, a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.names.lexicon import is_first_name
from nlp.rules.address_streets import BESIDE_STREETS, STREET_NAME
from nlp.rules.property_names import NAME, cased, is_common
from nlp.tables import words as table

_BETWEEN = r"(?:[ \u00a0]|[ ]?\n[ ]?)"
_END = (
    r"(?![\w:/-]|[.,]\d|[ \u00a0]\d{{2,}}|[ \u00a0]?(?:kr|%|år|st|m2|m²|kvm|meter|procent|kronor|dagar|personer)(?!\w))"
)
_CUED = re.compile(
    r"(?<![\w-])(?:(?:[Kk]varteret|KVARTERET|[Kk]v\.?|KV\.?)[ \u00a0]"
    r"|(?:[Ff]astighet(?:en)?|fastighet(?:er|erna))(?::\s{0,3}|[ \u00a0]))"
    rf"((?:{NAME}{_BETWEEN}){{0,2}}{NAME}[ \u00a0])([1-9]\d{{0,2}}){_END}"
)
_TWO_NAMES = re.compile(rf"(?<![\w-])({NAME})({_BETWEEN})({NAME})[ \u00a0]([1-9]\d{{0,2}}){_END}")
_BROKEN = re.compile(rf"(?<![\w-])({NAME})([ \u00a0])({NAME})\n([1-9]\d{{0,2}})(?=[.,;\n]|\s[a-zåäö]){_END}")
_MORE = re.compile(rf"(?:,[ \u00a0]|[ \u00a0](?:och|samt)[ \u00a0])([1-9]\d{{0,2}}){_END}")
_DEFINITE = re.compile(r"[A-ZÅÄÖ][a-zåäö]{1,}(?:en|et|an|ern|arn|orn|eln|orna|arna|erna)$")
_NOT_TOWNS = frozenset(
    [
        *(
            "Brf",
            "Bostadsrättsföreningen",
            "Föreningen",
            "Hotell",
            "Hotellet",
            "Restaurang",
            "Café",
            "Cafe",
            "Förskolan",
        ),
        *(
            "Skolan",
            "Kiosk",
            "Kiosken",
            "Pizzeria",
            "Bar",
            "Krog",
            "Gym",
            "Butik",
            "Butiken",
            "Garage",
            "Projekt",
            "Team",
        ),
        *("Familjen", "Gården", "Villa", "Kvarteret", "Serien", "Kapten", "Doktor", "Herr", "Fru", "Firma", "Salong"),
    ]
)
"""Words before a name and a number that are no municipality: ``Brf Solgläntan 3``."""
_ROAD = re.compile(r"(?:Riks|Läns)?[Vv]äg|Rv|Lv")


def find(text: str, near: frozenset[str]) -> Iterator[tuple[int, int, str, float]]:
    """Start, end, value and confidence. ``near`` are the towns that the page tells of."""
    for match in _CUED.finditer(text):
        names = [cased(word) for word in match[1].split()]
        yield match.start(1), match.end(), " ".join([*names, match[2]]), 0.85
        more = _MORE.match(text, match.end())
        while more is not None:
            yield *more.span(1), " ".join([*names, more[1]]), 0.75
            more = _MORE.match(text, more.end(1))
    for pattern in (_TWO_NAMES, _BROKEN):
        for match in pattern.finditer(text):
            sure = _sureness(text, match, near)
            if sure:
                yield *match.span(), f"{cased(match[1])} {cased(match[3])} {match[4]}", sure


def _sureness(text: str, match: re.Match[str], near: frozenset[str]) -> float:
    """How sure a municipality and a kvarter are: by the town, else by what such names look like and stand after."""
    town, quarter = cased(match[1]), cased(match[3])
    if (match[3].isupper() and not match[1].isupper()) or _ROAD.fullmatch(quarter) or quarter in table("not_quarter"):
        return 0.0
    if (
        town in _NOT_TOWNS
        or (len(town) <= 2 and town.isupper())
        or STREET_NAME.search(quarter)
        or town in BESIDE_STREETS
    ):
        return 0.0
    known = town in table("municipalities")
    if known or town in near:
        broken = match.re is _BROKEN or ("\n" in match[2] and not known)
        return 0.85 if not broken or _DEFINITE.match(quarter) else 0.0
    named = is_first_name(town) or is_first_name(quarter) or quarter in table("surnames") or is_common(town)
    likely = _DEFINITE.match(quarter) is not None and _DEFINITE.match(town) is None
    return 0.6 if likely and not named and match.re is _TWO_NAMES else 0.0
