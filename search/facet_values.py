"""A facet's values as they are answered: named, searched among, in order, and cut, with what is left told exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from models import swedish
from search.facet_order import FacetOrder
from search.index import Counting, FacetCounts
from search.request import SearchRequest
from search.result import Facet, FacetValue


def countings(request: SearchRequest) -> dict[str, Counting]:
    """The types of which the index is asked for every value: all are told, or their names decide which are, and it has
    none."""
    wanted = {*(kind for kind, text in request.facet_find.items() if text.strip()), *_by_name(request), *request.whole}
    return {kind: Counting(every=True) for kind in request.facets if kind in wanted}


def shown(kind: str, counts: FacetCounts, labels: Mapping[str, str], request: SearchRequest) -> Facet:
    """The facet. Values are looked for by what they are called here, so that a mask is never seen through."""
    values = [FacetValue(id, labels.get(id, id), count) for id, count in counts.values]
    if text := _folded(request.facet_find.get(kind, "").strip()):
        values = [value for value in values if text in _folded(value.label)]
    if kind in _by_name(request):
        values.sort(key=lambda value: (swedish.sort_key(value.label), -value.count, value.id))
    else:
        values.sort(key=lambda value: (-value.count, swedish.sort_key(value.label), value.id))
    cut = tuple(values if kind in request.whole else values[: request.facet_limit])
    return Facet(kind, cut, counts.exact, counts.missing, counts.more + len(values) - len(cut))


def _by_name(request: SearchRequest) -> set[str]:
    return {kind for kind, order in request.facet_order.items() if order is FacetOrder.NAME}


def _folded(text: str) -> str:
    """Without regard to capitals; å, ä and ö are letters of their own."""
    return unicodedata.normalize("NFC", text).lower()
