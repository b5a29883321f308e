"""Rows of payments (*utbetalningsrader*) and of visits (*besöksrader*), as tables of papers have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

MINUTES_OF_DAY: Final = 24 * 60


class RowSort(StrEnum):
    """What a row tells. The sum of what was paid is of PAYMENT rows alone: a review tells the same once more."""

    PAYMENT = "payment"  # one payment, as an economy system lists it
    MONTH = "month"  # a month's hours asked for beside those planned, as a review tells it
    REVIEWED = "reviewed"  # what a review looked at of one provider in all
    CONTROL = "control"  # time planned or charged beside the time that was registered
    VISIT = "visit"  # one visit: when it began and ended, by whom, to whom


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One row (*rad*) at ``page`` from ``start`` to ``end`` of the page's text; ``place`` as its reader says it.

    ``provider_page`` and ``provider_start`` are the mention that names the provider (*utförare*), in the row or at the
    head of the paper; None where nobody is named. ``month``: ``day`` is the first of a month that is told whole.
    ``amount`` is in öre, less than nothing of a credit. ``hours`` were asked or charged for. ``begins`` and ``ends``
    are minutes from the beginning of ``day``; a visit past midnight ends after 1,440. What is not told is None or
    empty.
    """

    page: int
    start: int
    end: int
    place: str
    sort: RowSort
    provider_page: int | None = None
    provider_start: int | None = None
    day: date | None = None
    month: bool = False
    amount: int | None = None
    hours: float | None = None
    planned: float | None = None
    registered: float | None = None
    begins: int | None = None
    ends: int | None = None
    invoice: str = ""
    service: str = ""
    account: str = ""
    client: str = ""
    staff: str = ""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows are asked for: of these days, both included, and of these sources and sorts, or of all."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    sorts: tuple[RowSort, ...] = ()


@dataclass(frozen=True, slots=True)
class Booked:
    """A row as the register tells of it: in which ``document``, whose it is and from where; ``provider`` is the entity
    that it is of, or empty."""

    row: PaymentRow
    document: str
    owner: str
    source: str
    provider: str
