"""What an inspection (*tillsynsbesök*) is about, and the remarks an everyday one may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample import wording as w
from sample.entities import Company, Official, Person

AREAS = (
    "Infrastruktur, lokaler och utrustning", "Råvaror och förpackningsmaterial", "Säker hantering och förvaring",
    "Rengöring", "Skadedjur", "Personlig hygien", "Temperatur", "Märkning och spårbarhet", "Avfall",
)  # fmt: skip
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
            ("Datum", w.dated(self.day)),
            ("Diarienr", w.case(self.case)),
            ("Handläggare", f"{w.name(self.official.person, 'official')}"),
        )
