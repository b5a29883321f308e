"""Base forms by rule: the endings that Swedish words take, and a dictionary asked whether the other forms are there.

A form is taken to a base where most forms of the same pattern (*böjningsmönster*) are words of simplemma's list:
"vågar" may be of "våga" because of "vågade" and "vågat", and of "våg" because of "vågen" and "vågarna". The patterns
are the common ones of *Svenska Akademiens grammatik* (1999), volume 2.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.dictionary import WORDS_KEPT, is_common

_ENOUGH: Final = 0.75
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """``base`` is the ending of the base form, ``telling`` the endings that must mostly be known, ``more`` others."""

    kind: str
    base: str
    telling: tuple[str, ...]
    more: tuple[str, ...] = ()


PATTERNS: Final = (
    Pattern("noun", "", ("", "et", "en", "ets")),
    Pattern("noun", "", ("", "en", "ar", "arna")),
    Pattern("noun", "", ("", "en", "er", "erna")),
    Pattern("noun", "a", ("a", "an", "or", "orna")),
    Pattern("noun", "e", ("e", "et", "en", "ena")),
    Pattern("noun", "e", ("e", "en", "ar", "arna")),
    Pattern("noun", "er", ("er", "ern", "rar", "rarna")),
    Pattern("noun", "el", ("el", "eln", "lar", "larna")),
    Pattern("noun", "er", ("er", "ret", "ren")),
    Pattern("noun", "el", ("el", "let", "len")),
    Pattern("noun", "er", ("er", "ern", "erna")),
    Pattern("noun", "", ("", "et", "er", "erna")),
    Pattern("noun", "", ("", "n", "ar", "arna")),
    Pattern("noun", "", ("", "n", "r", "rna")),
    Pattern("noun", "are", ("are", "aren", "arna", "arens")),
    Pattern("verb", "a", ("a", "ar", "ade", "at"), ("ad", "ande")),
    Pattern("verb", "a", ("a", "er", "de", "t"), ("d", "da", "ande")),
    Pattern("verb", "a", ("a", "er", "te", "t"), ("ta", "ande")),
    Pattern("verb", "ra", ("ra", "r", "rde", "rt"), ("rd", "rda", "rande")),
    Pattern("verb", "", ("", "r", "dde", "tt"), ("dd", "dda", "ende")),
    Pattern("adjective", "", ("", "t", "a", "are", "aste"), ("ast", "e")),
    Pattern("adjective", "en", ("en", "et", "na"), ("ne",)),
    Pattern("adjective", "er", ("er", "ert", "ra"), ("re",)),
    Pattern("adjective", "el", ("el", "elt", "la"), ("le",)),
)


@dataclass(frozen=True, slots=True)
class Base:
    """``forms``: the telling forms of the pattern; ``share``: how many of them are known."""

    word: str
    kind: str
    share: float
    forms: tuple[str, ...]


@lru_cache(maxsize=WORDS_KEPT)
def bases(word: str) -> tuple[Base, ...]:
    """What a lower-case word may be a form of, the likeliest first."""
    found: dict[tuple[str, str], Base] = {}
    known: dict[str, bool] = {}  # the patterns of a stem have most of their forms in common
    for length in range(min(_LONGEST, len(word) - _SHORTEST) + 1):
        stem = word[: len(word) - length]
        for pattern in _BY_ENDING.get(word[len(stem) :], ()):
            key = stem + pattern.base, pattern.kind
            share = _share(stem, pattern, known)
            if share >= _ENOUGH and (key not in found or found[key].share < share):
                found[key] = Base(*key, share, tuple(stem + each for each in pattern.telling))
    return tuple(sorted(found.values(), key=lambda base: -base.share))


def _share(stem: str, pattern: Pattern, known: dict[str, bool]) -> float:
    """The share of telling forms that are listed; 0 as soon as it cannot be enough. ``known`` are those looked up."""
    total = listed = len(pattern.telling)
    enough = _ENOUGH * total
    for ending in reversed(pattern.telling):  # the rarest stand last
        form = stem + ending
        if form not in known:
            known[form] = is_common(form)
        if not known[form]:
            listed -= 1
            if listed < enough:
                return 0.0
    return listed / total


def _by_ending() -> dict[str, tuple[Pattern, ...]]:
    """Ending → the patterns that have it. A noun may take the s of the genitive, a verb that of the passive."""
    found: defaultdict[str, dict[Pattern, None]] = defaultdict(dict)
    for pattern in PATTERNS:
        for ending in (*pattern.telling, *pattern.more):
            found[ending][pattern] = None
            if pattern.kind != "adjective":
                found[f"{ending}s"][pattern] = None
    return {ending: tuple(some) for ending, some in found.items()}


_BY_ENDING: Final = _by_ending()
_LONGEST: Final = max(map(len, _BY_ENDING))
