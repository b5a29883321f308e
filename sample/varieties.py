"""The varieties of papers: which kind each is, who writes it, where it lies and what it is called in a file name."""

from __future__ import annotations

from dataclasses import dataclass

from models.source import Source
from sample import owners as o
from sample.owners import OWNER_OF, Owner


@dataclass(frozen=True, slots=True)
class Variety:
    """``kind`` is one of docs/kinds.md, ``sort`` the sort of company it is about, ``share`` its weight.

    ``stems`` begin its file names, the first being its usual word; ``titles`` are those of the officials who write it
    (of its owner's; empty: any).
    """

    name: str
    kind: str
    sources: tuple[Source, ...]
    sort: str
    share: float
    stems: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def owner(self) -> Owner:
        """Who mostly writes it."""
        return OWNER_OF[self.sources[0].name]


def _read(
    name: str, kind: str, sources: tuple[Source, ...], sort: str, share: float, stems: str, titles: str = ""
) -> Variety:
    split = tuple(one.strip() for one in titles.split(",") if one.strip())
    return Variety(name, kind, sources, sort, share, tuple(one.strip() for one in stems.split(",")), split)


_ALL = (
    _read("food_inspection", "inspection_report", (o.FOOD,), "eatery", 10,
    "Kontrollrapport, Livsmedelskontroll, Kontroll",
          "livsmedelsinspektör, miljöinspektör"),
    _read("environment_inspection", "inspection_report", (o.ENVIRONMENT,), "trade", 10,
    "Inspektion, Tillsynsrapport, Miljötillsyn",
          "miljöinspektör, miljöhandläggare, hälsoskyddsinspektör"),
    _read("alcohol_inspection", "inspection_report", (o.SERVING,), "eatery", 4,
    "Tillsyn, Yttre tillsyn, Kontrollprotokoll",
          "alkoholhandläggare, tillståndshandläggare"),
    _read("serving_permit", "permit_decision", (o.SERVING,), "eatery", 6,
    "Beslut serveringstillstånd, Tillståndsbeslut, Beslut"),
    _read("building_permit", "permit_decision", (o.BUILDING,), "trade", 8, "Bygglov, Beslut, Delegationsbeslut",
          "bygglovshandläggare, byggnadsingenjör, byggnadsinspektör"),
    _read("other_permit", "permit_decision", (o.PERMITS,), "trade", 5, "Tillstånd, Beslut, Meddelande",
          "miljöinspektör, miljöhandläggare, hälsoskyddsinspektör"),
    _read("building_supervision", "building_supervision", (o.BUILDING,), "estate", 5,
    "Föreläggande, Tillsynsärende, Tillsyn",
          "byggnadsinspektör, byggnadsingenjör"),
    _read("police_memo", "police_memo", (o.POLICE,), "trade", 6, "PM, Promemoria, Anteckningar"),
    _read("police_statement", "police_statement", (o.POLICE, o.SERVING), "eatery", 3,
    "Yttrande, Remissvar, Polisens yttrande"),
    _read("police_event", "police_memo", (o.POLICE,), "trade", 5, "Händelse, Anmälan, Händelserapport"),
    _read("payment_audit", "payment_audit", (o.AUDITS,), "carer", 4, "Granskning, Utbetalningar, Uppföljning",
          "controller, avtalscontroller"),
    _read("payment_rows", "payment_audit", (o.AUDITS,), "carer", 2,
    "Utbetalningsrader, Leverantörsreskontra, Betalningar"),
    _read("procurement", "procurement_followup", (o.CONTRACTS,), "trade", 4, "Avtalsuppföljning, Upphandling, Rapport",
          "upphandlare, avtalscontroller, kommunjurist"),
    _read("minutes", "minutes", (o.MINUTES,), "trade", 5, "Protokoll, Minnesanteckningar, Sammanträde",
          "nämndsekreterare, säkerhetssamordnare, kanslist"),
    _read("judgment", "judgment", (o.SERVING, o.BUILDING, o.OFFICE), "eatery", 3, "Dom, Dom mål, Beslut domstol"),
    _read("tip", "tip", (o.OFFICE,), "trade", 5, "Tips, Synpunkt, Klagomål"),
    _read("file_note", "other", (o.BUILDING, o.ENVIRONMENT, o.SERVING, o.OFFICE, o.POLICE), "trade", 4,
          "Tjänsteanteckning, Anteckning, Telefonanteckning"),
    _read("email", "email", (o.MAIL,), "trade", 8, "E-post, Mejl, SV"),
    _read("invoice", "invoice", (o.INVOICES,), "trade", 5, "Faktura, Inv, Fakt"),
    _read("letter", "other", (o.OFFICE, o.BUILDING, o.SERVING, o.ENVIRONMENT), "trade", 4,
    "Brev, Skrivelse, Underrättelse"),
    _read("form", "other", (o.PERMITS, o.BUILDING, o.SERVING), "trade", 3, "Blankett, Ansökan, Anmälan"),
    _read("register", "other", (o.BUILDING, o.OFFICE, o.POLICE, o.CONTRACTS), "trade", 10,
    "Förteckning, Lista, Register"),
    _read("contract", "other", (o.CONTRACTS,), "trade", 3, "Avtal, Kontrakt, Överenskommelse"),
)  # fmt: skip
VARIETIES = {variety.name: variety for variety in _ALL}
