"""Which documents of one owner's file match the tree, and how well."""

from __future__ import annotations

import apsw
import numpy as np
from numpy.typing import NDArray

from search.embedded.expression import WEIGHTS, Leaf, leaf_expression, ranking_expression
from search.embedded.snapshot import Mask, Snapshot
from search.query import And, Everything, Node, Not, Or

_FIND = "SELECT rowid FROM words WHERE words MATCH ?"
_RANK = f"SELECT rowid, bm25(words, {', '.join(map(str, WEIGHTS.values()))}) FROM words WHERE words MATCH ?"


def matching(connection: apsw.Connection, snapshot: Snapshot, node: Node) -> Mask:
    """The documents that match. Leaves are looked up one by one and joined here, however deep the tree is."""
    match node:
        case Everything():
            return np.ones(len(snapshot.ids), dtype=bool)
        case And():
            mask = np.ones(len(snapshot.ids), dtype=bool)
            for child in node.nodes:
                if mask.any():
                    mask &= matching(connection, snapshot, child)
            return mask
        case Or():
            mask = np.zeros(len(snapshot.ids), dtype=bool)
            for child in node.nodes:
                mask |= matching(connection, snapshot, child)
            return mask
        case Not():
            return ~matching(connection, snapshot, node.node)
        case leaf:
            return _having_leaf(connection, snapshot, leaf)


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
    expression = leaf_expression(leaf)
    if not expression:
        return np.zeros(len(snapshot.ids), dtype=bool)
    rows = (row[0] for row in connection.execute(_FIND, (expression,)))
    return snapshot.mask(np.fromiter(rows, dtype=np.int64))
