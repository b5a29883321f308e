"""The owners (*ägare*) and sources (*källa*) of the made world, and what stands on their paper."""

from __future__ import annotations

from dataclasses import dataclass

from models.mention import Label
from models.source import Source
from sample.names import KOMMUN, TOWNS
from sample.spans import Known


@dataclass(frozen=True, slots=True)
class Owner:
    """An authority or board: ``unit`` writes for it; ``code`` begins its case numbers."""

    name: str
    unit: str
    code: str
    street: str
    postal: str
    phone: str
    phone_e164: str
    email: str
    titles: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its postal address on one line."""
        return f"{self.street}, {self.postal}"


_TOWN = f"{TOWNS[KOMMUN]} {KOMMUN}"
MBN = Owner(
    "Miljö- och byggnadsnämnden", "Enheten för miljö och bygg", "MBN", "Rådhusgränden 2", _TOWN,
    "0980-319 210", "+46980319210", "miljobygg@alvhamra.example",
    ("miljöinspektör", "byggnadsinspektör", "livsmedelsinspektör", "bygglovshandläggare"),
)  # fmt: skip
SN = Owner(
    "Socialnämnden", "Tillståndsenheten", "SN", "Rådhusgränden 4", _TOWN,
    "0980-319 220", "+46980319220", "tillstand@alvhamra.example",
    ("alkoholhandläggare", "tillståndshandläggare", "enhetschef"),
)  # fmt: skip
KS = Owner(
    "Kommunstyrelsen", "Ekonomi- och avtalsenheten", "KS", "Rådhusgränden 1", _TOWN,
    "0980-319 200", "+46980319200", "kommunstyrelsen@alvhamra.example",
    ("controller", "avtalscontroller", "kommunjurist", "säkerhetssamordnare"),
)  # fmt: skip
POLIS = Owner(
    f"Polisområde {KOMMUN}", "Gruppen för områdespoliser", "5900", "Lokstallsvägen 9", _TOWN,
    "0980-319 290", "+46980319290", "omradespolis@polisalvhamra.example",
    ("polisassistent", "polisinspektör", "utredare", "områdespolis"),
)  # fmt: skip
OWNERS = (MBN, SN, KS, POLIS)

FOOD = Source("livsmedelskontroll", MBN.name, "tillsyn")
BUILDING = Source("bygglov-tillsyn", MBN.name, "bygg")
SERVING = Source("serveringstillstand", SN.name, "tillstånd")
POLICE = Source("polis-pm", POLIS.name, "underrättelse")
OFFICE = Source("kommunledning", KS.name, "ekonomi och post")
SOURCES = (FOOD, BUILDING, SERVING, OFFICE, POLICE)

OWNER_OF = {source.name: next(owner for owner in OWNERS if owner.name == source.owner) for source in SOURCES}


def known_names() -> Known:
    """Names that are marked wherever they stand in a text."""
    known: dict[str, tuple[Label, str, str]] = {}
    authorities = (
        "Skatteverket", "Polismyndigheten", "Bolagsverket", "Transportstyrelsen", "Arbetsmiljöverket",
        "Räddningstjänsten", "Länsstyrelsen", "Förvaltningsrätten", "Försäkringskassan", "Folkhälsomyndigheten",
        f"{KOMMUN} kommun",
    )  # fmt: skip
    for name in (*authorities, *(owner.name for owner in OWNERS), *(owner.unit for owner in OWNERS)):
        known[name] = (Label.ORG, name, f"org:{name}")
    for town in TOWNS:
        known[town] = (Label.LOC, town, f"loc:{town}")
    for owner in OWNERS:
        known[owner.address] = (Label.ADDRESS, owner.address, "")
        known[owner.phone] = (Label.PHONE, owner.phone_e164, "")
        known[owner.email] = (Label.EMAIL, owner.email, "")
    return Known(known)


KNOWN = known_names()
