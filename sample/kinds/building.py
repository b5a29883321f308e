"""Building permit decisions (*bygglov*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sample import wording as w
from sample.draft import Draft, Heading, Items, Pairs, Para, Signature, Title
from sample.entities import Official, Person, Place
from sample.kinds.appeal import how_to_appeal
from sample.owners import MBN

KIND = "permit_decision"


@dataclass(frozen=True, slots=True)
class Building:
    """An application to build. ``applicant`` is marked text; ``neighbours`` were heard."""

    applicant: str
    place: Place
    work: str
    official: Official
    neighbours: tuple[Person, ...]
    day: date
    applied: date
    case: str
    granted: bool
    reasons: tuple[str, ...]
    fee: int

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        who = w.name(self.official.person, "official")
        return (("Datum", w.dated(self.day)), ("Dnr", w.numbered(self.case)), ("Handläggare", who))


def _signed(it: Building) -> Signature:
    return Signature(((w.name(it.official.person, "official"), it.official.title),))


def _heard(it: Building) -> str:
    names = " och ".join(w.name(person, "neighbour") for person in it.neighbours)
    if it.granted and not names:
        return "Åtgärden följer detaljplanen och grannar har inte hörts."
    if not names:
        return "Grannar har inte hörts, eftersom ansökan ändå ska avslås."
    answer = "inte har något att invända" if it.granted else "åtgärden inte bör tillåtas"
    return f"Berörda grannar har fått yttra sig. {names} har svarat att {answer}."


def _grounds(it: Building) -> str:
    if it.granted:
        return (f"Åtgärden uppfyller förutsättningarna i {w.law('PBL', 9, 30)}. Arbetet får inte påbörjas förrän "
                f"nämnden har "
                f"gett startbesked, {w.law('PBL', 10, 3, brief=True)}.")  # fmt: skip
    return f"Förutsättningar för bygglov enligt {w.law('PBL', 9, 30)} och {w.law('PBL', 9, 31, brief=True)} saknas."


def headed(it: Building, rng: Random) -> Draft:
    """A decision under the usual headings."""
    title = f"Bygglov för {it.work}" if it.granted else f"Avslag på ansökan om bygglov för {it.work}"
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Title(title),
        Pairs((("Fastighet", w.prop(it.place)), ("Adress", w.address(it.place)), ("Sökande", it.applicant))),
        Heading("Beslut"),
        Para(f"Miljö- och byggnadsnämnden {'beviljar' if it.granted else 'avslår ansökan om'} bygglov för {it.work}. "
             f"Avgiften "
             f"är {w.amount(it.fee)} enligt fastställd taxa."),
        Heading("Skäl"), Para(f"{' '.join(it.reasons)} {_grounds(it)}"),
        Heading("Ärendets gång"),
        Para(f"Ansökan kom in den {w.long(it.applied)} och bedömdes komplett två veckor senare. {_heard(it)}"),
        Heading("Hur beslutet överklagas"), Para(how_to_appeal(MBN, it.case, rng, "Länsstyrelsen")),
        _signed(it),
    ))  # fmt: skip


def delegated(it: Building, rng: Random) -> Draft:
    """A short delegated decision, numbered."""
    title = "Delegationsbeslut i bygglovsärende"
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Title(title),
        Para(f"{it.applicant} har ansökt om lov för {it.work} på fastigheten {w.prop(it.place)}, "
             f"{w.street(it.place)}."),
        Items((
            f"{'Bygglov lämnas' if it.granted else 'Ansökan avslås'} med stöd av {w.law('PBL', 9, 30)}.",
            f"Avgift tas ut med {w.amount(it.fee, 'kr')}.",
            "Lovet upphör att gälla om åtgärden inte har påbörjats inom två år och avslutats inom fem år." if it.granted
            else "Den åtgärd som ansökan avser får inte utföras.",
        )),
        Para(" ".join(it.reasons)), Para(_heard(it)),
        Para(how_to_appeal(MBN, it.case, rng, "Länsstyrelsen"), small=True),
        _signed(it),
    ))  # fmt: skip


def letter(it: Building, rng: Random) -> Draft:
    """A letter to the applicant."""
    title = f"Er ansökan den {w.long(it.applied)}"
    good = "Ni får bygga" if it.granted else "Ni får inte bygga"
    return Draft(MBN, KIND, it.day, title, it.references(), (
        Para(f"{it.applicant}\n{w.address(it.place)}"),
        Title(title),
        Para(f"{good}. Er ansökan gällde {it.work} på {w.prop(it.place)} och har fått nummer {w.case(it.case)}."),
        Para(f"Så här har vi resonerat: {' '.join(it.reasons)}"), Para(_grounds(it)), Para(_heard(it)),
        Para(f"En faktura på {w.amount(it.fee)} kommer för sig. Frågor besvaras på "
             f"{w.phone(it.official.person.phone)}."),
        Para(how_to_appeal(MBN, it.case, rng, "Länsstyrelsen"), small=True),
        _signed(it),
    ))  # fmt: skip


GOOD = (
    "Byggnadens placering och färg passar in i gatubilden.", "Åtgärden är planenlig.",
    "Åtgärden underordnar sig huvudbyggnaden.", "Material och kulör stämmer med grannhusen.",
)  # fmt: skip
