"""Swedish titles of what facets count: types, kinds of documents, methods of reading, outcomes, roles, qualities.

The one table of them: the command line says them as they stand, the front end by way of its English catalogue.
"""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, str]] = {
    "source": "Källa",
    "owner": "Ägare",
    "kind": "Handlingstyp",
    "outcome": "Utfall",
    "role": "Roller",
    "year": "År",
    "month": "Månad",
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
    "quality": "Läskvalitet",
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

OUTCOMES: Final[dict[str, str]] = {
    "granted": "Beviljat",
    "granted_with_conditions": "Beviljat med villkor",
    "refused": "Avslag",
    "withdrawn": "Återkallat av sökanden",
    "dismissed": "Avvisat",
    "rejected_late": "Avvisat, för sent inkommet",
    "no_action": "Utan åtgärd",
    "order": "Föreläggande eller krav",
    "ban": "Förbud",
    "penalty": "Avgift eller vite",
    "warning": "Varning eller erinran",
    "revoked": "Tillståndet återkallat",
    "upheld": "Överklagandet avslaget",
    "changed": "Beslutet ändrat",
    "remitted": "Återförvisat",
    "acquitted": "Frikänd",
    "convicted": "Fälld",
    "follow_up": "Följs upp",
}
"""How a matter ended: the codes and titles of ``nlp.fields.outcome.OUTCOMES``, which a search does not import."""

ROLES: Final[dict[str, str]] = {
    "suspect": "Någon är misstänkt",
    "reported": "Någon är anmäld",
    "witness": "Någon är vittne",
    "complainant": "Målsägande eller anmälare finns",
    "officer": "Polis eller handläggare finns",
    "official": "Handläggare är nämnd",
    "applicant": "Sökande är nämnd",
    "subject": "Någon är den saken gäller",
    "mentioned": "Någon är bara omnämnd",
}
"""The parts that a document tells somebody to have, of whomever: ``nlp.roles.ROLES`` and those of its other fields.
Worded as said of the document, so that the value beside a chosen name is not read as said of that person."""

QUALITIES: Final[dict[str, str]] = {
    "good": "God (minst 0,85)",
    "fair": "Medel (0,45–0,85)",
    "poor": "Dålig (under 0,45)",
}
"""Bands of a page's quality (:mod:`models.quality`)."""

FIELDS: Final[dict[str, str]] = {
    "date": "Datum",
    "case_number": "Ärende",
    "subject": "Ämne",
    "from": "Från",
    "to": "Till",
    "handled_by": "Handläggare",
    "applicant": "Sökande",
    "complainant": "Anmälare eller målsägande",
    "operator": "Verksamhetsutövare",
    "object": "Objekt",
    "provider": "Utförare",
    "supplier": "Leverantör",
    "customer": "Kund",
    "organisation_number": "Organisationsnummer",
    "property": "Fastighet",
    "address": "Adress",
    "place": "Plats",
    "visit_date": "Besöksdatum",
    "event_date": "Händelsedatum",
    "application_date": "Ansökningsdatum",
    "received_date": "Inkom",
    "meeting_date": "Sammanträdesdatum",
    "start_date": "Från och med",
    "end_date": "Till och med",
    "deadline": "Senast",
    "follow_up_date": "Uppföljning",
    "time": "Tid",
    "period": "Period",
    "fee_amount": "Avgift",
    "penalty_amount": "Vite eller sanktionsavgift",
    "paid_amount": "Utbetalt belopp",
    "repayment_amount": "Återkrav",
    "total_amount": "Totalt belopp",
    "sum": "Belopp",
    "invoice_number": "Fakturanummer",
    "contract_number": "Avtalsnummer",
    "event_type": "Händelse",
    "person": "Person",
    "vehicle": "Fordon",
    "deviation": "Avvikelse",
    "outcome": "Utfall",
    "legal_ground": "Lagrum",
    "appeal": "Överklagande",
    "reason": "Skäl",
}
"""Fields of documents (docs/fields.md), in the order of an export's columns."""
