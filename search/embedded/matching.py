"""Which documents of one owner's file match the tree, and how well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.connections import Reading
from search.embedded.expression import leaf_expression, phrases, ranking_words
from search.embedded.narrowing import days_between
from search.embedded.postings import found, ranks, worth
from search.embedded.snapshot import Mask, Snapshot
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    HasValue,
    Leaf,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Term,
    page_leaves,
)

_MOST_WAYS: Final = 100  # alternatives in one expression: a fuzzy word may have thousands
_MOST_LISTS: Final = 24  # alternatives of a word whose lists are kept; of more, FTS5 joins the lists


def matching(reading: Reading, node: Node, catalogue: Catalogue, *, ranked: bool = False) -> Mask:
    """The documents that match. Leaves are looked up one by one and joined here, however deep the tree is.

    ``ranked`` says that :func:`scores` will be asked of the same tree, so that lists are read once for both.
    """
    snapshot = reading.snapshot

    def having(child: Node) -> Mask:
        return matching(reading, child, catalogue, ranked=ranked)

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
            return ~matching(reading, node.node, catalogue)
        case AtLeast(nodes, least):
            held: NDArray[np.int32] = np.zeros(len(snapshot.ids), dtype=np.int32)
            for child in nodes:
                held += having(child)
            return held >= least
        case HasValue() | Dated() | OneOf():
            return _being(snapshot, node, catalogue)
        case leaf:
            return reading.lists.array(snapshot, leaf, _ways(leaf), lambda: _having_leaf(reading, leaf, ranked))


def _being(snapshot: Snapshot, node: HasValue | Dated | OneOf, catalogue: Catalogue) -> Mask:
    """The documents that are so, whatever stands on their pages."""
    match node:
        case HasValue():
            return snapshot.having(node.type, catalogue.known(node.type, node.ids))
        case Dated():
            return days_between(snapshot, node.since, node.until) & (snapshot.days > 0)
        case OneOf(documents):
            mask = np.zeros(len(snapshot.ids), dtype=bool)
            mask[[place for id in documents if (place := snapshot.place_of(id)) is not None]] = True
            return mask


def _all(having: Callable[[Node], Mask], nodes: Sequence[Node], documents: int) -> Mask:
    """The documents that have each of the nodes; the rest is not looked up where none is left."""
    mask = np.ones(documents, dtype=bool)
    for node in nodes:
        if mask.any():
            mask &= having(node)
    return mask


def scores(reading: Reading, node: Node) -> NDArray[np.float64]:
    """BM25 over the token fields, shape (n,), higher is better: the sum over the words that the tree looks for (outside
    Not), of each the form that is worth most in the document. 0 for what holds none."""
    result = np.zeros(len(reading.snapshot.ids))
    for forms in (forms for leaf in page_leaves(node) for forms in ranking_words(leaf)):
        result += reading.lists.array(reading.snapshot, forms, len(forms), partial(_best, reading, forms))
    return result


def _best(reading: Reading, forms: Sequence[str]) -> NDArray[np.float64]:
    """What the form that is worth most is worth in each document."""
    best = np.zeros(len(reading.snapshot.ids))
    for places, each in (_worth(reading, form) for form in forms):
        best[places] = np.maximum(best[places], each)
    return best


def _worth(reading: Reading, phrase: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The places of the documents with a phrase, each once, and what it is worth in them."""
    snapshot = reading.snapshot
    if snapshot.columns:
        return worth(snapshot, reading.lists.of(reading.connection, snapshot, phrase, counted=True))
    numbers, each = ranks(reading.connection, phrase)
    return snapshot.positions[numbers], each


def _having_leaf(reading: Reading, leaf: Leaf, ranked: bool) -> Mask:
    snapshot = reading.snapshot
    if _is_taken_apart(leaf):
        mask = np.zeros(len(snapshot.ids), dtype=bool)
        for phrase in phrases(leaf):
            having = reading.lists.of(reading.connection, snapshot, phrase, counted=ranked and snapshot.columns > 0)
            mask[snapshot.positions[having.numbers]] = True
        return mask
    if isinstance(leaf, Near):
        return snapshot.mask(reading.lists.near(reading.connection, snapshot, leaf).numbers)
    return snapshot.mask(np.concatenate([found(reading.connection, leaf_expression(part)) for part in _parts(leaf)]))


def _ways(leaf: Leaf) -> int:
    match leaf:
        case Term():
            return len(leaf.alternatives)
        case Near():
            return _ways(leaf.first) + _ways(leaf.second)
    return 1


def _is_taken_apart(leaf: Leaf) -> bool:
    """Whether the leaf is the sum of its phrases, few enough that the list of each is kept."""
    return isinstance(leaf, Phrase) or (isinstance(leaf, Term) and len(leaf.alternatives) <= _MOST_LISTS)


def _parts(leaf: Leaf) -> list[Leaf]:
    """A word of very many forms in several that are each of a size that FTS5 takes."""
    if not isinstance(leaf, Term) or len(leaf.alternatives) <= _MOST_WAYS:
        return [leaf]
    ways = leaf.alternatives
    return [Term(leaf.word, ways[at : at + _MOST_WAYS]) for at in range(0, len(ways), _MOST_WAYS)]
