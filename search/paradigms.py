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

from search.dictionary import WORDS_KEPT, is_common, words

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
    listed, known = words(), {word: is_common(word)}  # the patterns of a stem have most of their forms in common
    for length in range(min(_LONGEST, len(word) - _SHORTEST) + 1):
        stem = word[: len(word) - length]
        for pattern, endings, spare in _BY_ENDING.get(word[len(stem) :], ()):
            missing = 0
            for ending in endings:
                form = stem + ending
                if (there := known.get(form)) is None:
                    there = known[form] = form.encode() in listed
                if not there:
                    missing += 1
                    if missing > spare:
                        break  # it cannot be enough any more
            else:
                key, share = (stem + pattern.base, pattern.kind), 1.0 - missing / len(endings)
                if key not in found or found[key].share < share:
                    found[key] = Base(*key, share, tuple(stem + each for each in pattern.telling))
    return tuple(sorted(found.values(), key=lambda base: -base.share))


def _by_ending() -> dict[str, tuple[tuple[Pattern, tuple[str, ...], int], ...]]:
    """Ending → the patterns that have it, each with its telling endings as they are best asked (that of the word
    itself, which is known by then, and the others from the rarest on), and how many of them may be unknown. A noun may
    take the s of the genitive, a verb that of the passive."""
    found: defaultdict[str, dict[Pattern, tuple[str, ...]]] = defaultdict(dict)
    for pattern in PATTERNS:
        rarest = pattern.telling[::-1]
        for ending in (*pattern.telling, *pattern.more):
            found[ending][pattern] = tuple(sorted(rarest, key=lambda each: each != ending))
            if pattern.kind != "adjective":
                found[f"{ending}s"].setdefault(pattern, rarest)
    return {
        ending: tuple((pattern, asked, int(len(asked) * (1 - _ENOUGH))) for pattern, asked in some.items())
        for ending, some in found.items()
    }


_BY_ENDING: Final = _by_ending()
_LONGEST: Final = max(map(len, _BY_ENDING))
