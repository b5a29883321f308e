"""Persons that a model took for one (*flera personer*): two signatures on a line or under each other, a title below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from nlp.names.atoms import Atom
from nlp.names.lexicon import TITLES, cased, is_first_name, is_surname, sounds_like_surname

_TITLE: Final = re.compile(f"(?:{TITLES})", re.IGNORECASE)


class _Word(NamedTuple):
    """A word of a name: its first and last atom, as names are written, and whether it opens a line."""

    first: int
    last: int
    text: str
    opens: bool


def parts(found: Sequence[Atom], first: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last atom of each person in what was told to be one, without commas.

    ``Marie Fors Lars Sund`` are two, since a first name follows a surname and has one of its own; over a line break any
    whole name ends. ``Farhad Rostami`` is parted from ``rådman`` in the line below.
    """
    words = list(_words(found, first, last))
    while len(words) > 1 and words[-1].opens and is_title(words[-1].text):
        words.pop()
    begun = 0
    for place in range(2, len(words) - 1):
        if place - begun >= 2 and _begins(words, place):
            yield words[begun].first, words[place - 1].last
            begun = place
    if words:
        yield words[begun].first, words[-1].last


def is_title(word: str) -> bool:
    """Whether a word says what somebody is: an office, a part in a case or a form's heading."""
    return _TITLE.fullmatch(word) is not None


def _words(found: Sequence[Atom], first: int, last: int) -> Iterator[_Word]:
    start = first
    for place in range(first + 1, last + 2):
        if place > last or found[place].gap:
            written = "".join(atom.text for atom in found[start:place])
            named = cased(written.upper()) if written.islower() else cased(written)
            yield _Word(start, place - 1, named, found[start].gap == 2 and start > first)
            start = place


def _begins(words: Sequence[_Word], place: int) -> bool:
    """Whether another person begins at a word: a first name behind a surname, with a name of its own behind it."""
    before, word, after = words[place - 1].text, words[place], words[place + 1]
    if not _is_given(word.text) or _is_given(before):
        return False
    if word.opens:
        return True
    surname = is_surname(before) or sounds_like_surname(before)
    own = _is_surname(after.text) or (place + 2 < len(words) and _is_surname(words[place + 2].text))
    return surname and own and not is_surname(word.text)


def _is_surname(name: str) -> bool:
    return is_surname(name) or sounds_like_surname(name)


def _is_given(name: str) -> bool:
    """A first name or an initial."""
    return is_first_name(name) or (len(name.rstrip(".")) == 1 and name[0].isalpha())
