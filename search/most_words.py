"""Most of the words (*de flesta orden*): where few documents have all of them, those that lack some come after.

Which documents those are follows from the tree alone, so that both back ends find the same: the words that side by side
were asked for count two each, those of more than a tenth of what the viewer may read, and of more than ten documents,
one, and more than half of it must be there. A rarer word does not count for more: in another form than the papers have,
a word looks rarer than it is (measured by ``bench/known_item.py``: shares weighed by rarity lost a hundredth).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from search.index import Filter, Index, IndexQuery, Sort
from search.parsing import Parsed
from search.query import And, AtLeast, Everything, Node, OneOf, Or, Term
from search.wall import unchosen
from search.wording_of_tree import is_plain

FEW: Final = 10
"""Documents with all the words from which on nothing else is shown: with so many, nobody needs more."""
FEWEST_WORDS: Final = 3
"""Of two words one is not most of them."""
MOST_WORDS: Final = 24
"""Each is counted by a question of its own; a passage pasted in is looked for as it stands."""
_COMMON: Final = 0.1  # of the documents, where that is more than FEW


def loose(parsed: Parsed) -> tuple[Node, ...]:
    """The words that may be lacking: those that stand side by side, where no AND says that all are wanted. Phrases,
    fields, what is ruled out and the like are wanted always."""
    if parsed.demanding or not isinstance(parsed.tree, And):
        return ()
    words = tuple(node for node in parsed.tree.nodes if isinstance(node, Term | Or) and is_plain(node))
    return words if FEWEST_WORDS <= len(words) <= MOST_WORDS else ()


def most_of(index: Index, tree: Node, words: Sequence[Node], filter: Filter) -> Node:
    """The tree with most of the ``words`` (of :func:`loose`) instead of all. How common a word is, is counted inside
    the wall of ``filter`` and whatever its choices."""
    assert isinstance(tree, And), "words of no such tree"
    wall = unchosen(filter)
    common = max(FEW, _COMMON * _count(index, Everything(), wall))
    weighed = [word for word in words for _ in range(1 if _count(index, word, wall) > common else 2)]
    most = AtLeast(tuple(weighed), len(weighed) // 2 + 1)
    return And((most, *(node for node in tree.nodes if node not in words)))


def lacking(
    index: Index, query: IndexQuery, words: Sequence[Node], documents: Sequence[str]
) -> Mapping[str, list[str]]:
    """Which of the words each of these documents lacks, as they were typed, of those that have any."""
    lacks: dict[str, list[str]] = {id: [] for id in documents}
    for word in words if documents else ():
        tree = And((OneOf(tuple(documents)), word))
        asked = replace(query, tree=tree, sort=Sort.DATE, limit=len(documents), after=None, facets=())
        having = {hit.document for hit in index.search(asked).hits}
        for id in lacks.keys() - having:
            lacks[id].append(_typed(word))
    return {id: some for id, some in lacks.items() if len(some) < len(words)}  # else it was taken out meanwhile


def _typed(word: Node) -> str:
    return word.word if isinstance(word, Term) else _typed(word.nodes[0]) if isinstance(word, Or) else ""


def _count(index: Index, node: Node, wall: Filter) -> int:
    return index.search(IndexQuery(node, wall, Sort.DATE, limit=0)).total
