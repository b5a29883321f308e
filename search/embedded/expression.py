"""A leaf of the query tree as an FTS5 expression."""

from __future__ import annotations

from typing import Final

from search.embedded.encoding import quote
from search.embedded.schema import COLUMNS
from search.query import ALIGNED, Alternative, Fuzzy, Leaf, Near, Phrase, Prefix, Term, TokenField
from search.weights import WEIGHTS as _WEIGHTS

WEIGHTS: Final = {column: _WEIGHTS[column] for column in COLUMNS}
"""In the order of the columns, as ``bm25`` takes them."""
_MOST_SPELT: Final = 200  # forms of one word that count for its rank: of a fuzzy one there may be thousands


def phrases(leaf: Leaf) -> tuple[str, ...]:
    """The expressions, each of one string, that together find the documents with a word or a phrase."""
    match leaf:
        case Term():
            ways = [_side_by_side(way.field, way.keys) for way in leaf.alternatives]
            return tuple(way for way in ways if way)
        case Phrase() if leaf.keys:
            return (_side_by_side(leaf.field, leaf.keys),)
    return ()


def leaf_expression(leaf: Leaf) -> str:
    """What finds the documents with this leaf; empty where nothing can be found.

    Of a Near it finds more than that: two fields are not compared in FTS5, and two pages not told apart
    (``search/embedded/nearness.py`` looks closer). A Fuzzy has been spelled out before.
    """
    match leaf:
        case Term() | Phrase():
            return " OR ".join(phrases(leaf))
        case Prefix():
            return f"{_columns(leaf.field)} : {quote((leaf.prefix,))} *" if leaf.prefix else ""
        case Near():
            pairs = [(one, other) for one in _aligned(leaf.first) for other in _aligned(leaf.second)]
            return " OR ".join(f"({_close(one, other, leaf.distance)})" for one, other in pairs)
        case Fuzzy():
            return ""


def _aligned(term: Term) -> list[Alternative]:
    return [way for way in term.alternatives if way.field in ALIGNED and way.keys]


def _close(one: Alternative, other: Alternative, distance: int) -> str:
    if one.field is other.field:
        return f"{_columns(one.field)} : NEAR({quote(one.keys)} {quote(other.keys)}, {distance})"
    return f"({_side_by_side(one.field, one.keys)}) AND ({_side_by_side(other.field, other.keys)})"


def ranking_words(leaf: Leaf) -> tuple[tuple[str, ...], ...]:
    """The words by which documents that match are ranked, each by the expressions (of one string) for its forms.

    A Prefix adds nothing to a rank, as in Lucene (counting thousands of words takes a third of a second); words that
    must be near each other count wherever they stand.
    """
    match leaf:
        case Near():
            return (phrases(leaf.first), phrases(leaf.second))
        case Term():
            return (phrases(leaf)[:_MOST_SPELT],)
    return (phrases(leaf),)


def _side_by_side(field: TokenField, keys: tuple[str, ...]) -> str:
    return f"{_columns(field)} : {quote(keys)}" if keys else ""


def _columns(field: TokenField) -> str:
    """A file's name is looked in as if it were a page with EXACT tokens only."""
    return "{exact name}" if field is TokenField.EXACT else field.value
