"""Hours asked and paid for, beside hours planned and registered (*begärd, planerad och registrerad tid*)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from models.payment import Booked, RowSort
from search.provider_review.double import in_time
from search.provider_review.finding import Comparison, Finding

SHARE: Final = 0.05
"""How far apart two sums of hours may be, as a share of the greater, and be called the same: rounding, a late visit."""
LEAST: Final = 0.25  # hours


def hours_beside(rows: Iterable[Booked]) -> list[Finding]:
    """Where more was asked or paid for than was planned or registered, by provider and month or paper."""
    known = [each for each in rows if each.provider]
    return [*_asked(known), *_by_paper(known), *_not_opened(known), *_by_month(known)]


def is_apart(of: float, against: float) -> bool:
    """Whether ``of`` is more than ``against`` by more than what is called the same."""
    return of - against > max(SHARE * of, LEAST)


def month_of(each: Booked) -> date | None:
    """The first of the month that a row is of."""
    return each.row.day.replace(day=1) if each.row.day else None


def is_logged(each: Booked) -> bool:
    """Whether a row is a visit out of a log, with its beginning and end, and not one that was picked for a test of what
    was charged."""
    return each.row.sort is RowSort.VISIT and each.row.hours is None and bool(each.row.registered)


def _asked(rows: Sequence[Booked]) -> list[Finding]:
    """The months of a review that are apart, each by itself."""
    papers = defaultdict[tuple[str, str], list[Booked]](list)
    for each in rows:
        of, against = each.row.hours, each.row.planned
        if each.row.sort is RowSort.MONTH and of is not None and against is not None and is_apart(of, against):
            papers[each.provider, each.document].append(each)
    return [
        _finding(
            Comparison.HOURS_ASKED,
            some,
            sum(each.row.hours or 0 for each in some),
            sum(each.row.planned or 0 for each in some),
        )
        for some in papers.values()
    ]


def _by_paper(rows: Sequence[Booked]) -> list[Finding]:
    """What a control sheet has in all."""
    papers = defaultdict[tuple[str, str], list[Booked]](list)
    for each in rows:
        if each.row.sort is RowSort.CONTROL and each.row.registered is not None and _claimed(each) is not None:
            papers[each.provider, each.document].append(each)
    found = list[Finding]()
    for some in papers.values():
        of, against = sum(_claimed(each) or 0 for each in some), sum(each.row.registered or 0 for each in some)
        if is_apart(of, against):
            found.append(_finding(Comparison.HOURS_REGISTERED, some, of, against))
    return found


def _claimed(each: Booked) -> float | None:
    return each.row.planned if each.row.hours is None else each.row.hours


def _not_opened(rows: Sequence[Booked]) -> list[Finding]:
    papers = defaultdict[tuple[str, str], list[Booked]](list)
    for each in rows:
        if each.row.sort is RowSort.VISIT and each.row.hours and each.row.registered == 0:
            papers[each.provider, each.document].append(each)
    return [
        _finding(Comparison.NOT_OPENED, some, sum(each.row.hours or 0 for each in some), 0.0)
        for some in papers.values()
    ]


def _by_month(rows: Sequence[Booked]) -> list[Finding]:
    """Months of which visits were logged at all: of others nobody knows."""
    paid, visited = defaultdict[object, list[Booked]](list), defaultdict[object, list[Booked]](list)
    for each in rows:
        key = each.provider, month_of(each)
        if each.row.sort is RowSort.PAYMENT and each.row.hours is not None and each.row.day:
            paid[key].append(each)
        elif is_logged(each):
            visited[key].append(each)
    found = list[Finding]()
    for both in paid.keys() & visited.keys():
        of, against = _hours(paid[both]), sum(each.row.registered or 0 for each in visited[both])
        if is_apart(of, against):
            found.append(_finding(Comparison.MONTH_REGISTERED, [*paid[both], *visited[both]], of, against))
    return found


def _hours(rows: Iterable[Booked]) -> float:
    """Of payments; a credit's hours are taken away, however they are written."""
    return sum(abs(each.row.hours or 0) * (-1 if (each.row.amount or 0) < 0 else 1) for each in rows)


def _finding(comparison: Comparison, rows: Iterable[Booked], of: float, against: float) -> Finding:
    some = tuple(sorted(rows, key=in_time))
    return Finding(comparison, some, hours=round(of - against, 2), of=round(of, 2), against=round(against, 2))
