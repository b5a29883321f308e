"""Inspections of places that serve alcohol (*inre och yttre tillsyn*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample import wording as w
from sample.draft import Draft, Heading, Items, Para, Signature, Title
from sample.entities import Company, Official, Person
from sample.owners import SN

KIND = "inspection_report"


@dataclass(frozen=True, slots=True)
class Night:
    """An evening visit. ``seen`` are marked sentences in the order of the evening."""

    company: Company
    official: Official
    met: Person
    met_as: str
    day: date
    case: str
    at: str
    guests: int
    seen: tuple[str, ...]
    verdict: str

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        who = w.name(self.official.person, "official")
        return (("Datum", w.dated(self.day)), ("Dnr", w.numbered(self.case)), ("Handläggare", who))


def report(it: Night) -> Draft:
    """A report in running text."""
    c = it.company
    title = f"Tillsynsrapport {w.trade(c)}"
    return Draft(SN, KIND, it.day, title, it.references(), (
        Title(title),
        Para(f"Tillståndsenheten gjorde tillsyn enligt {w.law('AL', 9, 1)} på {w.trade(c)}, {w.street(c.place)}, den "
             f"{w.long(it.day)} kl. {w.clock(it.at)}. Tillståndshavare är {w.company(c)}, org.nr {w.orgnr(c)}. Vid "
             f"besöket "
             f"fanns omkring {it.guests} gäster i lokalen."),
        Para(f"Serveringsansvarig på plats var {w.capitals(it.met, 'representative')}, {it.met_as}."),
        Heading("Iakttagelser"), Items(it.seen),
        Heading("Bedömning"), Para(it.verdict),
        Signature(((w.name(it.official.person, "official"), it.official.title),)),
    ))  # fmt: skip
