"""What is compared with what, and what is not: by rows made up for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from models.payment import Booked, PaymentRow, RowSort
from search.provider_review.bookings import Said, bookings, said
from search.provider_review.double import double_bookings
from search.provider_review.finding import Comparison
from search.provider_review.overlaps import overlaps
from search.provider_review.shown import initials

_DAY = date(2024, 6, 3)
_PAID = PaymentRow(
    1, 0, 9, "rad 1", RowSort.PAYMENT, 1, 0, _DAY, amount=40_000, hours=4.0, invoice="1", service="ledsagning"
)


def _booked(row: PaymentRow, at: int, document: str = "a", provider: str = "p") -> Booked:
    return Booked(replace(row, start=at * 10, end=at * 10 + 9), document, "Nämnden", "ekonomi", provider)


def test_rows_of_two_clients_are_no_double_booking() -> None:
    told = [("Testman, Algot", "1"), ("Provsson, Elsa", "1"), ("Ek, Eva", "2")]
    rows = [_booked(replace(_PAID, client=name, invoice=number), at) for at, (name, number) in enumerate(told)]
    assert double_bookings(bookings(rows)) == []
    twice = double_bookings(bookings([*rows, _booked(replace(_PAID, client="TESTMAN, ALGOT"), 9)]))
    assert [each.comparison for each in twice] == [Comparison.INVOICE_TWICE]


def test_a_name_that_stands_for_many_makes_no_pair_of_every_two() -> None:
    visit = PaymentRow(1, 0, 9, "", RowSort.VISIT, 1, 0, _DAY, begins=480, ends=540, staff="Timvikarie Natt")
    rows = [_booked(replace(visit, client=f"Nr {at}"), at) for at in range(200)]
    assert len(overlaps(rows)) < 3 * len(rows)
    assert len(overlaps(rows[:4])) == 6  # every two of them


def _drawn(random: Random) -> list[Booked]:
    rows = [
        _booked(replace(_PAID, day=_DAY + timedelta(days=random.randrange(3)), amount=random.randrange(1, 3)),
                at, random.choice("abc"), random.choice("pq"))
        for at in range(random.randrange(9))
    ]  # fmt: skip
    return rows + [replace(each, document="kopia") for each in rows if each.document == "a"]


@pytest.mark.parametrize("seed", range(40))
def test_each_booking_is_counted_as_often_as_one_paper_has_it(seed: int) -> None:
    rows = _drawn(Random(seed))
    papers = {each.document for each in rows}
    wanted = dict[Said, int]()
    for paper in papers:
        told = [said(each) for each in rows if each.document == paper]
        wanted |= {each: max(told.count(each), wanted.get(each, 0)) for each in told}
    found = [said(each) for each in bookings(rows).rows]
    assert {each: found.count(each) for each in found} == wanted
    assert not any({each.document for each in some} == {"a", "kopia"} for some in bookings(rows).again)


@pytest.mark.parametrize(
    ("client", "shown"),
    [
        ("Testman, Algot", "A.T."), ("Algot Testman", "A.T."), ("Testman, Algot 850312-XXXX", "A.T. 850312-XXXX"),
        ("Testman,850312-XXXX", "T. 850312-XXXX"), ("Testman", "T."), ("Nr 12", "Nr 12"),
        ("Brukare nr 12", "Brukare nr 12"), ("A.B.", "A.B."), ("850312-XXXX", "850312-XXXX"), ("K-12", "K-12"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_client_is_told_by_initials(client: str, shown: str) -> None:
    assert initials(client) == shown
