"""When an entity is named: a bar for each month, or for each year where there are many, of the documents' own dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

_MOST_MONTHS: Final = 36
_HEIGHT: Final = 100  # of the highest bar


@dataclass(frozen=True, slots=True)
class Bar:
    """``period`` is 2024-03 or 2024; ``height`` of a hundred."""

    period: str
    count: int
    height: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """``bars`` leave no period out between the ``first`` day and the ``last``; ``undated``: documents without one."""

    first: date | None
    last: date | None
    bars: tuple[Bar, ...]
    undated: int


def over_time(days: Iterable[date | None]) -> OverTime:
    """Of these documents' dates."""
    known, undated = list[date](), 0
    for day in days:
        if day is None:
            undated += 1
        else:
            known.append(day)
    if not known:
        return OverTime(None, None, (), undated)
    first, last = min(known), max(known)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST_MONTHS:
        periods = [f"{at // 12}-{at % 12 + 1:02}" for at in range(_number(first), _number(last) + 1)]
        counts = Counter(day.isoformat()[:7] for day in known)
    else:
        periods = [str(year) for year in range(first.year, last.year + 1)]
        counts = Counter(str(day.year) for day in known)
    most = max(counts.values())
    bars = tuple(Bar(each, counts[each], ceil(_HEIGHT * counts[each] / most)) for each in periods)  # one shows, too
    return OverTime(first, last, bars, undated)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
