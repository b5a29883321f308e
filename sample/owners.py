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

    ``whole`` is the address where it is a phrase with marks; ``seldom`` are titles of those who write for it only in
    matters of their own.
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
    seldom: tuple[str, ...] = ()

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
    seldom=("naturvårdshandläggare", "trafikhandläggare", "tillståndshandläggare"),
)  # fmt: skip
SN = Owner(
    "Socialnämnden", "Tillståndsenheten", "SN", "Rådhusgränden 4", _TOWN,
    "0980-319 220", "+46980319220", "tillstand@alvhamra.example",
    ("alkoholhandläggare", "tillståndshandläggare", "enhetschef"),
    seldom=("biståndshandläggare", "socialsekreterare", "LSS-handläggare", "verksamhetschef"),
)  # fmt: skip
KS = Owner(
    "Kommunstyrelsen", "Ekonomi- och avtalsenheten", "KS", "Rådhusgränden 1", _TOWN,
    "0980-319 200", "+46980319200", "kommunstyrelsen@alvhamra.example",
    ("controller", "avtalscontroller", "kommunjurist", "säkerhetssamordnare", "upphandlare", "nämndsekreterare",
    "kanslist"),
    seldom=("kommunikatör", "fastighetsförvaltare", "registrator", "rektor", "lokalbokare", "gatuingenjör",
            "parkingenjör", "arkivarie", "personalstrateg", "fritidskonsulent", "bibliotekarie"),
)  # fmt: skip
POLIS = Owner(
    f"Polisområde {KOMMUN}", "Områdespolisgruppen", "5900", "Lokstallsvägen 9", _TOWN,
    "0980-319 290", "+46980319290", "omradespolis@polisalvhamra.example",
    ("polisassistent", "polisinspektör", "utredare", "områdespolis"),
    seldom=("finansutredare", "kriminalinspektör", "polisinspektör i yttre tjänst"),
)  # fmt: skip
COURT = Owner(
    f"Förvaltningsrätten i {KOMMUN}", "Enhet 2", "FR", "Tingshusplan 3", f"{TOWNS[KOMMUN]} {KOMMUN}", "0980-319 270",
    "+46980319270",
    "forvaltningsratten@domstolalvhamra.example", ("rådman", "föredragande"),
)  # fmt: skip
"""Whose letterhead judgments have; they lie with the owner whose case it is."""
OWNERS = (MBN, SN, KS, POLIS)
EVERY_TITLE = tuple((owner.code, title) for owner in OWNERS for title in (*owner.titles, *owner.seldom))
"""(code of an owner, title): the officials' telephones go by them."""
UNITS: dict[str, tuple[str, ...]] = {
    "MBN": ("Bygglovsenheten", "Miljöenheten"),
    "SN": ("Biståndsenheten", "Enheten för barn och familj", "Utförarenheten"),
    "KS": ("Fastighetsenheten", "Kansliet", "Gatu- och parkenheten", "Fritidsenheten", "Personalenheten",
           "Kost- och städenheten", "Skolenheten", "Centralarkivet"),
    "5900": ("Bedrägerigruppen", "Ingripandegruppen", "Utredningsgruppen"),
}  # fmt: skip
"""Code of an owner → those of its units (beside its usual one) that a bank may say write papers of a theme."""

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
        *(unit for units in UNITS.values() for unit in units),
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
