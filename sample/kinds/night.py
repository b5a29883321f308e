"""Inspections of places that serve alcohol (*inre och yttre tillsyn*), in two phrasings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from sample import wording as w
from sample.draft import Draft, Heading, Items, Pairs, Para, Signature, Title
from sample.entities import Company, Official, Person
from sample.owners import SN
from sample.world import World

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
        return (("Datum", w.iso(self.day)), ("Dnr", w.case(self.case)), ("Handläggare", who))


def report(it: Night, rng: Random) -> Draft:
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


def checklist(it: Night, rng: Random) -> Draft:
    """A checklist with remarks below."""
    c = it.company
    title = "Checklista vid yttre tillsyn"
    answers = [(q, rng.choice(("Ja", "Ja", "Ja", "Nej", "Ej kontrollerat"))) for q in (
        "Serveringsansvarig på plats", "Lagad mat serveras", "Legitimation kontrolleras",
        "Personalliggare förd")]  # fmt: skip
    return Draft(SN, KIND, it.day, title, it.references(), (
        Title(title),
        Pairs((("Serveringsställe", w.trade(c)), ("Bolag", f"{w.company(c)}, {w.orgnr(c)}"),
        ("Adress", w.address(c.place)),
               ("Tidpunkt", f"{w.iso(it.day)} kl. {w.clock(it.at, False)}"),
               ("Ansvarig", f"{w.last_first(it.met, 'representative')}, {it.met_as}"),
               ("Antal gäster", str(it.guests)), *answers)),
        Heading("Noterat"), Items(it.seen, "-"), Para(it.verdict),
        Signature(((w.name(it.official.person, "official"), it.official.title),)),
    ))  # fmt: skip


VARIANTS = (report, checklist)
SEEN = (
    "Två anställda stod i baren. Båda fanns i personalliggaren.",
    "Ordningsvakter kontrollerade legitimation i dörren.",
    "En gäst som verkade tydligt påverkad fick vatten och nekades mer öl.",
    "Menyn var begränsad till varma mackor efter kl. {a}.",
    "Nödutgången mot gården var delvis blockerad av tomma backar. Den röjdes under besöket.",
    "Spritflaskor med hemmagjorda etiketter stod bakom disken och togs undan av personalen.",
)


def everyday(world: World, rng: Random, index: int, case: str, day: date) -> Night:
    """A visit that has nothing to do with any other."""
    company = world.company(rng.randrange(40 + index), "eatery")
    seen = tuple(text.format(a=w.clock("22:00")) for text in rng.sample(SEEN, 3))
    night = Night(company, world.official(SN, rng), company.chief, "ägare", day, case,
    rng.choice(("21:40", "22:15", "23:05")),
                  rng.randrange(8, 120), seen, "Tillsynen föranleder ingen åtgärd.")  # fmt: skip
    if rng.random() < 0.5:
        night = replace(night, met=world.person(rng.randrange(60 + 3 * index)), met_as="serveringsansvarig")
    return night
