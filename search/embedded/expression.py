"""A leaf of the query tree as an FTS5 expression, and the tree as one that ranks."""

from __future__ import annotations

from typing import Final

from search.embedded.encoding import quote
from search.embedded.schema import COLUMNS, NAME
from search.query import (
    ALIGNED,
    Alternative,
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Leaf,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
    page_leaves,
)
from search.weights import OF_FIELD, OF_NAME

_WEIGHTS: Final = {**OF_FIELD, NAME: OF_NAME}
WEIGHTS: Final = {column: _WEIGHTS[column] for column in COLUMNS}
"""In the order of the columns, as ``bm25`` takes them."""
_MOST_SPELT: Final = 200  # forms of one word that count for its rank: of a fuzzy one there may be thousands
_DEEPEST: Final = 8  # FTS5's parser overflows at some 25 nested brackets


def leaf_expression(leaf: Leaf) -> str:
    """What finds the documents with this leaf; empty where nothing can be found.

    Of a Near it finds more than that: two fields are not compared in FTS5, and two pages not told apart
    (``search/embedded/nearness.py`` looks closer). A Fuzzy has been spelled out before.
    """
    match leaf:
        case Term():
            ways = [_side_by_side(way.field, way.keys) for way in leaf.alternatives]
            return " OR ".join(way for way in ways if way)
        case Phrase():
            return _side_by_side(leaf.field, leaf.keys)
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


def ranking_expression(node: Node, depth: int = 0) -> str:
    """Finds the documents worth ranking: the tree without its Nots, made flat where it is deep. Empty where none are.

    It says nothing of what matches: a match that it does not find ranks last. A Prefix adds nothing to a rank, as in
    Lucene (counting thousands of words takes a third of a second).
    """
    if depth == _DEEPEST:
        return _join(" OR ", [ranking_expression(leaf) for leaf in page_leaves(node)])
    match node:
        case And():
            return _join(" AND ", [ranking_expression(child, depth + 1) for child in node.nodes])
        case Or() | AtLeast():
            return _join(" OR ", [ranking_expression(child, depth + 1) for child in node.nodes])
        case Not() | Everything() | Prefix() | HasValue() | Dated() | OneOf():
            return ""
        case Term() if len(node.alternatives) > _MOST_SPELT:
            return leaf_expression(Term(node.word, node.alternatives[:_MOST_SPELT]))
        case leaf:
            return leaf_expression(leaf)


def _side_by_side(field: TokenField, keys: tuple[str, ...]) -> str:
    return f"{_columns(field)} : {quote(keys)}" if keys else ""


def _columns(field: TokenField) -> str:
    """A file's name is looked in as if it were a page with EXACT tokens only."""
    return "{exact name}" if field is TokenField.EXACT else field.value


def _join(operator: str, parts: list[str]) -> str:
    return operator.join(f"({part})" for part in parts if part)
