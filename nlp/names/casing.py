"""Capitals and careless lower case, written as names are written before a model reads them.

A line in capitals, a lone word in capitals and a page without capitals lose what a name model goes by. Each such word
gets the casing under which its sentence pieces are likeliest (OCH → och, ANDERSSON → Andersson, AB → AB): the pieces'
own log probabilities are the only table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from nlp.names.atoms import Atom

_CAPITALS: Final = 0.7
"""Of a line's letters, how many must be capitals for the line to be one in capitals."""
_LETTERS: Final = 5
"""Letters that a line or a page must have to be judged."""
_NO_CAPITALS: Final = 0.004
"""Of a page's letters; ordinary Swedish has two to five of a hundred."""
_LONE: Final = 4
"""Letters that a lone word in capitals must have; shorter ones are mostly abbreviations."""


class Likelihood(Protocol):
    """A vocabulary that knows how likely a written atom is."""

    def likelihood(self, text: str, joined: bool) -> float:
        """The log probability of its pieces. Called by :func:`settled` for each way of writing an atom."""
        ...


def settled(found: Sequence[Atom], vocabulary: Likelihood) -> list[Atom]:
    """The atoms with the texts a model should read; places are kept."""
    without = _share(found) < _NO_CAPITALS and _letters(found) >= _LETTERS
    written: list[Atom] = []
    for line in _lines(found):
        capitals = _letters(line) >= _LETTERS and _share(line) >= _CAPITALS
        written += [_settle(atom, vocabulary, capitals, without) for atom in line]
    return written


def _settle(atom: Atom, vocabulary: Likelihood, capitals: bool, without: bool) -> Atom:
    text = atom.text
    ways: tuple[str, ...]
    if capitals and text.isupper():
        ways = (text, text.capitalize(), text.lower())
    elif without or (text.isupper() and len(text) >= _LONE):
        ways = (text, text.capitalize())
    else:
        return atom
    return atom._replace(text=max(ways, key=lambda way: vocabulary.likelihood(way, False)))


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
