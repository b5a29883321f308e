"""What an inspection (*tillsynsbesök*) is about, and the remarks an everyday one may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample import wording as w
from sample.entities import Company, Official, Person
from sample.owners import MBN
from sample.world import World

AREAS = (
    "Infrastruktur, lokaler och utrustning", "Råvaror och förpackningsmaterial", "Säker hantering och förvaring",
    "Rengöring", "Skadedjur", "Personlig hygien", "Temperatur", "Märkning och spårbarhet", "Avfall",
)  # fmt: skip
REMARKS = (
    "Väggen bakom spisen i det varma köket har sprucket kakel och går inte att hålla ren.",
    "Tvålen vid handtvättstället i diskrummet var slut. Personalen fyllde på under besöket.",
    "I kylrummet mättes 11 °C i en öppnad förpackning med skivad skinka. Högst 8 °C anges på förpackningen.",
    "Journalen över kylarnas temperatur var inte ifylld de två senaste veckorna.",
    "Råa kycklingfiléer stod på hyllan ovanför färdiglagad sallad.",
    "Mögel syntes i fogen kring diskbänken och på listerna i isglassfrysen.",
    "Ytterdörren mot gården sluter inte tätt. Spillning efter möss fanns bakom sopkärlet.",
    "Information om allergener i dagens rätt kunde inte lämnas när inspektören frågade.",
    "Ismaskinens insida hade svart beläggning.",
    "Rutinen för nedkylning finns på papper men två av tre anställda kände inte till den.",
    "Skärbrädorna är djupt repade och behöver bytas.",
    "Två hinkar med dressing saknade datum för öppnande.",
    "Ventilationsdonet över fritösen droppade av fett.",
    "Personalens privata kläder hängde i torrförrådet bredvid öppna mjölsäckar.",
)
PRAISE = (
    "Lokalen var ren och i god ordning.",
    "Varmhållningen höll 67 °C och mätningen bokfördes.",
    "Leverantörernas följesedlar fanns i pärm och kunde visas direkt.",
    "Personalen kunde redogöra för hur den skiljer rått från tillagat.",
    "De brister som noterades vid förra kontrollen är åtgärdade.",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection. ``remarks`` and ``praise`` are marked sentences; ``again`` is when the inspector returns."""

    company: Company
    official: Official
    met: Person
    met_as: str
    met_role: str
    day: date
    case: str
    start: str
    end: str
    remarks: tuple[str, ...]
    praise: tuple[str, ...] = ()
    announced: bool = False
    again: date | None = None

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        return (
            ("Datum", w.iso(self.day)),
            ("Diarienr", w.case(self.case)),
            ("Handläggare", f"{w.name(self.official.person, 'official')}"),
        )


def everyday_visit(world: World, rng: Random, index: int, case: str, day: date) -> Visit:
    """A visit that has nothing to do with any other."""
    company = world.company(rng.randrange(40 + index), "eatery")
    met = company.chief if rng.random() < 0.5 else world.person(rng.randrange(60 + 3 * index))
    remarks = tuple(rng.sample(REMARKS, rng.choice((0, 1, 2, 3, 3, 4))))
    start = rng.randint(8, 15)
    return Visit(
        company, world.official(MBN, rng, rng.choice(("livsmedelsinspektör", "miljöinspektör"))), met,
        "verksamhetsutövare" if met == company.chief else rng.choice(("köksansvarig", "anställd", "platschef")),
        "representative", day, case, f"{start}:{rng.choice(('00', '10', '30'))}".rjust(5, "0"),
        f"{start + 1}:{rng.choice(('15', '40', '45'))}".rjust(5, "0"), remarks,
        tuple(rng.sample(PRAISE, 2)), rng.random() < 0.3,
        day + timedelta(days=rng.randint(20, 60)) if remarks else None,
    )  # fmt: skip
