"""Organisations seen once by their whole name, found again by a short form in the rest of the document.

``Norrlands Matkompani AB`` is also ``Norrlands Matkompani``, and what stands in brackets after a name is its
abbreviation: ``Verket för förvaltningsutveckling (Verva)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import legal_forms
from nlp.names.again import CERTAIN
from nlp.names.blocked import blocked
from nlp.names.lexicon import is_first_name, is_place, is_surname
from nlp.names.normal import organisation

if TYPE_CHECKING:
    from nlp.names.second_look import Page

_HEAD: Final = 4
"""Letters of a company's first word that may stand for it."""
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


def heads(candidates: Iterable[Candidate]) -> frozenset[str]:
    """First words of companies that are no word of another sort: ``Veolia`` of ``Veolia Transport Sverige AB``."""
    names = (one.value for one in candidates if one.label is Label.ORG and one.confidence >= CERTAIN)
    firsts = {name.split()[0] for name in names if " " in legal_forms.without_form(name) != name}
    return frozenset(first for first in firsts if len(first) >= _HEAD and first[0].isupper() and not _is_other(first))


def with_heads(page: Page, heads: frozenset[str]) -> Page:
    """A page on which a lone first word of a company that a model took for a person is the company's."""
    return page._replace(candidates=[_headed(page.text[one.start : one.end], one, heads) for one in page.candidates])


def _headed(written: str, one: Candidate, heads: frozenset[str]) -> Candidate:
    known = written in heads or written.removesuffix("s") in heads
    if one.label is not Label.PERSON or not known or not one.method.startswith("model:"):
        return one
    return replace(one, label=Label.ORG, value=organisation(written))


def abbreviations(text: str, candidates: Iterable[Candidate]) -> Iterator[tuple[int, int, str]]:
    """(start, end, whole name) of each abbreviation that ``text`` brings in, in brackets after the name."""
    for one in candidates:
        match = _BRACKETS.match(text, one.end) if one.label is Label.ORG else None
        if match is not None and _abbreviates(match[1], one.value):
            yield match.start(1), match.end(1), one.value


def _forms(text: str, one: Candidate) -> Iterator[str]:
    without = legal_forms.without_form(one.value)
    if without != one.value and (" " in without or _is_distinct(without, text)):
        yield without
    for start, end, _ in abbreviations(text, [one]):
        yield text[start:end]


def _is_distinct(word: str, text: str) -> bool:
    """Whether one word can only be this name: no word, place or person, nor written small anywhere on the page."""
    return len(word) >= _DISTINCT and not _is_other(word) and word.lower() not in text


def _is_other(word: str) -> bool:
    """Whether a word is one of a sentence, a place or a person's, also in the genitive."""
    ways = (word, word.removesuffix("s"))
    return any(blocked(one) or is_place(one) or is_first_name(one) or is_surname(one) for one in ways)


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in that order, from its first letter on."""
    letters, rest = short.replace("-", "").casefold(), iter(name.casefold())
    return len(short) < len(name) and letters[0] == name[:1].casefold() and all(letter in rest for letter in letters)
