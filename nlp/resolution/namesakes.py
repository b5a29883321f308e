"""Where a paper says that it means somebody else of the name (*namne*): ``har samma namn men är en annan person``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from models.mention import Label, Mention
from nlp.resolution.binding import Bound

_AFTER: Final = re.compile(
    r"[^.!?\n]{0,60}?(?:\n[^.!?\n]{0,40}?)?(?:(?:har|bär)\ssamma\snamn|(?:inte|ej)\s(?:är\s)?(?:identisk|samma\sperson|densamm[ae])"
    r"|(?:är|det\sär)\sen\sannan(?:\sperson)?\b|ej\satt\sförväxla|inte\satt\sförväxla|\bnamne\b|med\ssamma\snamn)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?:menar|avser|syftar\spå|förväxlas\smed|förväxla\smed)\s(?:(?:inte|ej)\s)?$", re.IGNORECASE
)
_REACH: Final = 130


def namesakes(texts: Mapping[int, str], mentions: Sequence[Mention], bound: Bound) -> frozenset[int]:
    """The places of persons of whom it is said so."""
    return frozenset(
        at
        for at, one in enumerate(mentions)
        if one.label is Label.PERSON and " " in one.value and _is_said(texts.get(one.page, ""), mentions, at, bound)
    )


def _is_said(text: str, mentions: Sequence[Mention], at: int, bound: Bound) -> bool:
    one = mentions[at]
    end = max((mentions[number].end for number in bound.get(at, ()) if mentions[number].page == one.page), default=0)
    end = max(end, one.end)
    if _BEFORE.search(text, max(0, one.start - _REACH), one.start):
        return True
    said = _AFTER.match(text, end, end + _REACH)
    nearer = (other for other in mentions[at + 1 : at + 4] if other.page == one.page and other.label is Label.PERSON)
    return said is not None and not any(other.start < said.end() and other.value != one.value for other in nearer)
