"""``a NEAR/5 b``: words and phrases → nodes that find them close together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from search.query import ALIGNED, Alternative, And, Fuzzy, Near, Node, Or, Phrase, Term, TokenField, Why

_MOST_PAIRS: Final = 100  # of groups on both sides; more is no question that somebody asks


def near(left: Node, right: Node, distance: int) -> Node | None:
    """Each of the left near each of the right, as their groups say; None where one of them is no word or phrase.

    A group of OR on either side is an OR of pairs, words side by side are an AND of pairs.
    """
    if _size(left) * _size(right) > _MOST_PAIRS:
        return None
    return _spread(left, right, distance)


def _size(node: Node) -> int:
    return sum(map(_size, node.nodes)) if isinstance(node, And | Or) else 1


def _spread(left: Node, right: Node, distance: int) -> Node | None:
    """The two taken apart, left side first."""
    left, right = _as_typed(left), _as_typed(right)
    for side, other in ((left, right), (right, left)):
        if isinstance(side, And | Or):
            pairs = [_spread(each, other, distance) for each in side.nodes]
            whole = [pair for pair in pairs if pair is not None]
            return type(side)(tuple(whole)) if len(whole) == len(pairs) > 0 else None
    return _pair(left, right, distance)


def _as_typed(node: Node) -> Node:
    """Without the letter otherwise that a tolerant search adds to a word."""
    match node:
        case Or((Term() as word, Fuzzy(why=Why.MISREAD))):
            return word
    return node


def _pair(left: Node, right: Node, distance: int) -> Node | None:
    """On pages by base forms; in the document's name, which has none, by the words as they stand."""
    pages = [Near(*both, distance) for both in _both(_bent(left), _bent(right))]
    strict = [Near(*both, distance) for both in _both(_as_written(left), _as_written(right))]
    nodes = tuple(dict.fromkeys([*pages, *strict]))
    return None if not nodes else nodes[0] if len(nodes) == 1 else Or(nodes)


def _both(left: Term | None, right: Term | None) -> Iterator[tuple[Term, Term]]:
    if left is not None and right is not None:
        yield left, right


def _as_written(node: Node) -> Term | None:
    """The word or phrase by its EXACT keys alone."""
    match node:
        case Term(word, alternatives):
            return _term(word, [each for each in alternatives if each.field is TokenField.EXACT])
        case Phrase(text, keys, field):
            return _term(f'"{text}"', [Alternative(field, keys)])
    return None


def _bent(node: Node) -> Term | None:
    """A word by its base form, which finds all that its EXACT key finds, and by what else it is written as."""
    if not isinstance(node, Term):
        return _as_written(node)
    exact = [each for each in node.alternatives if each.field is TokenField.EXACT]
    others = [each for each in node.alternatives if each.field in ALIGNED and each.field is not TokenField.EXACT]
    lemmas = sum(each.field is TokenField.LEMMA for each in others)
    return _term(node.word, [*others, *exact[lemmas:]])


def _term(word: str, alternatives: list[Alternative]) -> Term | None:
    return Term(word, tuple(alternatives)) if alternatives else None
