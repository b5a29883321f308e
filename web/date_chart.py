"""The bars of dates on the search page: how many of the hits are of each year, or month, to be narrowed to a span."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext

from search.result import Facet
from web.labels import value_said
from web.states import SearchState

_WHOLE: Final = 100  # the share of the highest bar
_LOW: Final = 3  # the share of the lowest that is to be seen
_MOST: Final = {"year": 150, "month": 60}  # bars in a row; of more years only those with documents have one
_FEW: Final = 24  # months that are shown as such although nobody chose a span
_TWELVE: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One year or month; ``share`` is its height, in hundredths of the highest."""

    label: str
    since: date
    until: date
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class DateChart:
    """``bars`` in order of time, those of no document too; ``undated`` documents have no date. ``by``: year, month."""

    bars: tuple[Bar, ...]
    by: str
    undated: int
    exact: bool

    @property
    def title(self) -> str:
        return str(gettext("Handlingar per månad") if self.by == "month" else gettext("Handlingar per år"))


def date_chart(state: SearchState, facets: Mapping[str, Facet]) -> DateChart | None:
    """The chart, by month where a short span was chosen or is all there is; None where there is nothing to choose."""
    for by, most in (("month", _MOST["month"] if state.by_month else _FEW), ("year", _MOST["year"])):
        facet = facets.get(by)
        if facet is None or facet.more:
            continue
        counts = _in_a_row(facet, by)
        if by == "month" and len(counts) > most:
            continue
        if len(counts) > most:
            counts = {at: count for at, count in counts.items() if count}
        if len(counts) > 1:
            return DateChart(_bars(counts, by), by, facet.missing, facet.exact)
    return None


def _in_a_row(facet: Facet, by: str) -> dict[int, int]:
    """Counts by number of the year, or of the month since the year 0, with those between that have none."""
    known = {_number(value.id, by): value.count for value in facet.values if value.id[:4].isdigit()}
    return {at: known.get(at, 0) for at in range(min(known), max(known) + 1)} if known else {}


def _number(id: str, by: str) -> int:
    return int(id[:4]) * _TWELVE + int(id[5:7]) - 1 if by == "month" else int(id[:4])


def _bars(counts: Mapping[int, int], by: str) -> tuple[Bar, ...]:
    most = max(counts.values()) or 1
    return tuple(
        Bar(*_span(at, by), count, max(_LOW, round(_WHOLE * count / most)) if count else 0)
        for at, count in counts.items()
    )


def _span(at: int, by: str) -> tuple[str, date, date]:
    """What the bar is called, and its first and last day."""
    if by == "year":
        return str(at), date(at, 1, 1), date(at, _TWELVE, 31)
    year, month = at // _TWELVE, at % _TWELVE + 1
    id = f"{year:04}-{month:02}"
    return value_said(id, id, "month"), date(year, month, 1), date(year, month, monthrange(year, month)[1])
