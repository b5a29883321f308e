"""Orders of the building board (*byggnadstillsyn*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sample import wording as w
from sample.draft import Draft, Heading, Items, Para, Signature, Title
from sample.entities import Official, Place
from sample.kinds.appeal import how_to_appeal
from sample.owners import MBN

KIND = "building_supervision"


@dataclass(frozen=True, slots=True)
class Order:
    """An order (*föreläggande*). ``addressee`` and the sentences are marked text."""

    addressee: str
    place: Place
    official: Official
    day: date
    visited: date
    case: str
    seen: tuple[str, ...]
    demands: tuple[str, ...]
    due: date
    penalty: int
    reason: str

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        who = w.name(self.official.person, "official")
        return (("Datum", w.dated(self.day)), ("Dnr", w.numbered(self.case)), ("Handläggare", who))


def _signed(it: Order) -> Signature:
    return Signature((("Ordföranden i nämnden", "Miljö- och byggnadsnämnden"),
                      (w.name(it.official.person, "official"), it.official.title)))  # fmt: skip


def order(it: Order, rng: Random) -> Draft:
    """The order at full length."""
    title = f"Föreläggande om rättelse, {w.prop(it.place)}"
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Title(title),
        Heading("Beslut"),
        Para(f"Miljö- och byggnadsnämnden förelägger {it.addressee}, vid vite av {w.amount(it.penalty)}, att senast "
             f"den "
             f"{w.long(it.due)} på fastigheten {w.prop(it.place)}"),
        Items(it.demands),
        Heading("Redogörelse för ärendet"),
        Para(f"Vid tillsynsbesök den {w.long(it.visited)} på {w.address(it.place)} iakttogs följande."),
        Items(it.seen, "-"),
        Heading("Skäl för beslutet"), Para(it.reason),
        Para(f"Föreläggandet meddelas med stöd av {w.law('PBL', 11, 20)}. Det får förenas med vite enligt "
             f"{w.law('PBL', 11, 37, brief=True)} och {w.law('LV', 0, 2)}."),
        Heading("Överklagande"), Para(how_to_appeal(MBN, it.case, rng, "Länsstyrelsen")),
        _signed(it),
    ))  # fmt: skip
