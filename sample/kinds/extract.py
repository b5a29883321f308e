"""What was paid, asked for and registered (*underlag*): three systems' rows, gathered by a controller in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample import wording as w
from sample.draft import SHEETS, Draft, Heading, Pairs, Table, Title
from sample.entities import Company, Official, Person
from sample.kinds import audit
from sample.owners import KS


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment of what ``company`` asked for in a month, to the giro of ``payee``."""

    day: date
    company: Company
    payee: Company
    month: audit.Payment


@dataclass(frozen=True, slots=True)
class Logged:
    """A visit by ``aide`` to ``client`` (initials), as the lock on the door noted it."""

    day: date
    company: Company
    aide: Person
    client: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Extract:
    """An extract. ``asked`` are months of each company, hours asked for beside hours planned."""

    official: Official
    day: date
    case: str
    paid: tuple[Paid, ...]
    asked: tuple[tuple[Company, audit.Payment], ...]
    visits: tuple[Logged, ...]


def workbook(it: Extract) -> Draft:
    """A sheet with particulars, and one each for payments, hours and visits."""
    title = "Underlag till stickprov, utförare av hemtjänst"
    official = w.name(it.official.person, "official")
    return Draft(
        KS, audit.KIND, it.day, title,
        (("Datum", w.dated(it.day)), ("Dnr", w.numbered(it.case)), ("Handläggare", official)),
        (
            Title(title),
            Pairs((("Betalningar", "ur ekonomisystemet"), ("Timmar", "ur utförarnas fakturaunderlag"),
                   ("Besök", "ur nyckelfria lås; brukarna anges med initialer"))),
            Heading("Betalningar"), _payments(it), Heading("Timmar"), _hours(it), Heading("Besök"), _visits(it),
        ),
        look=SHEETS,
    )  # fmt: skip


def _payments(it: Extract) -> Table:
    head = ("Bokföringsdag", "Leverantör", "Org.nr", "Bankgiro", "Faktura", "Tjänst", "Timmar", "Belopp")
    rows = tuple(
        (w.iso(one.day), w.company(one.company), w.orgnr(one.company), w.giro(one.payee), one.month.invoice,
         "hemtjänst", audit.hours(one.month.asked), w.amount(one.month.paid, ""))
        for one in it.paid
    )  # fmt: skip
    return Table(head, rows, (0.12, 0.22, 0.12, 0.11, 0.11, 0.14, 0.07, 0.11), (6, 7))


def _hours(it: Extract) -> Table:
    head = ("Månad", "Utförare", "Faktura", "Begärda timmar", "Planerade timmar", "Utbetalt (kr)")
    rows = tuple(
        (w.month(one.month), w.company(company), one.invoice, audit.hours(one.asked), audit.hours(one.planned),
         w.amount(one.paid, ""))
        for company, one in it.asked
    )  # fmt: skip
    return Table(head, rows, (0.18, 0.26, 0.12, 0.14, 0.15, 0.15), (3, 4, 5))


def _visits(it: Extract) -> Table:
    head = ("Datum", "Utförare", "Personal", "Brukare", "Start", "Slut")
    rows = tuple(
        (w.iso(one.day), w.company(one.company), w.last_first(one.aide), one.client, w.clock(one.begins, dot=False),
         w.clock(one.ends, dot=False))
        for one in it.visits
    )  # fmt: skip
    return Table(head, rows, (0.14, 0.28, 0.26, 0.12, 0.1, 0.1))
