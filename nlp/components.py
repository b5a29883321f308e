"""Our rules as spaCy components: each reads ``doc.text`` and adds to ``doc.user_data``; registered on import."""

from __future__ import annotations

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from nlp import precedence
from nlp.candidate import Candidate, Context, Rule
from nlp.names import organisations, persons, places
from nlp.names.tokens import tokens
from nlp.rules import (
    account,
    address,
    amount,
    case,
    dates,
    internet,
    law,
    orgnr,
    personnummer,
    phone,
    times,
    vehicle,
)
from nlp.rules import (
    property as property_rule,
)

CANDIDATES: Final = "samsyn_candidates"
CONTEXT: Final = "samsyn_context"
RULES: Final[dict[str, Rule]] = {
    "samsyn_personnummer": personnummer.find,
    "samsyn_orgnr": orgnr.find,
    "samsyn_account": account.find,
    "samsyn_law": law.find,
    "samsyn_dates": dates.find,
    "samsyn_times": times.find,
    "samsyn_amounts": amount.find,
    "samsyn_internet": internet.find,
    "samsyn_case": case.find,
    "samsyn_property": property_rule.find,
    "samsyn_address": address.find,
    "samsyn_vehicle": vehicle.find,
    "samsyn_phone": phone.find,
}
COMPONENTS: Final = (*RULES, "samsyn_names", "samsyn_precedence")


def candidates(doc: Doc) -> list[Candidate]:
    """What the components have found so far; after the last one, what stays."""
    found: list[Candidate] = doc.user_data.setdefault(CANDIDATES, [])
    return found


def _register(name: str, rule: Rule) -> None:
    def component(doc: Doc) -> Doc:
        candidates(doc).extend(rule(doc.text, doc.user_data[CONTEXT]))
        return doc

    Language.component(name, func=component)


for _name, _rule in RULES.items():
    _register(_name, _rule)


def names(doc: Doc) -> Doc:
    """PERSON, ORG and LOC."""
    text = doc.text
    words = tokens(text)
    found = candidates(doc)
    found.extend(organisations.find(text, words))
    found.extend(persons.find(words))
    found.extend(places.find(words))
    return doc


def settle(doc: Doc) -> Doc:
    """Leaves the candidates that do not overlap."""
    doc.user_data[CANDIDATES] = precedence.choose(candidates(doc))
    return doc


def context(doc: Doc, value: Context) -> Doc:
    """The document with what the rules may know beyond its text."""
    doc.user_data[CONTEXT] = value
    return doc


Language.component("samsyn_names", func=names)
Language.component("samsyn_precedence", func=settle)
