"""The filter as masks: which documents of one owner it lets through, for the hits and for each facet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from search.embedded.catalogue import Catalogue
from search.embedded.snapshot import Mask, Snapshot
from search.embedded.writing import day_number
from search.index import MISSING, Filter


def let_through(snapshot: Snapshot, filter: Filter, catalogue: Catalogue, lifted: str = "") -> Mask:
    """The documents that the filter lets through, with the choices in the facet type ``lifted`` set aside: those of
    which all are wanted are not."""
    mask = _wall(snapshot, filter) & days_between(snapshot, filter.since, filter.until)
    for kind, values in filter.include.items():
        if kind in filter.all_of:
            for value in values:
                mask &= _having(snapshot, catalogue, kind, (value,))
        elif kind != lifted:
            mask &= _having(snapshot, catalogue, kind, values)
    for kind, values in filter.exclude.items():
        if kind != lifted:
            mask &= ~_having(snapshot, catalogue, kind, values)
    return mask


def _having(snapshot: Snapshot, catalogue: Catalogue, kind: str, values: Sequence[str]) -> Mask:
    """The documents with any of these values of the type."""
    mask = snapshot.having(kind, catalogue.known(kind, values))
    if MISSING in values:
        mask |= snapshot.lacking(kind)
    return mask


def _wall(snapshot: Snapshot, filter: Filter) -> Mask:
    """All or nothing: a file holds the documents of one owner. (Files of others are not even opened.)"""
    return np.full(len(snapshot.ids), snapshot.owner in filter.owners, dtype=bool)


def days_between(snapshot: Snapshot, since: date | None, until: date | None) -> Mask:
    """The documents dated within these days, both inclusive; all of them where there is no bound."""
    mask = np.ones(len(snapshot.ids), dtype=bool)
    if since is not None:
        mask &= snapshot.days >= day_number(since)
    if until is not None:
        mask &= (snapshot.days > 0) & (snapshot.days <= day_number(until))
    return mask
