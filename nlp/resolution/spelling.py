"""How a name is written, set aside: letters that stand for one sound, accents, and what OCR takes for each other."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

_SOUNDS: Final = (
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qv", "kv"), ("qu", "kv"), ("ch", "k"), ("c", "k"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("z", "s"), ("hj", "j"), ("gj", "j"), ("dt", "t"), ("aa", "å"), ("ae", "ä"), ("oe", "ö"),
)  # fmt: skip
_CONFUSED: Final = str.maketrans({"0": "o", "1": "l", "i": "l", "!": "l", "|": "l", "5": "s", "8": "b", "6": "g"})
_DOTS: Final = str.maketrans("åäö", "aao")
_KEPT: Final = "åäö"
"""Letters of their own in Swedish; other accents are ways of writing."""
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
LEAST_LIKE: Final = 8
"""Letters that a name must have before one wrong letter in it is let pass."""


@lru_cache(maxsize=65_536)
def sounded(name: str) -> str:
    """Names that sound alike are equal: ``Christoffer Wallqvist`` and ``Kristofer Vallkvist``."""
    plain = "".join(map(_without_accent, name.casefold()))
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return _DOUBLED.sub(r"\1", plain.replace("-", " "))


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Names that OCR may have read for each other are equal too: ``Kovacevlc`` and ``Kovačević``; rn is m, ö is o."""
    return sounded(name.casefold().replace("rn", "m").translate(_CONFUSED)).translate(_DOTS)


def is_misread(name: str, other: str) -> bool:
    """Whether the two differ by one letter wrong, missing, added or out of place, and are long enough to tell."""
    longest = max(len(name), len(other))
    return longest >= LEAST_LIKE and OSA.distance(name, other, score_cutoff=1) <= 1


def _without_accent(letter: str) -> str:
    if letter in _KEPT:
        return letter
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))
