"""Swedish titles of what facets count: types, kinds of documents, methods of reading.

The one table of them: the command line says them as they stand, the front end by way of its English catalogue.
"""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, str]] = {
    "source": "Källa",
    "owner": "Ägare",
    "kind": "Handlingstyp",
    "year": "År",
    "PERSON": "Personer",
    "ORG": "Organisationer",
    "PROPERTY": "Fastigheter",
    "ADDRESS": "Adresser",
    "LOC": "Platser",
    "VEHICLE": "Fordon",
    "CASE": "Ärenden",
    "PERSONNUMMER": "Personnummer",
    "ORGNR": "Organisationsnummer",
    "PHONE": "Telefonnummer",
    "EMAIL": "E-postadresser",
    "ACCOUNT": "Konton",
    "LAW": "Lagrum",
    "AMOUNT": "Belopp",
    "DATE": "Datum i text",
    "TIME": "Klockslag",
    "URL": "Webbadresser",
    "method": "Läst med",
}
"""Facet types in the order in which the front end shows them."""

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
