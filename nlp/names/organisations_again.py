"""Organisations seen once by their whole name, found again by a short form in the rest of the document.

``Norrlands Matkompani AB`` is also ``Norrlands Matkompani``, and what stands in brackets after a name is its
abbreviation: ``Verket för förvaltningsutveckling (Verva)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.again import CERTAIN
from nlp.names.blocked import blocked
from nlp.names.lexicon import is_first_name, is_place, is_surname

_FORM: Final = re.compile(
    r",?\s(?:AB|HB|KB|Aktiebolag|Handelsbolag|Kommanditbolag|AKTIEBOLAG|HANDELSBOLAG|[Ee]konomisk [Ff]örening"
    r"|[Ee]k\. ?[Ff]ör\.|Ltd|GmbH|Inc|ASA|ApS|Oy)(?:\s\(publ\))?$"
)
_DISTINCT: Final = 7
"""Letters that a lone word must have to stand for a company."""
_BRACKETS: Final = re.compile(r"\s?\(([A-ZÅÄÖ][\wÅÄÖåäö-]{1,9})\)")


def short_forms(pages: Iterable[tuple[str, Iterable[Candidate]]]) -> dict[str, str]:
    """Short form → whole name, of pages (text, what was found there); a form that two share stands for neither."""
    found: dict[str, set[str]] = {}
    for text, candidates in pages:
        for one in candidates:
            if one.label is Label.ORG and one.confidence >= CERTAIN:
                for short in _forms(text, one):
                    found.setdefault(short, set()).add(one.value)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1 and short not in names}


def abbreviations(text: str, candidates: Iterable[Candidate]) -> Iterator[tuple[int, int, str]]:
    """(start, end, whole name) of each abbreviation that ``text`` brings in, in brackets after the name."""
    for one in candidates:
        match = _BRACKETS.match(text, one.end) if one.label is Label.ORG else None
        if match is not None and _abbreviates(match[1], one.value):
            yield match.start(1), match.end(1), one.value


def _forms(text: str, one: Candidate) -> Iterator[str]:
    without = _FORM.sub("", one.value)
    if without != one.value and (" " in without or _is_distinct(without, text)):
        yield without
    for start, end, _ in abbreviations(text, [one]):
        yield text[start:end]


def _is_distinct(word: str, text: str) -> bool:
    """Whether one word can only be this name: no word, place or person, nor written small anywhere on the page."""
    if len(word) < _DISTINCT or blocked(word) or is_place(word) or is_first_name(word) or is_surname(word):
        return False
    return word.lower() not in text


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in that order, from its first letter on."""
    letters, rest = short.replace("-", "").casefold(), iter(name.casefold())
    return len(short) < len(name) and letters[0] == name[:1].casefold() and all(letter in rest for letter in letters)
