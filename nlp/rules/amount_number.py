"""How a sum is written: digits with their marks, and words that multiply."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_THIN: Final = r"[ \u00a0\u202f\u2009'’]"
NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:(?:{_THIN}\n?|\n)\d{{3}}){{1,4}}|\d{{1,3}}(?:\.\d{{3}}){{1,4}}|\d{{1,3}}(?:,\d{{3}}){{1,4}}"
    r"|\d{1,12})(?!\d)(?:[,.:]\d{1,2}(?!\d))?"
)
"""A piece of a regular expression, without groups: ``1 284 500``, ``15.000``, ``12,4``, ``6:80``."""
_SCALES: Final = {
    "mdkr": 10**9, "mdr": 10**9, "miljard": 10**9, "miljarder": 10**9, "billion": 10**9,
    "mnkr": 10**6, "mkr": 10**6, "msek": 10**6, "mn": 10**6, "milj": 10**6, "miljon": 10**6, "miljoner": 10**6,
    "million": 10**6, "tkr": 10**3, "ksek": 10**3, "tsek": 10**3, "kkr": 10**3, "tusen": 10**3, "tusental": 10**3,
}  # fmt: skip
_WORD: Final = re.compile(r"[a-zåäö]+")


def _soft(word: str) -> str:
    """The word with the soft hyphens that text from the web has in it."""
    return "\u00ad?".join(word)


MULTIPLES: Final = (
    rf"{_soft('miljon')}(?:\u00ad?{_soft('er')})?|{_soft('miljard')}(?:\u00ad?{_soft('er')})?|milj\.?|tusen|mn|mdr"
)
"""A piece: words that multiply."""
KRONOR: Final = rf"{_soft('kron')}\u00ad?(?:or|orna|a)|KRONOR|Kronor|kr|Kr|KR"
"""A piece: the currency."""


def scale_of(unit: str) -> int:
    """What a unit multiplies by: ``mnkr`` 1,000,000, ``tkr`` 1,000, ``kronor`` 1."""
    for word in _WORD.findall(unit.replace("\u00ad", "").lower()):
        if word in _SCALES:
            return _SCALES[word]
    return 1


def decimal(number: str, *, scale: int = 1) -> Decimal:
    """What the digits say, times ``scale``.

    ``1 284 500``, ``15.000``, ``1.284.500`` and ``15,000`` are whole; ``12,4``, ``1.5`` and ``6:80`` are not, nor is
    ``1,284`` before a word that multiplies.
    """
    plain = re.sub(r"[\s'’]", "", number)
    plain = re.sub(r"\.(?=\d{3}(?!\d))", "", plain)
    if scale == 1:
        plain = re.sub(r",(?=\d{3}(?!\d))", "", plain)
    return Decimal(plain.replace(",", ".").replace(":", ".")) * scale
