"""What stands out in the hits (*det som sticker ut här*): entities named in more of them than chance would have it.

The background is everything inside the viewer's own wall, never more. The measure is the log-likelihood ratio G² of
Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (Computational Linguistics 19:1, 1993), which
holds for rare values too: documents that name the entity or not, among the hits and among the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import log
from typing import Final

from models.access import Viewer
from models.mention import Label
from models.store.store import Store
from search.facet import shown_name
from search.index import Counting, Filter, Index, IndexQuery
from search.query import Everything, Node
from search.result import Standing
from search.wall import make_filter

TYPES: Final = tuple(
    label.value
    for label in (
        Label.PERSON,
        Label.ORG,
        Label.PROPERTY,
        Label.ADDRESS,
        Label.LOC,
        Label.VEHICLE,
        Label.CASE,
        Label.PHONE,
        Label.EMAIL,
        Label.ACCOUNT,
    )
)
"""Whom and what an investigator follows; days, sums and laws stand out everywhere, and numbers of people are masked."""
LEAST: Final = 3  # documents among the hits: of fewer nothing can be said
SURE: Final = 10.83  # of G²: chance alone reaches it once in a thousand (χ², one degree of freedom)


def standing_out(
    viewer: Viewer, store: Store, index: Index, tree: Node, filter: Filter, limit: int, *, unmask: bool = False
) -> tuple[Standing, ...]:
    """The most surprising entities of the hits of ``tree`` behind ``filter``, at most ``limit``, most surprising first.
    What was chosen is left out: that all hits have it is no surprise. Called by the search for its answer."""
    counting = dict.fromkeys(TYPES, Counting(every=True, least=LEAST, narrowed=True))
    hits = index.search(IndexQuery(tree, filter, limit=0, facets=TYPES, counting=counting))
    chosen = {kind: set(ids) for kind, ids in filter.include.items()}
    here = {
        (kind, id): count
        for kind, counts in hits.facets.items()
        for id, count in counts.values
        if id not in chosen.get(kind, ())
    }
    found = list(_surprising(viewer, index, here, hits.total)) if here else []
    found.sort(key=lambda each: (-each[0], each[1]))
    return tuple(islice(_named(viewer, store, found, limit, unmask), limit))


def _surprising(
    viewer: Viewer, index: Index, here: dict[tuple[str, str], int], hits: int
) -> Iterator[tuple[float, str, str, int, int]]:
    """G², type, id, documents here and in all, of those that are named here more often than elsewhere."""
    only = {kind: frozenset(id for other, id in here if other == kind) for kind in TYPES}
    counting = {kind: Counting(every=True, only=ids) for kind, ids in only.items() if ids}
    asked = IndexQuery(Everything(), make_filter(viewer), limit=0, facets=tuple(counting), counting=counting)
    everything = index.search(asked)
    for kind, counts in everything.facets.items():
        for id, count in counts.values:
            with_it = here.get((kind, id), 0)
            surprise = g2(with_it, hits, count, everything.total)
            if surprise >= SURE and with_it * everything.total > count * hits:
                yield surprise, kind, id, with_it, count


def g2(with_it: int, hits: int, everywhere: int, total: int) -> float:
    """The log-likelihood ratio that ``with_it`` of ``hits`` documents have what ``everywhere`` of ``total`` have."""
    table = (
        (with_it, everywhere * hits),
        (hits - with_it, (total - everywhere) * hits),
        (everywhere - with_it, everywhere * (total - hits)),
        (total - hits - everywhere + with_it, (total - everywhere) * (total - hits)),
    )
    return 2 * sum(seen * log(seen * total / expected) for seen, expected in table if seen > 0 and expected > 0)


def _named(
    viewer: Viewer, store: Store, found: list[tuple[float, str, str, int, int]], at_once: int, unmask: bool
) -> Iterator[Standing]:
    """Those that the register lets the viewer know of, by name, in their order; asked for so many at a time."""
    for begin in range(0, len(found), at_once):
        some = found[begin : begin + at_once]
        known = store.entities.names(viewer, [id for _, _, id, _, _ in some])
        for surprise, kind, id, here, everywhere in some:
            if id in known:
                label = shown_name(known[id], unmask=unmask)
                yield Standing(kind, id, label, here, everywhere, round(surprise, 2))
