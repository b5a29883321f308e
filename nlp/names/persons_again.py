"""Persons seen once with certainty, found again by a part of their name in the rest of the document.

Ties hold within one document only: two people with the same name stay two until something ties them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.again import CERTAIN, is_small
from nlp.names.blocked import blocked
from nlp.names.lexicon import PARTICLES, WEAK_FIRST, cased, is_first_name, is_place, sounds_like_surname
from nlp.tables import words as table

_CONFIDENCE, _AMBIGUOUS, _FIRST = 0.75, 0.6, 0.65
_WORD = re.compile(r"(?<![\w@.-])[A-ZÅÄÖÉ][\w-]+(?![\w@])")
_SMALL = re.compile(r"(?<![\w@.-])[a-zåäöé][\w-]{4,}(?![\w@])")
_DISTINCT = 7
"""Letters of a surname in small letters that no everyday word has; fewer where it ends as surnames do."""
_BEFORE = re.compile(r"([^\s]+)[ \n]$")
_PLACE_WORDS = frozenset({"i", "från", "till", "vid", "mot", "nära", "utanför"})
_SENTENCE_END = (".", ":", "!", "?", "•", "-", "–")


@dataclass(frozen=True, slots=True)
class Known:
    """The persons of one document: surname → the full names that bear it, and first name → those that do."""

    surnames: Mapping[str, set[str]]
    firsts: Mapping[str, set[str]]


def known(candidates: Iterable[Candidate]) -> Known:
    """Who is named with first name and surname."""
    surnames: dict[str, set[str]] = {}
    firsts: dict[str, set[str]] = {}
    for candidate in candidates:
        if candidate.label is Label.PERSON and candidate.confidence >= CERTAIN and " " in candidate.value:
            first, *_, surname = candidate.value.split()
            surnames.setdefault(surname, set()).add(candidate.value)
            if is_first_name(first):
                firsts.setdefault(first, set()).add(candidate.value)
    return Known(
        {surname: _longest(names) for surname, names in surnames.items() if len(surname) > 2},
        {first: _longest(names) for first, names in firsts.items() if len(first) > 2},
    )


def look(text: str, persons: Known) -> Iterator[Candidate]:
    """Lone surnames and first names of ``text``, also in the genitive, tied to the one who bears them.

    A surname that several bear is tied to none of them, and such a first name is left alone. On a page without capitals
    only surnames are looked for that are no words.
    """
    if persons.surnames and is_small(text):
        yield from _small(text, persons)
        return
    for match in _WORD.finditer(text) if persons.surnames else ():
        surname = _among(match.group(), persons.surnames)
        if surname is not None and not _is_something_else(text, match, surname):
            yield _by_surname(match, surname, persons)
        elif surname is None:
            yield from _by_first_name(text, match, persons.firsts)


def _small(text: str, persons: Known) -> Iterator[Candidate]:
    for match in _SMALL.finditer(text):
        surname = _among(match.group().capitalize(), persons.surnames)
        if surname is not None and _is_distinct(surname) and not _is_something_else(text, match, surname):
            yield _by_surname(match, surname, persons)


def _is_distinct(surname: str) -> bool:
    return (len(surname) >= _DISTINCT or sounds_like_surname(surname)) and not blocked(surname)


def _by_surname(match: re.Match[str], surname: str, persons: Known) -> Candidate:
    names = persons.surnames[surname]
    value, sure = (next(iter(names)), _CONFIDENCE) if len(names) == 1 else (surname, _AMBIGUOUS)
    return Candidate(Label.PERSON, *match.span(), value, sure, "rule:second-look")


def tie(candidate: Candidate, persons: Known) -> Candidate:
    """A person found by surname or first name alone, as the one who bears it; ``Anna Xs`` as Anna X if she is named."""
    if candidate.label is not Label.PERSON:
        return candidate
    surname = candidate.value.split()[-1]
    if surname[-1] == "s" and candidate.value[:-1] in persons.surnames.get(surname[:-1], ()):
        return replace(candidate, value=candidate.value[:-1])  # an unknown surname's genitive, told by the name itself
    names = persons.surnames.get(candidate.value) or persons.firsts.get(candidate.value, set())
    return replace(candidate, value=next(iter(names))) if len(names) == 1 else candidate


def _by_first_name(text: str, match: re.Match[str], firsts: Mapping[str, set[str]]) -> Iterator[Candidate]:
    first = _among(match.group(), firsts)
    if first is None or len(firsts[first]) > 1 or _is_something_else(text, match, first) or _goes_on(text, match.end()):
        return
    (name,) = firsts[first]
    doubtful = first in WEAK_FIRST or is_place(first) or blocked(first)
    if not (doubtful and _opens(text, match.start())) and not _is_second_half(text, match.start(), name):
        yield Candidate(Label.PERSON, *match.span(), name, _FIRST, "rule:second-look-first")


def _is_second_half(text: str, start: int, name: str) -> bool:
    """Whether the surname and a comma stand before: ``MOLIN, ELLINOR`` is one name, whatever the model made of it."""
    before = text[max(0, start - 40) : start].split()
    return bool(before) and cased(before[-1].removesuffix(",")) == name.split()[-1]


def _goes_on(text: str, end: int) -> bool:
    """Whether another name follows: somebody else of that first name, or a business."""
    return re.match(r"[ -]?[A-ZÅÄÖÉ&]", text[end : end + 2]) is not None


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].rstrip(" ")
    return not before or before.endswith((*_SENTENCE_END, "\n"))


def _among(word: str, names: Mapping[str, set[str]]) -> str | None:
    name = cased(word)
    if name in names:
        return name
    return name[:-1] if name[-1] == "s" and name[:-1] in names else None


def _is_something_else(text: str, match: re.Match[str], name: str) -> bool:
    """A place after a preposition, a part of another name, or an everyday word at the start of a sentence."""
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    previous = before.group(1) if before else ""
    if previous[:1].isupper() and previous[-1:] not in _SENTENCE_END and previous[-1:] != "," and len(previous) > 3:
        return not _may_precede(text, before)
    if is_place(name) and previous.lower() in _PLACE_WORDS:
        return True
    doubtful = name in table("doubtful_places")
    return (doubtful and (not previous or previous.endswith(_SENTENCE_END))) or previous.lower() in PARTICLES - {
        "den",
        "de",
    }


def _may_precede(text: str, before: re.Match[str] | None) -> bool:
    """Whether the capitalised word before only opens a sentence (``Enligt Lindgren``)."""
    return before is None or _opens(text, before.start())


def _longest(names: set[str]) -> set[str]:
    """Without names that are another with fewer first names: Anna Berg beside Anna Maria Berg is one bearer."""
    return {name for name in names if not any(_shorter(name, other) for other in names)}


def _shorter(name: str, other: str) -> bool:
    words, others = name.split(), other.split()
    return len(words) < len(others) and words[0] == others[0] and words[-1] == others[-1]
