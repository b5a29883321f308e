"""How many in a municipality may bear a name (*hur vanligt ett namn är*), and so how much a name tells by itself.

From the counts of Statistics Sweden (``nlp/tables``), as if given names and surnames were chosen apart. They are not
quite (a family from abroad has both from there), so that a rare surname may be less rare with its own given names.
Names are counted as they sound, or as OCR may confuse them: what is one key has one count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final

from nlp.names.lexicon import INITIAL
from nlp.resolution.spelling import sounded
from nlp.tables import pairs

MUNICIPALITY: Final = 50_000
"""People among whom somebody is looked for: most municipalities have fewer; their papers name people from beside."""
_PEOPLE: Final = 10_400_000  # of the table of given names
_FAMILIES: Final = 9_000_000  # of the table of surnames, which is older
_UNLISTED_FIRST: Final = 200  # bearers of a given name that the table has not, at most
_UNLISTED_LAST: Final = 680  # of a surname that is not among the thousand most common, at most
_INITIAL_SHARE: Final = 0.07  # of people whose given name begins with a letter, for common letters
_RARE_DOUBLE: Final = 0.02  # how many of those with a surname have it as a part of this double one
Fold = Callable[[str], str]


@lru_cache(maxsize=65_536)
def expected(name: str, fold: Fold = sounded) -> float:
    """How many of :data:`MUNICIPALITY` people bear ``name``, a given name or initial and one surname or two.

    Names that ``fold`` makes equal are counted together.
    """
    first, *lasts = name.split()
    surnames = [part for last in lasts for part in last.split("-")]
    share = min(_share("surname_bearers", last, fold, _UNLISTED_LAST) for last in surnames) / _FAMILIES
    if len(surnames) > 1:
        share *= _RARE_DOUBLE
    if INITIAL.fullmatch(first):
        return MUNICIPALITY * _INITIAL_SHARE * share
    return MUNICIPALITY * _share("first_name_bearers", first, fold, _UNLISTED_FIRST) / _PEOPLE * share


def confidence(bearers: float, chance: float = 1.0) -> float:
    """How sure it is that two papers that say a name mean one person, where ``bearers`` others are expected to have it.

    ``chance``: how probable it is that one of those others stands in just this connection (the same case, the same
    telephone) rather than anywhere.
    """
    return round(1.0 / (1.0 + bearers * chance), 4)


def _share(table: str, name: str, fold: Fold, unlisted: int) -> float:
    counted = _counts(table, fold)
    whole = counted.get(fold(name))
    if whole is not None or "-" not in name:
        return whole or unlisted
    parts = name.split("-")
    return min(counted.get(fold(part), unlisted) for part in parts) * _RARE_DOUBLE * len(parts)


@cache
def _counts(table: str, fold: Fold) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for name, bearers in pairs(table).items():
        counted[fold(name)] += int(bearers)
    return counted
