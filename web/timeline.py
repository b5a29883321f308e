"""The hits along a line of time: those of a month together, with how many the month has in all; the undated apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from search.result import Facet, Hit, Tier
from web.labels import value_said


@dataclass(frozen=True, slots=True)
class Month:
    """Hits side by side of one month; of none where ``id`` is empty. ``count`` is how many documents of it there are
    on all pages, or None where nobody counted: those with only ``most`` of the words are in no facet."""

    id: str
    label: str
    count: int | None
    hits: tuple[Hit, ...]
    most: bool = False


def months(hits: Sequence[Hit], facet: Facet | None) -> list[Month]:
    """The page's hits in the order in which they came."""
    counts = {value.id: value.count for value in facet.values} if facet else {}
    if facet:
        counts[""] = facet.missing
    return [
        Month(id, value_said(id, id, "month") if id else "", None if most else counts.get(id), tuple(some), most)
        for (id, most), some in groupby(hits, key=lambda hit: (_month(hit), hit.tier is Tier.PARTIAL))
    ]


def _month(hit: Hit) -> str:
    return hit.date.isoformat()[:7] if hit.date else ""
