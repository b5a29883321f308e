"""A facet's values as they are answered: named, searched among, in order, and cut, with what is left told exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from models import swedish
from models.access import Viewer
from models.mention import SENSITIVE_LABELS, Label
from models.store.maybe_called import folded
from models.store.store import Store
from search.facet import FACETS, EntityFacet
from search.facet_order import FacetOrder
from search.index import Counting, FacetCounts
from search.request import SearchRequest
from search.result import Facet, FacetValue

_AT_FIRST: Final = 25  # values named; then twice as many each time
_HYPHEN: Final = re.compile(r"(?<=\d)[-–](?=\d|$)")  # of an organisation number as people write it; none has one here
_NOTHING: Final = frozenset({""})  # what no value is called
Naming = Callable[[Sequence[str]], Mapping[str, str]]
"""What values (ids) are called for the viewer; those that may not be known are left out."""


def countings(
    request: SearchRequest, maybe: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> dict[str, Counting]:
    """The types of which the index is asked for every value: all are told, or their names decide which are, and it has
    none. Of those that :func:`looked_for` knows of (``maybe``) only those that may be called so."""
    wanted = {*(kind for kind in request.facet_find if _part(request, kind)), *_by_name(request), *request.whole}
    return {
        kind: Counting(every=True, only=maybe[kind] or _NOTHING if kind in maybe else None)
        for kind in request.facets
        if kind in wanted
    }


def looked_for(viewer: Viewer, store: Store, request: SearchRequest) -> dict[str, frozenset[str]]:
    """By type whose names are looked among, those that may be called so: to name all that there are takes long."""
    by_part: dict[str, list[str]] = {}
    for kind in request.facets:
        if (part := _part(request, kind)) and isinstance(FACETS[kind], EntityFacet) and kind not in SENSITIVE_LABELS:
            by_part.setdefault(part, []).append(kind)
    found = dict[str, frozenset[str]]()
    for part, kinds in by_part.items():
        found |= dict.fromkeys(kinds, frozenset(store.entities.maybe_called(viewer, kinds, part)))
    return found


def found_first(kind: str, counts: FacetCounts, request: SearchRequest, naming: Naming) -> Facet:
    """The facet of which it need not be told how many others there are: no more are named than it takes."""
    named, limit = dict[str, str](), request.facet_limit
    values, kept = counts.values, list[tuple[str, int]]()
    every = kind in _by_name(request) or kind in request.whole
    begin, at_once = 0, _AT_FIRST
    while some := values[begin : begin + at_once]:
        if not every and len(kept) >= limit and (not limit or some[0][1] < kept[limit - 1][1]):
            break  # as many as are told stand in more documents
        begin, at_once = begin + at_once, 2 * at_once
        labels = _called(kind, naming([id for id, _ in some]), request)
        named |= labels
        kept += [(id, count) for id, count in some if _part(request, kind) in folded(labels.get(id, id))]
    return replace(shown(kind, FacetCounts(tuple(kept), counts.exact, counts.missing), named, request), more=0)


def shown(kind: str, counts: FacetCounts, labels: Mapping[str, str], request: SearchRequest) -> Facet:
    """The facet. Values are looked for by what they are called here, so that a mask is never seen through."""
    labels = _called(kind, labels, request)
    values = [FacetValue(id, labels.get(id, id), count) for id, count in counts.values]
    if text := _part(request, kind):
        values = [value for value in values if text in folded(value.label)]
    if kind in _by_name(request):
        values.sort(key=lambda value: (swedish.sort_key(value.label), -value.count, value.id))
    else:
        values.sort(key=lambda value: (-value.count, swedish.sort_key(value.label), value.id))
    cut = tuple(values if kind in request.whole else values[: request.facet_limit])
    return Facet(kind, cut, counts.exact, counts.missing, counts.more + len(values) - len(cut))


def _called(kind: str, labels: Mapping[str, str], request: SearchRequest) -> Mapping[str, str]:
    """What the values are called by whoever asks, who may call the codes of a closed list otherwise than we do."""
    called = request.called.get(kind)
    return {**labels, **called} if called else labels


def _part(request: SearchRequest, kind: str) -> str:
    part = folded(request.facet_find.get(kind, "").strip())
    return _HYPHEN.sub("", part) if kind == Label.ORGNR else part


def _by_name(request: SearchRequest) -> set[str]:
    return {kind for kind, order in request.facet_order.items() if order is FacetOrder.NAME}
