"""How surprising it is that so many of the hits have a value: Dunning's measure, and who has it by an index's counts.

The log-likelihood ratio G² of Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (Computational
Linguistics 19:1, 1993), holds for rare values too: documents that have the value or not, among the hits and among the
rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import Any, Protocol

from search.index import Counting, Filter, IndexAnswer, IndexQuery, Sought, Surprise
from search.query import Everything, Node
from search.wall import unchosen


class _Searching(Protocol):
    def search(self, query: IndexQuery) -> IndexAnswer:
        """See :class:`search.index.Index`."""


def by_counts(index: _Searching, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
    """By counting every value of the hits, and those of them in everything behind the wall."""
    counting = dict.fromkeys(sought.types, Counting(every=True, least=sought.least, narrowed=True))
    hits = index.search(IndexQuery(tree, filter, limit=0, facets=sought.types, counting=counting))
    chosen = {kind: set(ids) for kind, ids in filter.include.items()}
    here = {
        (kind, id): count
        for kind, counts in hits.facets.items()
        for id, count in counts.values
        if id not in chosen.get(kind, ())
    }
    found = _surprising(index, filter, here, hits.total, sought) if here else ()
    yield from sorted(found, key=Surprise.place)


def _surprising(
    index: _Searching, filter: Filter, here: dict[tuple[str, str], int], hits: int, sought: Sought
) -> Iterator[Surprise]:
    only = {kind: frozenset(id for other, id in here if other == kind) for kind in sought.types}
    counting = {kind: Counting(every=True, only=ids) for kind, ids in only.items() if ids}
    asked = IndexQuery(Everything(), unchosen(filter), limit=0, facets=tuple(counting), counting=counting)
    everything = index.search(asked)
    for kind, counts in everything.facets.items():
        for id, count in counts.values:
            told = (here.get((kind, id), 0), hits, count, everything.total)
            if (each := g2(*told)) >= sought.sure and is_more(*told):
                yield Surprise(each, kind, id, told[0], count)


def g2(with_it: int, hits: int, everywhere: int, total: int) -> float:
    """The log-likelihood ratio that ``with_it`` of ``hits`` documents have what ``everywhere`` of ``total`` have."""
    half: float = sum(
        seen * log(seen * total / expected)
        for seen, expected in table(with_it, hits, everywhere, total)
        if seen > 0 and expected > 0
    )
    return 2 * half


def table(with_it: Any, hits: int, everywhere: Any, total: int) -> Sequence[tuple[Any, Any]]:
    """How many have it and are hits, are hits only, have it only, and neither; each with what chance would have of it,
    times ``total``. Of one value, or of arrays of them."""
    return (
        (with_it, everywhere * hits),
        (hits - with_it, (total - everywhere) * hits),
        (everywhere - with_it, everywhere * (total - hits)),
        (total - hits - everywhere + with_it, (total - everywhere) * (total - hits)),
    )


def is_more(with_it: Any, hits: int, everywhere: Any, total: int) -> Any:
    """Whether more have it here than elsewhere, of one value or of arrays of them."""
    return with_it * total > everywhere * hits
