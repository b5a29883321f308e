"""Which rows are the same thing told again, so that it is counted once: copies of a paper, extracts that overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.payment import Booked, RowSort


class Said(NamedTuple):
    """All that a row says, and of whom: two rows that say the same are told apart only by where they stand."""

    provider: str
    sort: RowSort
    day: date | None
    invoice: str
    service: str
    amount: int | None
    hours: float | None
    planned: float | None
    registered: float | None
    begins: int | None
    ends: int | None
    client: str
    staff: str


@dataclass(frozen=True, slots=True)
class Bookings:
    """``rows`` are each booking once; ``again`` are those that several papers have, a row from each."""

    rows: tuple[Booked, ...]
    again: tuple[tuple[Booked, ...], ...]


def said(booked: Booked) -> Said:
    """What the row says, by how words are spelled aside from their case."""
    row = booked.row
    return Said(
        booked.provider, row.sort, row.day, row.invoice.casefold(), row.service.casefold(), row.amount, row.hours,
        row.planned, row.registered, row.begins, row.ends, row.client.casefold(), row.staff.casefold(),
    )  # fmt: skip


def bookings(rows: Iterable[Booked]) -> Bookings:
    """The rows without what copies tell. A row that stands alike in several papers is one booking; if one of them has
    it twice, two."""
    alone, alike = _parted(list(rows))
    papers = defaultdict[str, list[tuple[Said, Booked]]](list)
    for each in alike:
        papers[each.document].append((said(each), each))
    by_said = defaultdict[Said, dict[str, list[Booked]]](dict)
    for document in _originals(papers, {each.document for each in alone}):
        for told, each in papers[document]:
            by_said[told].setdefault(document, []).append(each)
    kept, again = alone, list[tuple[Booked, ...]]()
    for some in by_said.values():
        most: list[Booked] = max(some.values(), key=_number)
        kept += most
        if len(some) > 1:
            again.append(tuple(booked[0] for booked in some.values()))
    return _without_undated(kept, again)


def _parted(rows: Sequence[Booked]) -> tuple[list[Booked], list[Booked]]:
    """The rows that no other says the same as, which day, sum and time tell of most, and those that one may."""
    roughly = [(each.provider, each.row.day, each.row.amount, each.row.begins) for each in rows]
    number, parted = Counter(roughly), (list[Booked](), list[Booked]())
    for told, each in zip(roughly, rows, strict=True):
        parted[number[told] > 1].append(each)
    return parted


def _number(rows: Sequence[Booked]) -> int:
    return len(rows)


def _originals(papers: Mapping[str, Sequence[tuple[Said, Booked]]], own: Collection[str]) -> list[str]:
    """The papers without copies: those with the very same rows as another. ``own`` have a row that no other has."""
    seen, found = set[frozenset[tuple[Said, int]]](), list[str]()
    for id in sorted(papers):
        told = frozenset(Counter(each for each, _ in papers[id]).items())
        if id in own or told not in seen:
            found.append(id)
        if id not in own:
            seen.add(told)
    return found


def _without_undated(rows: Sequence[Booked], again: Sequence[tuple[Booked, ...]]) -> Bookings:
    """A review that lists invoices without their days tells of payments that a sheet has with them."""
    undated = [each for each in rows if each.row.day is None and _is_paid(each)]
    if not undated:
        return Bookings(tuple(rows), tuple(again))
    dated = {_invoice(each): each for each in rows if each.row.day is not None and _is_paid(each)}
    told = [each for each in undated if _invoice(each) in dated]
    gone = {id(each) for each in told}
    pairs = [(dated[_invoice(each)], each) for each in told if dated[_invoice(each)].document != each.document]
    return Bookings(tuple(each for each in rows if id(each) not in gone), (*again, *pairs))


def _is_paid(each: Booked) -> bool:
    return each.row.sort is RowSort.PAYMENT and bool(each.row.invoice)


def _invoice(each: Booked) -> tuple[str, str, int | None]:
    return each.provider, each.row.invoice.casefold(), each.row.amount
