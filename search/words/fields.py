"""The fields of the query language: by which names each is written, and what it looks in.

The first name is the one that docs and hints say. To add a field is to add a row: of a label it looks among the
mentions of the label, of a facet type among its values.
"""

from __future__ import annotations

from typing import Final

from models.mention import Label

OF_LABELS: Final[dict[Label, tuple[str, ...]]] = {
    Label.PERSON: ("person", "personer", "people"),
    Label.ORG: ("org", "organisation", "organisationer", "företag", "bolag", "organization", "company"),
    Label.LOC: ("plats", "ort", "place", "location"),
    Label.ADDRESS: ("adress", "address"),
    Label.PROPERTY: ("fastighet", "fastighetsbeteckning", "property"),
    Label.PERSONNUMMER: ("personnummer", "pnr", "personnr", "samordningsnummer", "personalnumber"),
    Label.ORGNR: ("orgnr", "organisationsnummer", "orgno"),
    Label.CASE: ("dnr", "diarienummer", "diarienr", "ärende", "målnummer", "mål", "knummer", "case"),
    Label.VEHICLE: ("regnr", "registreringsnummer", "fordon", "vehicle", "plate"),
    Label.PHONE: ("telefon", "tel", "tfn", "telefonnummer", "mobil", "phone", "telephone"),
    Label.EMAIL: ("epost", "e-post", "mejl", "email", "e-mail"),
    Label.URL: ("webb", "webbadress", "url", "web"),
    Label.ACCOUNT: ("konto", "bankgiro", "bg", "plusgiro", "pg", "iban", "account"),
    Label.LAW: ("lag", "lagrum", "law"),
    Label.AMOUNT: ("belopp", "amount"),
}
"""Fields that look among the mentions of a label, in the token field NAMED."""

OF_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "source": ("källa", "source"),
    "owner": ("ägare", "owner"),
    "kind": ("typ", "handlingstyp", "kind", "type"),
    "method": ("metod", "method"),
    "outcome": ("utfall", "outcome"),
    "role": ("roll", "role"),
    "quality": ("kvalitet", "läskvalitet", "quality"),
    Label.DATE.value: ("nämntdatum", "mentioneddate"),
    Label.TIME.value: ("klockslag", "time"),
}
"""Fields that look among the values of a facet type. (Dates and times in the text stand in no token field but the
words', so they are looked for as entities.)"""

OF_DATES: Final[dict[str, tuple[str, ...]]] = {
    "date": ("datum", "date"),
    "year": ("år", "year"),
    "month": ("månad", "month"),
}
"""The document's own date: each takes a day, a month, a year or a span, whatever it is called."""

LABELS: Final = {name: label for label, names in OF_LABELS.items() for name in names}
VALUES: Final = {name: type for type, names in OF_VALUES.items() for name in names}
DATES: Final = {name: type for type, names in OF_DATES.items() for name in names}
NAMES: Final = (*LABELS, *VALUES, *DATES)

SAID: Final[dict[str, str]] = {
    "person": "personen",
    "org": "organisationen",
    "loc": "platsen",
    "address": "adressen",
    "property": "fastigheten",
    "personnummer": "personnumret",
    "orgnr": "organisationsnumret",
    "case": "ärendet",
    "vehicle": "fordonet",
    "phone": "telefonnumret",
    "email": "e-postadressen",
    "url": "webbadressen",
    "account": "kontot",
    "law": "lagrummet",
    "amount": "beloppet",
    "source": "källan",
    "owner": "ägaren",
    "kind": "handlingstypen",
    "method": "läsmetoden",
    "outcome": "utfallet",
    "role": "rollen",
    "quality": "läskvaliteten",
    "DATE": "det nämnda datumet",
    "TIME": "klockslaget",
}
"""What a field is called in a sentence, by label in lower case or facet type."""
