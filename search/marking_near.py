"""The words of a page that ``NEAR`` found: those that stand near each other, no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.analysis import Lexeme, keys
from search.found_as import Form, Mark, form_of
from search.query import ALIGNED, Alternative, Near, Term, TokenField

Places = tuple[int, int, Form]
"""The number of a word's first lexeme on the page, of the one after its last, and how it was found."""


def near_ways(near: Near) -> Iterator[Alternative]:
    """The ways in which either word may stand there."""
    for term in (near.first, near.second):
        yield from _ways(term)


def near_marks(found: Sequence[Lexeme], near: Near, begin: Sequence[int]) -> Iterator[Mark]:
    """The marks of both words wherever they are near, by the same reckoning as the index's. One that has what a way of
    them begins with is among those numbered ``begin``."""
    first = list(_places(found, near.first, begin))
    second = list(_places(found, near.second, begin)) if first else []
    for one in first:
        for other in second:
            if max(one[0] - other[1], other[0] - one[1]) <= near.distance:
                for at, end, form in (one, other):
                    yield Mark(found[at].start, found[end - 1].end, form)


def _ways(term: Term) -> Iterator[Alternative]:
    return (way for way in term.alternatives if way.field in ALIGNED and way.keys)


def _places(found: Sequence[Lexeme], term: Term, begin: Sequence[int]) -> Iterator[Places]:
    ways = list(_ways(term))
    for at in begin:
        for way in ways:
            end = at + len(way.keys)
            if end <= len(found) and _stands(found[at:end], way):
                yield at, end, _form(found[at:end], way)


def _form(some: Sequence[Lexeme], way: Alternative) -> Form:
    """A base form that stands there as such is the very word."""
    exact = _stands(some, Alternative(TokenField.EXACT, way.keys))
    return Form.EXACT if exact else form_of(way.field, way.keys)


def _stands(some: Sequence[Lexeme], way: Alternative) -> bool:
    return all(_key(lexeme, way.field) == key for lexeme, key in zip(some, way.keys, strict=True))


def _key(lexeme: Lexeme, field: TokenField) -> str:
    forms = keys(lexeme)
    match field:
        case TokenField.EXACT:
            return forms.exact
        case TokenField.LEMMA:
            return forms.lemma
    return forms.skeleton
