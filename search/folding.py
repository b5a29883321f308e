"""Characters made alike: accents folded away (å, ä and ö stay), and what OCR confuses folded together."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_KEPT: Final = "åäö"
_ALIKE: Final = str.maketrans({"ø": "ö", "æ": "ä", "ü": "u", "ß": "s", "đ": "d", "ł": "l", "ð": "d", "þ": "t"})
_CLASSES: Final = ("o0ö", "l1ij|!", "s5$", "b86", "z2", "ce", "aåä")
_CONFUSED: Final = str.maketrans({each: group[0] for group in _CLASSES for each in group})
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("ii", "u"))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The lower-case word without accents: é→e, ü→u, ø→ö, ć→c. å, ä and ö are letters of their own and stay."""
    if word.isascii():
        return word
    return "".join(_bare(character) for character in word.translate(_ALIKE))


def _bare(character: str) -> str:
    return character if character in _KEPT else unicodedata.normalize("NFD", character)[0]


def skeleton(word: str) -> str:
    """The key that a lower-case word shares with its likely misreadings: those of ``_CLASSES``, rn/m, vv/w, ii/u."""
    for pair, single in _PAIRS:
        word = word.replace(pair, single)
    return fold(word).translate(_CONFUSED)
