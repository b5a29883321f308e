"""Decisions on permits to serve alcohol (*serveringstillstånd*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sample import wording as w
from sample.draft import Block, Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.entities import Company, Official, Person
from sample.kinds.appeal import how_to_appeal
from sample.owners import SN

KIND = "permit_decision"


@dataclass(frozen=True, slots=True)
class Serving:
    """An application and its outcome.

    ``insiders`` are those whose fitness is tried (*betydande inflytande*), with their part in the company.
    """

    company: Company
    official: Official
    insiders: tuple[tuple[Person, str], ...]
    day: date
    applied: date
    case: str
    granted: bool
    until: str
    conditions: tuple[str, ...]
    reasons: tuple[str, ...]


def references(it: Serving) -> tuple[tuple[str, str], ...]:
    """The particulars of the letterhead."""
    return (
        ("Datum", w.dated(it.day)),
        ("Dnr", w.numbered(it.case)),
        ("Handläggare", w.name(it.official.person, "official")),
    )


def _outcome(it: Serving) -> str:
    c = it.company
    if it.granted:
        return (f"Socialnämnden beviljar {w.company(c)}, org.nr {w.orgnr(c)}, stadigvarande tillstånd att servera "
                f"spritdrycker, vin, starköl och andra jästa alkoholdrycker till allmänheten på {w.trade(c)}, "
                f"{w.street(c.place)}, året runt mellan kl. {w.clock('11:00')} och "
                f"kl. {w.clock(it.until)}.")  # fmt: skip
    return (f"Socialnämnden avslår ansökan från {w.company(c)}, org.nr {w.orgnr(c)}, om stadigvarande "
            f"serveringstillstånd "
            f"på {w.trade(c)}, {w.street(c.place)}.")  # fmt: skip


def _conditions(it: Serving, marks: str, *before: Block) -> tuple[Block, ...]:
    return (*before, Items(it.conditions, marks)) if it.granted and it.conditions else ()


def full(it: Serving, rng: Random) -> Draft:
    """The full decision: outcome, background, inquiry, law."""
    c = it.company
    title = f"Beslut om serveringstillstånd för {w.trade(c)}"
    insiders = ", samt ".join(f"{w.name(p, 'subject')} ({w.number(p)}), {part}" for p, part in it.insiders)
    return Draft(SN, KIND, it.day, title, references(it), (
        Title(title),
        Heading("Beslut"), Para(_outcome(it)),
        *_conditions(it, "1", Para("För tillståndet gäller följande villkor:")),
        Heading("Ärendet"),
        Para(f"Ansökan kom in den {w.long(it.applied)}. Serveringsstället ligger på fastigheten {w.prop(c.place)}. "
             f"Personer "
             f"med betydande inflytande i bolaget är {insiders}."),
        Heading("Utredning"),
        Para(f"Yttranden har hämtats in från Polismyndigheten, Skatteverket, Räddningstjänsten och Miljö- och "
             f"byggnadsnämnden. {' '.join(it.reasons)}"),
        Heading("Bestämmelser"),
        Para(f"Serveringstillstånd får enligt {w.law('AL', 8, 12)} ges bara till den som visar att den med hänsyn till "
             "personliga och ekonomiska förhållanden är lämplig att utöva verksamheten. Tider för servering framgår av "
             f"{w.law('AL', 8, 19, brief=True)}. Nämnden kan meddela villkor eller återkalla ett tillstånd, se "
             f"{w.law('AL', 9, 18, brief=True)}."),
        Heading("Överklagande"), Para(how_to_appeal(SN, it.case, rng)),
        Signature(((w.name(it.official.person, "official"), it.official.title),)),
    ))  # fmt: skip


def tabular(it: Serving, rng: Random) -> Draft:
    """A decision in rows: each authority and what it says."""
    c = it.company
    title = "Tillståndsbevis" if it.granted else "Avslag på ansökan"
    said = ("Ingen erinran", "Inget att erinra", "Har inte hörts av", "Se tjänsteanteckning")
    rows = tuple((who, rng.choice(said)) for who in ("Polismyndigheten", "Skatteverket", "Räddningstjänsten"))
    return Draft(SN, KIND, it.day, title, references(it), (
        Title(title),
        Pairs((("Tillståndshavare", w.company(c)), ("Org.nr", w.orgnr(c)), ("Serveringsställe", w.trade(c)),
               ("Adress", w.address(c.place)), ("Telefon", w.phone(c.phone, c.id)),
               ("Serveringstid", f"{w.clock('11:00')}–{w.clock(it.until)}"),
               *((part.capitalize(), f"{w.last_first(p, 'subject')} {w.number(p)}") for p, part in it.insiders))),
        Para(_outcome(it)),
        Table(("Remissinstans", "Svar"), rows, (0.45, 0.55)),
        *_conditions(it, "1"),
        Para(f"{' '.join(it.reasons)} Grund: {w.law('AL', 8, 12)} och {w.law('AL', 8, 14, brief=True)}."),
        Para(how_to_appeal(SN, it.case, rng), small=True),
        Signature(((w.name(it.official.person, "official"), it.official.title),)),
    ))  # fmt: skip


GOOD = (
    "Bolaget har redovisat hur köpet av verksamheten har betalats.",
    "Sökanden har godkänt resultat på kunskapsprovet i alkohollagstiftning.",
    "Inget har framkommit som talar mot att sökanden är lämplig.",
    "Köket är godkänt och menyn visar ett varierat utbud av lagad mat.",
)
