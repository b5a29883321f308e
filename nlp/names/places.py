"""Places (*platser*): municipalities, counties, provinces, localities and countries, guarded against homographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import phrases
from nlp.names.lexicon import is_first_name
from nlp.names.tokens import Token
from nlp.tables import words as table

_TABLES = ("municipalities", "counties", "provinces", "localities", "countries")
_PREPOSITIONS = frozenset(
    [
        "i",
        "på",
        "till",
        "från",
        "vid",
        "utanför",
        "nära",
        "kring",
        "mot",
        "över",
        "inom",
        "genom",
        "via",
        "öster",
        "väster",
        "söder",
        "norr",
        "om",
        "mellan",
        "runt",
        "ort",
        "orten",
        "postort",
        "kommunen",
        "centrala",
        "norra",
        "södra",
        "östra",
        "västra",
        "staden",
        "tätorten",
        "samhället",
        "byn",
    ]
)
_SURE, _PLAIN, _DOUBTFUL = 0.93, 0.85, 0.7


def find(words: Sequence[Token]) -> Iterator[Candidate]:
    """A doubtful place (Lund, Mark, Vara) needs a preposition or another sign of a place before it."""
    for first, last, entry in phrases.find(words, *_TABLES):
        confidence = _confidence(words, first, last, entry)
        if confidence:
            yield Candidate(Label.LOC, words[first].start, words[last].end, entry, confidence, "rule:place")


def _confidence(words: Sequence[Token], first: int, last: int, entry: str) -> float:
    token = words[first]
    before = words[first - 1] if first and token.gap in (" ", "\n") else None
    prepared = before is not None and before.text.lower() in _PREPOSITIONS and before.text != "Om"
    named_before = before is not None and before.capital and not prepared and token.gap == " "
    named_after = last + 1 < len(words) and words[last + 1].capital and words[last + 1].gap == " "
    if prepared:
        return _PLAIN if named_after else _SURE
    if entry in table("doubtful_places") or is_first_name(entry):
        return _after_postcode(words, first)
    if named_before and not before_opens(words, first):
        return _DOUBTFUL if entry in table("municipalities") else 0.0
    return _PLAIN if not named_after else _DOUBTFUL


def before_opens(words: Sequence[Token], first: int) -> bool:
    """Whether the word before ``first`` begins a sentence, so that its capital says nothing."""
    return words[first - 1].opens


def _after_postcode(words: Sequence[Token], first: int) -> float:
    """``222 21 Lund``; also after a comma at the end of a line of a police notice (``Stöld, Lund``)."""
    before = words[first - 1] if first else None
    postcode = before is not None and before.text.isdigit() and len(before.text) in (2, 5)
    return _PLAIN if postcode else 0.0
