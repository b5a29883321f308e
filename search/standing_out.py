"""What stands out in the hits (*det som sticker ut här*): entities named in more of them than chance would have it.

The background is everything inside the viewer's own wall, never more. The measure is :mod:`search.surprise`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from models.access import Viewer
from models.mention import Label
from models.store.store import Store
from search.facet import shown_name
from search.index import Filter, Index, Sought, Surprise
from search.query import Node
from search.result import Standing

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
    found = index.surprising(tree, filter, Sought(TYPES, LEAST, SURE))
    return tuple(islice(_named(viewer, store, found, limit, unmask), limit))


def _named(viewer: Viewer, store: Store, found: Iterator[Surprise], at_once: int, unmask: bool) -> Iterator[Standing]:
    """Those that the register lets the viewer know of, by name, in their order; asked for so many at a time."""
    while some := list(islice(found, at_once)):
        known = store.entities.names(viewer, [each.id for each in some])
        for each in some:
            if each.id in known:
                label = shown_name(known[each.id], unmask=unmask)
                yield Standing(each.type, each.id, label, each.here, each.everywhere, round(each.g2, 2))
