"""The owners (*ägare*) and sources (*källa*) of the made world, and what stands on their paper."""

from __future__ import annotations

from dataclasses import dataclass

from models.mention import Label
from models.source import Source
from sample.authorities import AUTHORITIES, PLACES
from sample.place_names import KOMMUN, NEIGHBOURS, POSTCODES, TOWNS
from sample.spans import Known


@dataclass(frozen=True, slots=True)
class Owner:
    """An authority or board: ``unit`` writes for it; ``code`` begins its case numbers.

    ``whole`` is the address where it is a phrase with marks.
    """

    name: str
    unit: str
    code: str
    street: str
    postal: str
    phone: str
    phone_e164: str
    email: str
    titles: tuple[str, ...]
    whole: str = ""

    @property
    def address(self) -> str:
        """Its postal address on one line."""
        return self.whole or f"{self.street}, {self.postal}"


_TOWN = f"{TOWNS[KOMMUN]} {KOMMUN}"
MBN = Owner(
    "Miljö- och byggnadsnämnden", "Enheten för miljö och bygg", "MBN", "Rådhusgränden 2", _TOWN,
    "0980-319 210", "+46980319210", "miljobygg@alvhamra.example",
    ("miljöinspektör", "byggnadsinspektör", "livsmedelsinspektör", "bygglovshandläggare", "miljöhandläggare",
     "hälsoskyddsinspektör", "byggnadsingenjör", "nämndsekreterare"),
)  # fmt: skip
SN = Owner(
    "Socialnämnden", "Tillståndsenheten", "SN", "Rådhusgränden 4", _TOWN,
    "0980-319 220", "+46980319220", "tillstand@alvhamra.example",
    ("alkoholhandläggare", "tillståndshandläggare", "enhetschef"),
)  # fmt: skip
KS = Owner(
    "Kommunstyrelsen", "Ekonomi- och avtalsenheten", "KS", "Rådhusgränden 1", _TOWN,
    "0980-319 200", "+46980319200", "kommunstyrelsen@alvhamra.example",
    ("controller", "avtalscontroller", "kommunjurist", "säkerhetssamordnare", "upphandlare", "nämndsekreterare",
    "kanslist"),
)  # fmt: skip
POLIS = Owner(
    f"Polisområde {KOMMUN}", "Gruppen för områdespoliser", "5900", "Lokstallsvägen 9", _TOWN,
    "0980-319 290", "+46980319290", "omradespolis@polisalvhamra.example",
    ("polisassistent", "polisinspektör", "utredare", "områdespolis"),
)  # fmt: skip
COURT = Owner(
    f"Förvaltningsrätten i {KOMMUN}", "Enhet 2", "FR", "Tingshusplan 3", f"{TOWNS[KOMMUN]} {KOMMUN}", "0980-319 270",
    "+46980319270",
    "forvaltningsratten@domstolalvhamra.example", ("rådman", "föredragande"),
)  # fmt: skip
"""Whose letterhead judgments have; they lie with the owner whose case it is."""
OWNERS = (MBN, SN, KS, POLIS)

FOOD = Source("livsmedelskontroll", MBN.name, "tillsyn")
BUILDING = Source("bygglov-tillsyn", MBN.name, "bygg")
SERVING = Source("serveringstillstand", SN.name, "tillstånd")
POLICE = Source("polis-pm", POLIS.name, "underrättelse")
OFFICE = Source("kommunledning", KS.name, "ekonomi och post")
ENVIRONMENT = Source("miljotillsyn", MBN.name, "tillsyn")
PERMITS = Source("ovriga-tillstand", MBN.name, "tillstånd")
AUDITS = Source("utbetalningar", KS.name, "ekonomi")
CONTRACTS = Source("upphandling-avtal", KS.name, "avtal")
INVOICES = Source("fakturor", KS.name, "ekonomi")
MINUTES = Source("protokoll", KS.name, "protokoll")
MAIL = Source("e-post", KS.name, "post")
SOURCES = (FOOD, BUILDING, SERVING, OFFICE, POLICE, ENVIRONMENT, PERMITS, AUDITS, CONTRACTS, INVOICES, MINUTES, MAIL)

OWNER_OF = {source.name: next(owner for owner in OWNERS if owner.name == source.owner) for source in SOURCES}


def known_names() -> Known:
    """Names that are marked wherever they stand in a text."""
    known: dict[str, tuple[Label, str, str]] = {}
    for name in (
        *AUTHORITIES,
        *(f"{one} kommun" for one in (KOMMUN, *NEIGHBOURS)),
        COURT.name,
        *(owner.name for owner in OWNERS),
        *(owner.unit for owner in OWNERS),
    ):
        known[name] = (Label.ORG, name, f"org:{name}")
    for town in (*POSTCODES, *PLACES):
        known[town] = (Label.LOC, town, f"loc:{town}")
    for owner in (*OWNERS, COURT):
        known[owner.address] = (Label.ADDRESS, owner.address, "")
        known[owner.phone] = (Label.PHONE, owner.phone_e164, "")
        known[owner.email] = (Label.EMAIL, owner.email, "")
    return Known(known)


KNOWN = known_names()
