"""Our rules as spaCy components: each reads :func:`text` and adds to ``doc.user_data``; registered on import."""

from __future__ import annotations

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

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
TEXT: Final = "samsyn_text"
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
PRECEDENCE: Final = "samsyn_precedence"
COMPONENTS: Final = (*RULES, "samsyn_names", PRECEDENCE)


def candidates(doc: Doc) -> list[Candidate]:
    """What the components have found so far; after the last one, what stays."""
    found: list[Candidate] = doc.user_data.setdefault(CANDIDATES, [])
    return found


class WholePage:
    """In the place of spaCy's tokenizer: a document without tokens, with its text at hand (:func:`text`).

    Our components find their own words. spaCy's took a fifth of the time, and its vocabulary keeps every new word for
    good: 70 MB for a million characters of misread ones. ``doc.text`` is empty, since spaCy makes it of the tokens.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, page: str) -> Doc:
        doc = Doc(self.vocab)
        doc.user_data[TEXT] = page
        return doc


def text(doc: Doc) -> str:
    """The page's text as it came."""
    given: str = doc.user_data[TEXT]
    return given


def _register(name: str, rule: Rule) -> None:
    def component(doc: Doc) -> Doc:
        candidates(doc).extend(rule(text(doc), doc.user_data[CONTEXT]))
        return doc

    Language.component(name, func=component)


for _name, _rule in RULES.items():
    _register(_name, _rule)


def names(doc: Doc) -> Doc:
    """PERSON, ORG and LOC."""
    page = text(doc)
    words = tokens(page)
    found = candidates(doc)
    found.extend(organisations.find(page, words))
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
Language.component(PRECEDENCE, func=settle)
