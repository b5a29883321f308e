"""A leaf of the query tree as an FTS5 expression, and the tree as one that ranks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from search.embedded.encoding import quote
from search.embedded.schema import COLUMNS
from search.query import And, Everything, Node, Not, Or, Phrase, Prefix, Term, TokenField

Leaf = Term | Phrase | Prefix

# What a find in each column is worth, in the order of COLUMNS: the surer the form, the more. To be tuned on judgements.
WEIGHTS: Final = dict(zip(COLUMNS, (8.0, 4.0, 2.0, 1.5, 1.0, 10.0), strict=True))
_DEEPEST: Final = 8  # FTS5's parser overflows at some 25 nested brackets


def leaf_expression(leaf: Leaf) -> str:
    """What finds the documents with this leaf; empty where nothing can be found."""
    match leaf:
        case Term():
            ways = [_side_by_side(way.field, way.keys) for way in leaf.alternatives]
            return " OR ".join(way for way in ways if way)
        case Phrase():
            return _side_by_side(leaf.field, leaf.keys)
        case Prefix():
            return f"{_columns(TokenField.EXACT)} : {quote((leaf.prefix,))} *" if leaf.prefix else ""


def leaves(node: Node) -> Iterator[Leaf]:
    """The words of the tree, those under a Not left out."""
    match node:
        case And() | Or():
            for child in node.nodes:
                yield from leaves(child)
        case Term() | Phrase() | Prefix():
            yield node


def ranking_expression(node: Node, depth: int = 0) -> str:
    """Finds the documents worth ranking: the tree without its Nots, made flat where it is deep. Empty where none are.

    It says nothing of what matches: a match that it does not find ranks last. A Prefix adds nothing to a rank, as in
    Lucene (counting thousands of words takes a third of a second).
    """
    if depth == _DEEPEST:
        return _join(" OR ", [leaf_expression(leaf) for leaf in leaves(node) if not isinstance(leaf, Prefix)])
    match node:
        case And():
            return _join(" AND ", [ranking_expression(child, depth + 1) for child in node.nodes])
        case Or():
            return _join(" OR ", [ranking_expression(child, depth + 1) for child in node.nodes])
        case Not() | Everything() | Prefix():
            return ""
        case leaf:
            return leaf_expression(leaf)


def _side_by_side(field: TokenField, keys: tuple[str, ...]) -> str:
    return f"{_columns(field)} : {quote(keys)}" if keys else ""


def _columns(field: TokenField) -> str:
    """A file's name is looked in as if it were a page with EXACT tokens only."""
    return "{exact name}" if field is TokenField.EXACT else field.value


def _join(operator: str, parts: list[str]) -> str:
    return operator.join(f"({part})" for part in parts if part)
