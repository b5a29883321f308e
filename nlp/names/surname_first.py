"""``Haddad, Omar`` in running text (*efternamn först*): two names that a model found, told to be one person.

Where the tables know the surname, :mod:`nlp.names.persons` has said so; here the model has, and the tables know the
first name. ``Haddad, Omar och Wikström`` stays a list of three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.lexicon import PARTICLES, cased, is_first_name
from nlp.names.normal import person

_GOES_ON: Final = re.compile(r"[ \n]?(?:,|och|samt|&)[ \n](?=\w)")
"""A list of names may go on."""


def joined(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names of a page, in order, with each surname and what follows its comma as one."""
    found: list[Candidate] = []
    place = 0
    while place < len(names):
        pair = names[place : place + 2]
        if len(pair) == 2 and _is_one(text, names, place):
            first, second = pair
            written = text[first.start : second.end]
            sure = min(first.confidence, second.confidence)
            found.append(replace(first, end=second.end, value=person(written), confidence=sure))
            place += 2
        else:
            found.append(names[place])
            place += 1
    return found


def _is_one(text: str, names: Sequence[Candidate], place: int) -> bool:
    if not _is_pair(text, names, place):
        return False
    more = _GOES_ON.match(text, names[place + 1].end)
    if more is None or not text[more.end()].isupper():
        return True
    return any(
        _is_pair(text, names, other) or _is_whole(text, names[other]) for other in _at(names, place + 2, more.end())
    )


def _is_whole(text: str, one: Candidate) -> bool:
    """Whether the next has its surname first in the model's own eyes."""
    return one.label is Label.PERSON and "," in text[one.start : one.end]


def _at(names: Sequence[Candidate], place: int, start: int) -> Iterator[int]:
    """The place of the name that stands at ``start``, if it is the next."""
    if place < len(names) and names[place].start == start:
        yield place


def _is_pair(text: str, names: Sequence[Candidate], place: int) -> bool:
    """Whether two persons stand with a comma between, the first a surname, the other first names."""
    pair = names[place : place + 2]
    if len(pair) < 2 or any(one.label is not Label.PERSON for one in pair):
        return False
    surname, firsts = (text[one.start : one.end].split() for one in pair)
    plain = [word for word in surname if word.lower() not in PARTICLES]
    return (
        text[pair[0].end : pair[1].start] in (", ", ",\n")
        and len(plain) == 1
        and not is_first_name(cased(plain[0]))
        and all(is_first_name(cased(word)) for word in firsts)
    )
