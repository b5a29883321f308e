"""Papers of two boards and the police on one town: addresses, a property, providers, two periods."""

from __future__ import annotations

from datetime import date

from models.document import Field
from models.mention import Label
from models.store.store import Store
from search.index import Index
from search.situation.period import Period
from tests.search.archive import Paper, put

PERIOD = Period(date(2024, 1, 1), date(2024, 6, 30))
KROG, BOLAG, VARD = "Kebnekrogen AB", "Lagerprov AB", "Provvård AB"
MAN, WOMAN = "Adam Provsson", "Berta Provdotter"
STREET, SHORT, OFFICE = "Provgatan 3, 990 12 Provstad", "Provgatan 3", "Rådhusgatan 1, 990 12 Provstad"
OTHER = "Provgatan 47 B, 990 12 Provstad"
PROPERTY = "Provstad Norrmalm 6:7"
CAR = "PRV 01A"
_LABELS = {
    KROG: Label.ORG,
    BOLAG: Label.ORG,
    VARD: Label.ORG,
    MAN: Label.PERSON,
    WOMAN: Label.PERSON,
    STREET: Label.ADDRESS,
    SHORT: Label.ADDRESS,
    OFFICE: Label.ADDRESS,
    OTHER: Label.ADDRESS,
    PROPERTY: Label.PROPERTY,
    CAR: Label.VEHICLE,
    "Provstad": Label.LOC,
    "Bortby": Label.LOC,
}


def paper(name: str, source: str, kind: str, day: date | None, *named: str, **told: str) -> Paper:
    """A page that names these and says these fields; ``told`` addresses and the like stand on it too."""
    words = " ".join((name, *(f"{each}." for each in (*named, *told.values()))))
    names = [(_LABELS[each], each, each) for each in dict.fromkeys((*named, *told.values())) if each in _LABELS]
    fields = [Field(field, value, value, 1, words.index(value), words.index(value) + len(value))
              for field, value in told.items() if field != "outcome"]  # fmt: skip
    fields += [Field("outcome", told["outcome"], told["outcome"], 1, 0, 1)] if "outcome" in told else []
    return Paper(f"{name}.pdf", source, [words], day, kind, names, fields=fields)


PAPERS = (
    paper("besök1", "tillsyn", "inspection_report", date(2024, 2, 1), MAN, KROG, OFFICE, address=STREET),
    paper("besök2", "tillsyn", "inspection_report", date(2024, 3, 5), MAN, KROG, OFFICE, address=SHORT),
    paper("besök3", "tillsyn", "building_supervision", date(2024, 5, 9), WOMAN, OFFICE, property=PROPERTY),
    paper("lov1", "tillsyn", "permit_decision", date(2024, 2, 20), KROG, OFFICE, address=STREET, outcome="granted"),
    paper("lov2", "tillsyn", "permit_decision", date(2024, 6, 1), WOMAN, OFFICE, property=PROPERTY),
    paper("lov3", "tillsyn", "permit_decision", date(2024, 6, 2), WOMAN, OFFICE, address=OTHER),
    paper("pm1", "promemorior", "police_memo", date(2024, 4, 1), MAN, KROG, CAR, "Provstad"),
    paper("pm2", "promemorior", "police_memo", date(2024, 4, 2), MAN, CAR, "Bortby"),
    paper("granskning1", "utbetalningar", "payment_audit", date(2024, 1, 31), MAN, provider=VARD,
          deviation="fler timmar än registrerat", repayment_amount="15000.00"),
    paper("granskning2", "utbetalningar", "payment_audit", date(2024, 5, 31), CAR, provider=VARD, outcome="warning"),
    paper("granskning3", "utbetalningar", "payment_audit", date(2024, 5, 30), provider=BOLAG, outcome="no_action"),
    *(paper(f"före{n}", "tillsyn", "inspection_report", date(2023, 8, n), WOMAN, OFFICE) for n in range(1, 13)),
    paper("odaterad", "promemorior", "police_memo", None, MAN, "Provstad"),
)  # fmt: skip


def fill(store: Store, index: Index) -> dict[str, str]:
    """The ids by file name."""
    return {each.name: put(store, index, each) for each in PAPERS}
