"""Sums by month (*summor per månad*), each of the rows that it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.payment import Booked, RowSort
from search.provider_review.hours import is_logged, month_of

_PAID = RowSort.PAYMENT


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a ``month`` (None: of rows without a day). ``amount`` (öre), ``rows`` and ``hours`` are of payments;
    ``told`` (öre), ``asked`` and ``planned`` as reviews tell the month; ``registered`` of control sheets and logs of
    visits. What nothing is known of is None."""

    month: date | None
    rows: int
    amount: int | None
    hours: float | None
    told: int | None
    asked: float | None
    planned: float | None
    registered: float | None


def by_month(rows: Iterable[Booked]) -> tuple[Sums, ...]:
    """In order of time, rows without a day last; months of which there is nothing to sum left out."""
    months = defaultdict[date | None, list[Booked]](list)
    for each in rows:
        months[month_of(each)].append(each)
    told = (sums_of(month, some) for month, some in months.items())
    return tuple(sorted(filter(_says, told), key=lambda sums: (sums.month is None, sums.month or date.min)))


def _says(sums: Sums) -> bool:
    return any(each is not None for each in (sums.amount, sums.told, sums.asked, sums.planned, sums.registered))


def sums_of(month: date | None, rows: Sequence[Booked]) -> Sums:
    """The sums of rows that are all of this month, or of all of somebody's."""
    paid = [each for each in rows if each.row.sort is _PAID]
    told = [each for each in rows if each.row.sort is RowSort.MONTH]
    controls = [each for each in rows if each.row.sort is RowSort.CONTROL]
    return Sums(
        month,
        len(paid),
        _sum(each.row.amount for each in paid),
        _hours(_signed(each) for each in paid),
        _sum(each.row.amount for each in told),
        _hours(each.row.hours for each in [*told, *controls]),
        _hours(each.row.planned for each in [*told, *controls]),
        _hours(each.row.registered for each in [*controls, *filter(is_logged, rows)]),
    )


def _signed(each: Booked) -> float | None:
    hours = each.row.hours
    return hours if hours is None or (each.row.amount or 0) >= 0 else -abs(hours)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def _hours(values: Iterable[float | None]) -> float | None:
    known = [each for each in values if each is not None]
    return round(sum(known), 2) if known else None
