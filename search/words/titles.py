"""Swedish titles of what facets count: types, kinds of documents, methods of reading."""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, str]] = {
    "source": "Källa",
    "owner": "Ägare",
    "kind": "Handlingstyp",
    "year": "År",
    "method": "Läst som",
    "PERSON": "Person",
    "ORG": "Organisation",
    "LOC": "Plats",
    "ADDRESS": "Adress",
    "PROPERTY": "Fastighet",
    "PERSONNUMMER": "Personnummer",
    "ORGNR": "Organisationsnummer",
    "CASE": "Ärende- eller målnummer",
    "VEHICLE": "Fordon",
    "PHONE": "Telefon",
    "EMAIL": "E-post",
    "URL": "Webbadress",
    "ACCOUNT": "Konto",
    "LAW": "Lagrum",
    "AMOUNT": "Belopp",
    "DATE": "Datum",
    "TIME": "Klockslag",
}

KINDS: Final[dict[str, str]] = {
    "inspection_report": "Inspektionsrapport",
    "permit_decision": "Tillståndsbeslut",
    "building_supervision": "Byggtillsyn",
    "police_memo": "Polis-PM",
    "police_statement": "Polisyttrande",
    "payment_audit": "Utbetalningskontroll",
    "procurement_followup": "Avtalsuppföljning",
    "minutes": "Protokoll",
    "judgment": "Dom",
    "tip": "Tips",
    "email": "E-post",
    "invoice": "Faktura",
    "other": "Övrigt",
}

METHODS: Final[dict[str, str]] = {
    "text": "Textlager",
    "ocr": "OCR",
    "mixed": "Textlager och OCR",
    "blank": "Tom sida",
    "unread": "Oläst sida",
}
