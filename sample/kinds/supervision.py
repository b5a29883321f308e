"""Orders of the building board (*byggnadstillsyn*), in three phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample import wording as w
from sample.draft import Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.entities import Official, Place
from sample.kinds.appeal import how_to_appeal
from sample.owners import MBN
from sample.world import World

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
        return (("Datum", w.iso(self.day)), ("Dnr", w.case(self.case)), ("Handläggare", who))


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


def report(it: Order, rng: Random) -> Draft:
    """A supervision report with a table of what was seen and what is demanded."""
    title = "Tillsynsrapport, olovligt byggande"
    rows = tuple(
        (str(n), seen, demand[0].upper() + demand[1:].rstrip(",.") + ".")
        for n, (seen, demand) in enumerate(zip(it.seen, it.demands, strict=False), 1)
    )
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Title(title),
        Pairs((("Fastighet", w.prop(it.place)), ("Belägenhet", w.address(it.place)),
        ("Ägare eller brukare", it.addressee),
               ("Besöksdag", w.iso(it.visited)), ("Rättelse senast", w.iso(it.due)),
               ("Vite", w.amount(it.penalty, "kr")))),
        Table(("Nr", "Iakttagelse", "Krav på åtgärd"), rows, (0.07, 0.5, 0.43)),
        Para(it.reason),
        Para(f"Lagrum: {w.law('PBL', 11, 19)} och {w.law('PBL', 11, 20, brief=True)}. Kommuniceras enligt "
             f"{w.law('FL', 0, 25)}."),
        _signed(it),
    ))  # fmt: skip


def question(it: Order, rng: Random) -> Draft:
    """A letter that asks for an explanation before the board decides."""
    title = f"Begäran om förklaring, ärende {w.case(it.case)}"
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Para(f"{it.addressee}\n{w.address(it.place)}"),
        Title(title),
        Para(f"Nämnden har fått veta att något kan ha utförts utan lov på {w.prop(it.place)}. När inspektören var på "
             f"platsen "
             f"den {w.short(it.visited)} syntes detta:"),
        Items(it.seen, "-"), Para(it.reason),
        Para(f"Ni får tillfälle att förklara er senast den {w.long(it.due)}. Därefter kan nämnden besluta att ni ska"),
        Items(it.demands, "a"),
        Para(f"En byggsanktionsavgift kan tas ut enligt {w.law('PBL', 11, 51)}. Den kan bli {w.amount(it.penalty)}."),
        _signed(it),
    ))  # fmt: skip


VARIANTS = (order, report, question)
SEEN = (
    "En altan på cirka 34 kvadratmeter har byggts mot granntomten.",
    "Ett skärmtak har satts upp i anslutning till carporten.",
    "Fyllnadsmassor har lagts upp till en höjd av två meter.",
    "En container står uppställd sedan minst sex månader.",
    "Staketet mot gatan skymmer sikten i korsningen.",
)
DEMANDS = (
    "ta bort det som utförts utan lov,",
    "återställa marken i ursprungligt skick,",
    "lämna in ritningar och en skriftlig redogörelse.",
)


def everyday(world: World, rng: Random, index: int, case: str, day: date) -> Order:
    """An order that has nothing to do with any other."""
    person = world.person(rng.randrange(60 + 3 * index))
    return Order(
        f"{w.name(person, 'subject')}, {w.number(person)}", person.home, world.official(MBN, rng, "byggnadsinspektör"),
        day, day - timedelta(days=rng.randint(8, 40)), case, tuple(rng.sample(SEEN, 2)), DEMANDS[: rng.randint(2, 3)],
        day + timedelta(days=60), rng.randrange(10_000, 60_000, 5000),
        "Åtgärden kräver lov och något lov har inte sökts.",
    )  # fmt: skip
