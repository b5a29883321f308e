"""What somebody looked for, as the few written forms by which the ledger finds it again (*eftersökt*).

A name is its words in alphabetical order, so that "Öst, Britt-Marie" is found as "Britt-Marie Öst"; what has a digit is
its letters and digits run together, a personnummer without its century. The ledger keeps keyed hashes of them only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_RUN: Final = 5
"""Words side by side that are taken for one name: "Anna-Karin af Klint Ek" has five."""
MOST: Final = 200
"""Forms kept of one search, so that a pasted page does not fill the ledger."""

_FIELD: Final = re.compile(r"\b[^\W\d_]+:(?=\S)")  # person:anna; not Stadsliden 6:7
_WORD: Final = re.compile(r"[^\W_]+")
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "NEAR", "OCH", "ELLER", "INTE", "NÄRA"})
_CENTURIES: Final = ("18", "19", "20")
_LONG, _SHORT = 12, 10  # digits of a personnummer with and without its century


def name_or_number(words: str) -> str:
    """The form of one whole name or number; empty where there is none in the words."""
    return _form(_words(words))


def sought(query: str) -> tuple[str, ...]:
    """The forms of every name or number that the words of a search may be."""
    words = _words(_FIELD.sub(" ", query))
    found: dict[str, None] = {}
    for length in range(1, LONGEST_RUN + 1):
        for start in range(len(words) - length + 1):
            found[_form(words[start : start + length])] = None
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def entity(id: str) -> str:
    """The form of an entity that was chosen by its id."""
    return f"entity {id}"


def document(id: str) -> str:
    """The form of a document that was asked about otherwise than by opening it."""
    return f"document {id}"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("+46", "0")
    return [word.casefold() for word in _WORD.findall(plain) if word not in _OPERATORS]


def _form(words: list[str]) -> str:
    if any(character.isdigit() for word in words for character in word):
        number = "".join(words)
        century = len(number) == _LONG and number.isdecimal() and number.startswith(_CENTURIES)
        return number[_LONG - _SHORT :] if century else number
    return " ".join(sorted(words))
