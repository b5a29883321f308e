"""The first story as payments tell it: an invoice that is paid twice, an account that two companies are paid to, hours
that nobody planned, and a carer who is in two homes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sample.calendar import working
from sample.draft import Draft
from sample.entities import Company
from sample.kinds import audit, extract
from sample.story.cast import Cast
from sample.world import World

TWICE = 2
"""Which of the audited months is paid once more."""
_PAYDAY = 18


def rows(world: World, c: Cast, facts: audit.Audit) -> Draft:
    """The workbook behind an audit; its own months stand there, beside those of two other companies."""
    rng, first, number = world.rng("story", "payments"), facts.payments[0].month, len(facts.payments)
    sister, fellow = (audit.payments(rng, first, number, excess) for excess in (0.4, 0.02))
    half, twice = number // 2, facts.payments[TWICE]
    paid = (
        *_paid(c.carer, c.carer, facts.payments),
        extract.Paid(working(_payday(twice) + timedelta(days=16)), c.carer, c.carer, twice),
        *_paid(c.sister, c.sister, sister[:half]),
        *_paid(c.sister, c.carer, sister[half:]),
        *_paid(c.fellow, c.fellow, fellow),
    )
    return extract.workbook(
        extract.Extract(
            facts.official,
            facts.day,
            facts.case,
            tuple(sorted(paid, key=lambda one: one.day)),
            tuple((company, one) for company, months in ((c.sister, sister), (c.fellow, fellow)) for one in months),
            tuple(_visits(c)),
        )
    )


def _paid(company: Company, payee: Company, months: Iterable[audit.Payment]) -> Iterator[extract.Paid]:
    return (extract.Paid(_payday(one), company, payee, one) for one in months)


def _payday(one: audit.Payment) -> date:
    """In the month after."""
    return working((one.month + timedelta(days=32)).replace(day=_PAYDAY))


def _visits(c: Cast) -> Iterator[extract.Logged]:
    """A week of the July that the patient spends in hospital, in which nothing is paid. The last row is the overlap."""
    patient, first = f"{c.patient.given[0]}.{c.patient.surname[0]}.", date(2024, 7, 8)
    for number in range(7):
        day = first + timedelta(days=number)
        early, late, noon = (c.aides[(number + turn) % len(c.aides)] for turn in range(3))
        yield extract.Logged(day, c.carer, early, patient, "07:30", "08:15")
        yield extract.Logged(day, c.carer, late, "I.L.", "08:30", "09:00")
        yield extract.Logged(day, c.carer, noon, "G.Ö.", "12:00", "12:40")
    yield extract.Logged(day, c.carer, early, "S.B.", "08:00", "08:30")
