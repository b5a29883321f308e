"""What the names of a property designation look like, which words before it are none, which towns a page tells of."""

from __future__ import annotations

import re
from typing import Final

from nlp.tables import words as table

NAME: Final = r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäöéüA-Z'-]{1,30}|[ÅÄÖ](?![\w-]))"
_TOWN = re.compile(
    r"(?<![\w-])([A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{2,24}?)s?\s[Kk]ommun(?:s|en)?(?![\w-])"
    r"|(?<!\d)[1-9]\d{2}[ \u00a0]?\d{2}[ \u00a0]{1,2}([A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{2,24})(?![\w-])"
)
_COMMON = re.compile(
    r"\A[\wåäö-]{3,40}(?:tillsyn|tillstånd|ansökan|fastighet|fastigheten|lov|lovet|besked|anmälan|ärende|ärendet|prövning|kontroll"
    r"|besök|inspektion|beslut|yttrande|protokoll|rapport|plats|platsen|adress|adressen|objekt|objektet|beteckning|tomt"
    r"|tomten|dispens|avgift|skrivelse|underrättelse|grannen|granne|ägare|ägaren|utredning|besiktning|förrättning|föreläggande|föreläggandet|förelägganden)\Z",
    re.IGNORECASE,
)


def towns(text: str) -> frozenset[str]:
    """The towns that a page tells of: before ``kommun``, or after a postcode."""
    return frozenset(cased(match[1] or match[2]) for match in _TOWN.finditer(text))


def is_town(names: str, near: frozenset[str]) -> bool:
    """Whether two names begin with a municipality, or with a town that the page tells of, or are one (Lilla Edet)."""
    first = names.partition(" ")[0]
    return first in near or first in table("municipalities") or names in table("municipalities")


def is_common(word: str) -> bool:
    """Whether a word with a capital is a common noun that opens a line before a designation (``Lantbrukstillsyn``)."""
    return _COMMON.match(word) is not None or word in table("words_before_property")


def cased(word: str) -> str:
    """A word in capitals as a name is written: UMEÅ → Umeå, STADS-LIDEN → Stads-Liden."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 1 else word
