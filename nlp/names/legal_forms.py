"""Legal forms of companies and associations (*bolagsformer*): the one list of them, and what is told by it.

Source: the forms of the Swedish Companies Registration Office (Bolagsverket), and those of foreign companies that
Swedish papers name.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = ("Aktiebolag", "Handelsbolag", "Kommanditbolag")
_SHORT: Final = ("AB", "HB", "KB")
_FOREIGN: Final = ("Ltd", "GmbH", "Inc", "ASA", "ApS", "Aps", "AS", "Oy", "Kft")
WORDS: Final = frozenset(
    {*_SHORT, *_FOREIGN, *_WORDS, *(word.lower() for word in _WORDS), *(word.upper() for word in _WORDS)}
)
"""Forms of one word, as they are written after a name."""
COOPERATIVE: Final = r"(?:[Ee]k\.\s?[Ff]ör\.?|[Ee]konomisk\s[Ff]örening)(?!\w)"
"""Forms of an economic association, as a pattern."""
_ENDING: Final = re.compile(rf",?\s(?:{'|'.join(sorted(WORDS))}|(?i:{'|'.join(_SHORT)})|{COOPERATIVE})(?:\s\(publ\))?$")
_SWEDISH: Final = "|".join((*_SHORT, *_WORDS))
_NAMES_ONE: Final = re.compile(rf"\s(?:(?:{_SWEDISH})(?!\w)|{COOPERATIVE})|^AB\s")
_SMALL: Final = frozenset(word.lower() for word in (*_SHORT, *_WORDS))
_ALONE: Final = frozenset(word.casefold() for word in (*_SHORT[:2], *_WORDS))
"""Forms that are no name by themselves. ``KB`` is the Royal Library, and ``AS`` may be anybody."""


def is_form(word: str, small: bool = False) -> bool:
    """Whether ``word`` is a legal form as it is written after a name, also in the genitive (``ABs``, ``AB:s``).

    ``small``: on a page without capitals (``ab``).
    """
    known = _SMALL if small else WORDS
    return word in known or word.removesuffix("s").removesuffix(":") in known


def is_only_form(written: str) -> bool:
    """Whether ``written`` is a legal form and nothing else, in whatever case: a form's cell, not a company's name."""
    return written.removesuffix("s").removesuffix(":").casefold() in _ALONE


def has_form(name: str) -> bool:
    """Whether a company's name carries a Swedish legal form: ``Norrlands Mat AB (publ)``, ``AB Norrlands Mat``."""
    return _NAMES_ONE.search(name) is not None


def without_form(name: str) -> str:
    """A company's name without its legal form: ``Norrlands Matkompani AB (publ)`` → ``Norrlands Matkompani``."""
    return _ENDING.sub("", name)
