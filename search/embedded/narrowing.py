"""The filter as masks: which documents of one owner it lets through, for the hits and for each facet."""

from __future__ import annotations

import numpy as np

from search.embedded.catalogue import Catalogue
from search.embedded.snapshot import Mask, Snapshot
from search.embedded.writing import day_number
from search.index import Filter


def let_through(snapshot: Snapshot, filter: Filter, catalogue: Catalogue, lifted: str = "") -> Mask:
    """The documents that the filter lets through, with the choices in the facet type ``lifted`` set aside."""
    mask = _wall(snapshot, filter) & _in_time(snapshot, filter)
    for kind, values in filter.include.items():
        if kind != lifted:
            mask &= snapshot.having(catalogue.known(kind, values))
    for kind, values in filter.exclude.items():
        if kind != lifted:
            mask &= ~snapshot.having(catalogue.known(kind, values))
    return mask


def _wall(snapshot: Snapshot, filter: Filter) -> Mask:
    """All or nothing: a file holds the documents of one owner. (Files of others are not even opened.)"""
    return np.full(len(snapshot.ids), snapshot.owner in filter.owners, dtype=bool)


def _in_time(snapshot: Snapshot, filter: Filter) -> Mask:
    mask = np.ones(len(snapshot.ids), dtype=bool)
    if filter.since is not None:
        mask &= snapshot.days >= day_number(filter.since)
    if filter.until is not None:
        mask &= (snapshot.days > 0) & (snapshot.days <= day_number(filter.until))
    return mask
