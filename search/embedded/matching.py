"""Which documents of one owner's file match the tree, and how well."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import apsw
import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.expression import WEIGHTS, leaf_expression, ranking_expression
from search.embedded.narrowing import days_between
from search.embedded.nearness import truly_near
from search.embedded.snapshot import Mask, Snapshot
from search.query import And, AtLeast, Dated, Everything, HasValue, Leaf, Near, Node, Not, OneOf, Or, Term

_MOST_WAYS = 100  # alternatives in one expression: a fuzzy word may have thousands
_FIND = "SELECT rowid FROM words WHERE words MATCH ?"
_RANK = f"SELECT rowid, bm25(words, {', '.join(map(str, WEIGHTS.values()))}) FROM words WHERE words MATCH ?"


def matching(connection: apsw.Connection, snapshot: Snapshot, node: Node, catalogue: Catalogue) -> Mask:
    """The documents that match. Leaves are looked up one by one and joined here, however deep the tree is."""

    def having(child: Node) -> Mask:
        return matching(connection, snapshot, child, catalogue)

    match node:
        case Everything():
            return np.ones(len(snapshot.ids), dtype=bool)
        case And():
            return _all(having, node.nodes, len(snapshot.ids))
        case Or():
            mask = np.zeros(len(snapshot.ids), dtype=bool)
            for child in node.nodes:
                mask |= having(child)
            return mask
        case Not():
            return ~having(node.node)
        case AtLeast(nodes, least):
            held: NDArray[np.int32] = np.zeros(len(snapshot.ids), dtype=np.int32)
            for child in nodes:
                held += having(child)
            return held >= least
        case HasValue() | Dated() | OneOf():
            return _being(snapshot, node, catalogue)
        case leaf:
            return _having_leaf(connection, snapshot, leaf)


def _being(snapshot: Snapshot, node: HasValue | Dated | OneOf, catalogue: Catalogue) -> Mask:
    """The documents that are so, whatever stands on their pages."""
    match node:
        case HasValue():
            return snapshot.having(catalogue.known(node.type, node.ids))
        case Dated():
            return days_between(snapshot, node.since, node.until) & (snapshot.days > 0)
        case OneOf(documents):
            wanted = frozenset(documents)
            return np.fromiter((id in wanted for id in snapshot.ids), dtype=bool, count=len(snapshot.ids))


def _all(having: Callable[[Node], Mask], nodes: Sequence[Node], documents: int) -> Mask:
    """The documents that have each of the nodes; the rest is not looked up where none is left."""
    mask = np.ones(documents, dtype=bool)
    for node in nodes:
        if mask.any():
            mask &= having(node)
    return mask


def scores(connection: apsw.Connection, snapshot: Snapshot, node: Node) -> NDArray[np.float64]:
    """BM25 over the token fields, shape (n,), higher is better; 0 for what holds no word of the tree."""
    result = np.zeros(len(snapshot.ids))
    if expression := ranking_expression(node):
        rows = connection.execute(_RANK, (expression,)).fetchall()
        if rows:
            found = np.array(rows)
            result[snapshot.positions[found[:, 0].astype(np.int64)]] = -found[:, 1]
    return result


def _having_leaf(connection: apsw.Connection, snapshot: Snapshot, leaf: Leaf) -> Mask:
    numbers = [number for part in _parts(leaf) for number in _find(connection, part)]
    if isinstance(leaf, Near):
        numbers = [number for number in numbers if truly_near(connection, number, leaf)]
    return snapshot.mask(np.array(numbers, dtype=np.int64))


def _parts(leaf: Leaf) -> list[Leaf]:
    """A word of very many forms in several that are each of a size that FTS5 takes."""
    if not isinstance(leaf, Term) or len(leaf.alternatives) <= _MOST_WAYS:
        return [leaf]
    ways = leaf.alternatives
    return [Term(leaf.word, ways[at : at + _MOST_WAYS]) for at in range(0, len(ways), _MOST_WAYS)]


def _find(connection: apsw.Connection, leaf: Leaf) -> list[int]:
    expression = leaf_expression(leaf)
    return [row[0] for row in connection.execute(_FIND, (expression,))] if expression else []
