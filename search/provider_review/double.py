"""Double bookings (*dubbelbokningar*): an invoice twice, or one client's day, service, hours and sum twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from models.payment import Booked, RowSort
from search.provider_review.bookings import Bookings
from search.provider_review.finding import Comparison, Finding


def double_bookings(found: Bookings) -> list[Finding]:
    """Of bookings that a credit of the same sum does not take back. An invoice over several services or clients is
    several rows, each with a sum of its own, and no double booking."""
    paid = [each for each in found.rows if each.row.sort is RowSort.PAYMENT and (each.row.amount or 0) != 0]
    credits = _Credits(each for each in paid if (each.row.amount or 0) < 0)
    booked = [each for each in paid if (each.row.amount or 0) > 0]
    told = list[Finding]()
    for comparison, key in ((Comparison.INVOICE_TWICE, _invoice), (Comparison.BOOKED_TWICE, _service)):
        groups = _alike(booked, key)
        for rows in groups:
            left = len(rows) - credits.of(rows)
            if left > 1:
                told.append(Finding(comparison, rows, amount=(rows[0].row.amount or 0) * (left - 1)))
        seen = {id(each) for rows in groups for each in rows}
        booked = [each for each in booked if id(each) not in seen]
    return told + _in_several(found)


def _in_several(found: Bookings) -> list[Finding]:
    """What stands in the same papers is one finding, of a provider."""
    groups = defaultdict[Hashable, list[Booked]](list)
    for rows in found.again:
        groups[rows[0].provider, tuple(each.document for each in rows)] += rows
    return [Finding(Comparison.SEVERAL_PAPERS, tuple(sorted(some, key=in_time))) for some in groups.values()]


class _Credits:
    """Rows of less than nothing, each of which takes back one booking."""

    def __init__(self, rows: Iterable[Booked]) -> None:
        self._by_sum = defaultdict[tuple[str, int], list[Booked]](list)
        for each in rows:
            self._by_sum[each.provider, -(each.row.amount or 0)].append(each)

    def of(self, rows: Sequence[Booked]) -> int:
        """How many of the rows are taken back; each credit is used once, and none of another service."""
        first = rows[0]
        waiting = self._by_sum[first.provider, first.row.amount or 0]
        used = [each for each in waiting if each.row.service.casefold() in ("", first.row.service.casefold())]
        used = used[: len(rows)]
        for each in used:
            waiting.remove(each)
        return len(used)


def _alike(rows: Sequence[Booked], key: Callable[[Booked], Hashable]) -> list[tuple[Booked, ...]]:
    groups = defaultdict[Hashable, list[Booked]](list)
    for each in rows:
        if (said := key(each)) is not None:
            groups[said].append(each)
    return [tuple(sorted(some, key=in_time)) for some in groups.values() if len(some) > 1]


def _invoice(each: Booked) -> Hashable:
    row = each.row
    if not row.invoice:
        return None
    return each.provider, row.invoice.casefold(), row.service.casefold(), row.client.casefold(), row.amount


def _service(each: Booked) -> Hashable:
    row = each.row
    if row.day is None or row.month or not (row.service or row.hours is not None):
        return None
    return each.provider, row.day, row.service.casefold(), row.client.casefold(), row.hours, row.amount


def in_time(each: Booked) -> tuple[str, int, str, int, int]:
    """The order of rows: by day, then by where they stand."""
    row = each.row
    return row.day.isoformat() if row.day else "", row.begins or 0, each.document, row.page, row.start
