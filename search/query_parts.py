"""A query as it is typed, cut into parts by what each was read as: to mark the syntax while somebody types.

The parts joined are the query, letter for letter. Nothing is looked up: what a part is follows from its signs and its
shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final

from models.limits import LIMITS
from models.mention import Label
from search.analysis import lexemes
from search.field_leaves import MentionLeaves
from search.lexing import Piece, Sign, pieces
from search.shapes import Shape
from search.terms import LOWER_PLATE
from search.variants import checks_out
from search.words import fields


class PartKind(StrEnum):
    """What a part of a query is. SPACE is what stands between, and means nothing by itself."""

    SPACE = "space"
    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"
    ALIKE = "alike"
    OPERATOR = "operator"
    BRACKET = "bracket"
    FIELD = "field"
    VALUE = "value"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """``label`` is what sort of number a NUMBER is; ``wrong``: its check digit does not fit the others."""

    text: str
    kind: PartKind
    label: Label | None = None
    wrong: bool = False


_KINDS: Final = {
    Sign.WORDS: PartKind.WORD,
    Sign.PHRASE: PartKind.PHRASE,
    Sign.PREFIX: PartKind.BEGINNING,
    Sign.FUZZY: PartKind.ALIKE,
    Sign.OPEN: PartKind.BRACKET,
    Sign.CLOSE: PartKind.BRACKET,
}
_LABELS: Final = {
    Shape.PHONE: Label.PHONE,
    Shape.PLATE: Label.VEHICLE,
    Shape.MAIL: Label.EMAIL,
    Shape.VAT: Label.ORGNR,
}
_LEAST_MONTH: Final = 20  # the third and fourth digit of an organisationsnummer, as one number: no month


def query_parts(text: str) -> tuple[QueryPart, ...]:
    """The parts in order, of as much of the text as is searched."""
    text = text[: LIMITS.query_characters]
    return tuple(part for part in _parts(text) if part.text)


def _parts(text: str) -> Iterator[QueryPart]:
    """Numbers may hold a space: words side by side are looked at together, and so is a field with what it reaches."""
    waiting, at = list(pieces(text, [])), 0
    while waiting:
        here = waiting[0]
        yield QueryPart(text[at : here.start], PartKind.SPACE)
        if here.signs[0].sign is Sign.FIELD:
            taken = _field(text, waiting)
            yield from _fielded(text[here.start : waiting[taken - 1].end])
        elif here.signs[0].sign is Sign.WORDS:
            taken = len(list(takewhile(_is_word, waiting)))
            yield from _words(text[here.start : waiting[taken - 1].end])
        else:
            taken = 1
            yield QueryPart(text[here.start : here.end], _KINDS.get(here.signs[0].sign, PartKind.OPERATOR))
        at = waiting[taken - 1].end
        del waiting[:taken]
    yield QueryPart(text[at:], PartKind.SPACE)


def _is_word(piece: Piece) -> bool:
    return len(piece.signs) == 1 and piece.signs[0].sign is Sign.WORDS


def _field(text: str, waiting: list[Piece]) -> int:
    """Of how many pieces the field before all others consists, its value with it; a group is no value by itself."""
    field, *after = waiting[0].signs
    if not after:
        return 1 + (len(waiting) > 1 and waiting[1].signs[0].sign is Sign.PHRASE)
    label = fields.LABELS.get(field.text)
    if label is None or after[0].sign is not Sign.WORDS:
        return 1
    following = [text[piece.start : piece.end] for piece in takewhile(_is_word, waiting[1:])]
    return MentionLeaves(label).reach([after[0].text, *following])


def _fielded(text: str) -> Iterator[QueryPart]:
    name, colon, value = text.partition(":")
    yield QueryPart(name + colon, PartKind.FIELD)
    yield QueryPart(value, PartKind.VALUE)


def _words(text: str) -> Iterator[QueryPart]:
    """A run of words, with what is a number among them told apart."""
    at = 0
    for start, end, label, wrong in _numbers(text):
        yield from _apart(text[at:start])
        yield QueryPart(text[start:end], PartKind.NUMBER, label, wrong)
        at = end
    yield from _apart(text[at:])


def _numbers(text: str) -> Iterator[tuple[int, int, Label, bool]]:
    shown = LOWER_PLATE.sub(lambda match: match[0].upper(), text)
    for found in lexemes(shown):
        if found.shape is Shape.TEN:
            digits = "".join(filter(str.isdigit, found.raw))[-10:]
            label = Label.ORGNR if int(digits[2:4]) >= _LEAST_MONTH else Label.PERSONNUMMER
            yield found.start, found.end, label, not checks_out(digits)
        elif found.shape in _LABELS and not found.joined:
            yield found.start, found.end, _LABELS[found.shape], False


def _apart(text: str) -> Iterator[QueryPart]:
    """Words and the spaces around them."""
    bare = text.strip()
    before = text.index(bare) if bare else len(text)
    yield QueryPart(text[:before], PartKind.SPACE)
    yield QueryPart(bare, PartKind.WORD)
    yield QueryPart(text[before + len(bare) :], PartKind.SPACE)
