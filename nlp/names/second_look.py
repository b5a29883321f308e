"""The second look over a whole document: a surname seen once with certainty is that person in the rest of it.

Ties hold within one document only: two people with the same name stay two until something ties them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.lexicon import PARTICLES, cased, is_place
from nlp.tables import words as table

CERTAIN = 0.7  # the least confidence of a full name that surnames alone are tied to
_CONFIDENCE, _AMBIGUOUS = 0.75, 0.6
_WORD = re.compile(r"(?<![\w@.-])[A-ZÅÄÖÉ][\w-]+(?![\w@])")
_BEFORE = re.compile(r"([^\s]+)[ \n]$")
_PLACE_WORDS = frozenset({"i", "från", "till", "vid", "mot", "nära", "utanför"})
_SENTENCE_END = (".", ":", "!", "?", "•", "-", "–")


def surnames(candidates: Sequence[Candidate]) -> dict[str, set[str]]:
    """Surname → the full names of the document that bear it."""
    found: dict[str, set[str]] = {}
    for candidate in candidates:
        if candidate.label is Label.PERSON and candidate.confidence >= CERTAIN and " " in candidate.value:
            *_, surname = candidate.value.split()
            found.setdefault(surname, set()).add(candidate.value)
    return {surname: _longest(names) for surname, names in found.items() if len(surname) > 2}


def look(text: str, known: Mapping[str, set[str]]) -> Iterator[Candidate]:
    """Lone surnames of ``text``, also in the genitive, tied to the one who bears them; to the surname if several do."""
    for match in _WORD.finditer(text) if known else ():
        surname = _known(match.group(), known)
        if surname is None or _is_something_else(text, match, surname):
            continue
        names = known[surname]
        value, confidence = (next(iter(names)), _CONFIDENCE) if len(names) == 1 else (surname, _AMBIGUOUS)
        yield Candidate(Label.PERSON, *match.span(), value, confidence, "rule:second-look")


def tie(candidate: Candidate, known: Mapping[str, set[str]]) -> Candidate:
    """A person found by surname alone, as the one who bears it; ``Anna Xs`` as Anna X where she is named too."""
    if candidate.label is not Label.PERSON:
        return candidate
    surname = candidate.value.split()[-1]
    if surname[-1] == "s" and candidate.value[:-1] in known.get(surname[:-1], ()):
        return replace(candidate, value=candidate.value[:-1])  # an unknown surname's genitive, told by the name itself
    names = known.get(candidate.value, set())
    return replace(candidate, value=next(iter(names))) if len(names) == 1 else candidate


def _known(word: str, known: Mapping[str, set[str]]) -> str | None:
    name = cased(word)
    if name in known:
        return name
    return name[:-1] if name[-1] == "s" and name[:-1] in known else None


def _is_something_else(text: str, match: re.Match[str], surname: str) -> bool:
    """A place after a preposition, a part of another name, or an everyday word at the start of a sentence."""
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    previous = before.group(1) if before else ""
    if previous[:1].isupper() and previous[-1:] not in _SENTENCE_END and previous[-1:] != "," and len(previous) > 3:
        return not _may_precede(text, before)
    if is_place(surname) and previous.lower() in _PLACE_WORDS:
        return True
    doubtful = surname in table("doubtful_places")
    return (doubtful and (not previous or previous.endswith(_SENTENCE_END))) or previous.lower() in PARTICLES - {
        "den",
        "de",
    }


def _may_precede(text: str, before: re.Match[str] | None) -> bool:
    """Whether the capitalised word before only opens a sentence (``Enligt Lindgren``)."""
    if before is None:
        return True
    earlier = text[: before.start()].rstrip(" ")
    return not earlier or earlier.endswith((*_SENTENCE_END, "\n"))


def _longest(names: set[str]) -> set[str]:
    """Without names that are another with fewer first names: Anna Berg beside Anna Maria Berg is one bearer."""
    return {name for name in names if not any(_shorter(name, other) for other in names)}


def _shorter(name: str, other: str) -> bool:
    words, others = name.split(), other.split()
    return len(words) < len(others) and words[0] == others[0] and words[-1] == others[-1]
