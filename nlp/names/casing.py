"""Capitals and careless lower case, written as names are written before a model reads them.

A line in capitals, a lone word in capitals and a page without capitals lose what a name model goes by. Each such word
gets the casing under which its sentence pieces are likeliest (OCH → och, ANDERSSON → Andersson, AB → AB): the pieces'
own log probabilities are the only table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, Protocol

from nlp.names.atoms import Atom
from nlp.names.blocked import blocked
from nlp.names.lexicon import WEAK_FIRST, is_first_name, is_place, is_surname
from nlp.tables import words

_KNOWN: Final = 5.0
"""Nats by which a known name is likelier with its capital than its pieces say; 3 to 6 were as good on the development
sets."""
_COMMON: Final = frozenset({"Polisen", "Tingsrätter", "Kammarrätter"})
"""Entries of the table of authorities that are common nouns in small letters."""
_CAPITALS: Final = 0.7
"""Of a line's letters, how many must be capitals for the line to be one in capitals."""
_LETTERS: Final = 5
"""Letters that a line or a page must have to be judged."""
_NO_CAPITALS: Final = 0.004
"""Of a page's letters; ordinary Swedish has two to five of a hundred."""
_SENTENCE_END: Final = frozenset(".!?")
_OFFICE: Final = re.compile(
    r"\w{3,}(?:nämnden|styrelsen|verket|myndigheten|domstolen|rätten|kontoret|förvaltningen|tjänsten|kassan|fullmäktige)s?"
    r"|polisens?",
    re.IGNORECASE,
)
"""One word that names an office, and is one by our guide where it has a capital: it has where a sentence begins."""
_LONE: Final = 4
"""Letters that a lone word in capitals must have; shorter ones are mostly abbreviations."""


class Likelihood(Protocol):
    """A vocabulary that knows how likely a written atom is."""

    def likelihood(self, text: str, joined: bool) -> float:
        """The log probability of its pieces. Called by :func:`settled` for each way of writing an atom."""
        ...


def settled(found: Sequence[Atom], vocabulary: Likelihood) -> list[Atom]:
    """The atoms with the texts a model should read; places are kept."""
    without = is_without(found)
    written: list[Atom] = []
    for line in _lines(found):
        capitals = _letters(line) >= _LETTERS and _share(line) >= _CAPITALS
        for atom in line:
            opens = (capitals or without) and _opens(written[-1] if written else None, atom)
            written.append(_settle(atom, vocabulary, capitals, without, opens))
    return written


def is_without(found: Sequence[Atom]) -> bool:
    """Whether a page is written without capitals, so that a small letter says nothing of a word."""
    return _share(found) < _NO_CAPITALS and _letters(found) >= _LETTERS


def _opens(before: Atom | None, atom: Atom) -> bool:
    """Whether a sentence begins at an atom, or a cell or paragraph: there an office has its capital."""
    return before is None or atom.walled or (atom.gap > 0 and before.text in _SENTENCE_END)


def _settle(atom: Atom, vocabulary: Likelihood, capitals: bool, without: bool, opens: bool) -> Atom:
    text = atom.text
    ways: tuple[str, ...]
    if opens and _OFFICE.fullmatch(text):
        ways = (text.capitalize(),)
    elif capitals and text.isupper():
        ways = (text, text.capitalize(), text.lower())
    elif without or (text.isupper() and len(text) >= _LONE):
        ways = (text, text.capitalize())
    else:
        return atom
    return atom._replace(text=max(ways, key=lambda way: vocabulary.likelihood(way, False) + _help(way)))


def _help(way: str) -> float:
    """What the tables of names add to a word's likelihood as a name is written."""
    return _KNOWN if way.istitle() and _is_known(way) else 0.0


@lru_cache(maxsize=65_536)
def _is_known(word: str) -> bool:
    """Whether a word is a name in the tables, also in the genitive, and none that is an everyday word too."""
    return len(word) >= _LONE and any(_is_name(one) for one in (word, word.removesuffix("s")))


def _is_name(word: str) -> bool:
    if word in words("authorities"):
        return word not in _COMMON
    if word in words("doubtful_places") or word in WEAK_FIRST or blocked(word):
        return False
    return is_place(word) or is_first_name(word) or is_surname(word)


def _lines(found: Sequence[Atom]) -> Iterator[list[Atom]]:
    number = 0

    def line(atom: Atom) -> int:
        nonlocal number
        number += atom.gap == 2
        return number

    return (list(group) for _, group in groupby(found, line))


def _letters(found: Sequence[Atom]) -> int:
    return sum(len(atom.text) for atom in found if atom.text.isalpha())


def _share(found: Sequence[Atom]) -> float:
    """Of the letters, how many are capitals."""
    capitals = sum(
        sum(map(str.isupper, atom.text)) for atom in found if atom.text.isalpha() and not atom.text.islower()
    )
    return capitals / max(1, _letters(found))
