"""Words in capitals that a model took for persons (*förkortningar*): ``SÖSAM`` is a clinic, ``PK`` somebody's letters.

Only where the line around them is not in capitals, and for words that no table of names knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import normal
from nlp.names.lexicon import cased, is_first_name, is_surname, sounds_like_surname
from nlp.tables import pairs

_LETTERS: Final = 3
"""Letters at most that stand for a person whose name was taken out; the guide does not mark them."""
_LONGEST: Final = 6
"""Letters of an acronym; a longer word in capitals may be a surname that somebody writes so."""
_REACH: Final = 200
"""Code points of its line that are looked at on either side."""


def settled(text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """What a model found on a page, acronyms as organisations and the letters of persons left out."""
    for one in found:
        written = text[one.start : one.end]
        word = written.removesuffix(":s")
        known = word in pairs("abbreviations")
        if one.label is not Label.PERSON or not one.method.startswith("model:"):
            yield one
        elif known or (_is_acronym(text, one, word) and len(word) > _LETTERS):
            yield replace(one, label=Label.ORG, value=normal.organisation(written))
        elif not _is_acronym(text, one, word):
            yield one


def _is_acronym(text: str, one: Candidate, word: str) -> bool:
    if not (word.isalpha() and word.isupper() and len(word) <= _LONGEST):
        return False
    name = cased(word)
    known = is_first_name(name) or is_surname(name) or sounds_like_surname(name)
    return not known and not _is_shouted(text, one)


def _is_shouted(text: str, one: Candidate) -> bool:
    """Whether the rest of its line is in capitals too, or nothing."""
    before, after = text[max(0, one.start - _REACH) : one.start], text[one.end : one.end + _REACH]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    letters = [letter for letter in line if letter.isalpha()]
    return 2 * sum(map(str.isupper, letters)) >= len(letters)
