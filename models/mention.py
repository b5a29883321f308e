"""A mention (*omnämnande*) is a span of text that names something; an entity (*entitet*) is what it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Label(StrEnum):
    """What sort of thing is named. Values and normal forms are the contract of ``docs/labels.md``."""

    PERSON = "PERSON"
    ORG = "ORG"
    LOC = "LOC"
    ADDRESS = "ADDRESS"
    PROPERTY = "PROPERTY"
    PERSONNUMMER = "PERSONNUMMER"
    ORGNR = "ORGNR"
    CASE = "CASE"
    VEHICLE = "VEHICLE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    URL = "URL"
    ACCOUNT = "ACCOUNT"
    LAW = "LAW"
    AMOUNT = "AMOUNT"
    DATE = "DATE"
    TIME = "TIME"


SINGULAR: Final[Mapping[Label, str]] = {
    Label.PERSON: "Person",
    Label.ORG: "Organisation",
    Label.PROPERTY: "Fastighet",
    Label.ADDRESS: "Adress",
    Label.LOC: "Plats",
    Label.VEHICLE: "Fordon",
    Label.CASE: "Ärende",
    Label.PERSONNUMMER: "Personnummer",
    Label.ORGNR: "Organisationsnummer",
    Label.PHONE: "Telefonnummer",
    Label.EMAIL: "E-postadress",
    Label.ACCOUNT: "Konto",
    Label.LAW: "Lagrum",
    Label.AMOUNT: "Belopp",
    Label.DATE: "Datum",
    Label.TIME: "Klockslag",
    Label.URL: "Webbadress",
}
"""What people call one of each, in the order in which they choose among them."""


def one_of(label: Label) -> str:
    """What people call one of this label, within a sentence."""
    return SINGULAR[label].lower()


SENSITIVE_LABELS = frozenset({Label.PERSONNUMMER})
"""Labels whose values are masked by default (2018:218, 3 kap. 10 §) and whose identity is never readable in an id."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one page: ``text`` is ``page.text[start:end]``, ``value`` its normal form, by which mentions join.

    ``confidence`` is 0–1; ``method`` names the rule or model that found it (``rule:personnummer``).
    """

    label: Label
    page: int
    start: int
    end: int
    text: str
    value: str
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what mentions name, within one owner. ``name`` is the form to show (masked by the caller where needed)."""

    id: str
    owner: str
    label: Label
    value: str
    name: str
