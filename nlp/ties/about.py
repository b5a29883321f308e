"""What a document is about, for words that stand for it ("bolaget", "fordonet") and for labels ("Ägare: …")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.mention import Label, Mention
from models.tie import Named
from nlp.names.legal_forms import has_form

_PARTIES: Final = ("operator", "provider", "supplier", "applicant")
_NEAR: Final = 500  # characters before "bolaget" in which only one company is named: it is meant
_OFFICES: Final = re.compile(
    r"nämnd|enhet|förvaltning|kommun|polis|styrelse|verket\b|rätten\b|domstol|kontor\b|myndighet|inspektion|region"
    r"|försäkringskass|kronofogd|åklagar|avdelning",
    re.IGNORECASE,
)
"""In the name of a public body, which "bolaget" never means."""


@dataclass(frozen=True, slots=True)
class About:
    """The one company, vehicle and property of a document; None where there is none, or more than one."""

    company: Mention | None
    vehicle: Mention | None
    property: Mention | None
    address: Mention | None
    named: Mapping[int, Sequence[tuple[Mention, str]]]

    def meant(self, label: Label, page: int, place: int) -> Mention | None:
        """What a word that stands for the label means at this place: the one thing, else the only one named near it."""
        if (known := self.of(label)) is not None:
            return known
        return _one([
            (mention, entity)
            for mention, entity in self.named.get(page, ())
            if mention.label is label and place - _NEAR <= mention.start < place and not is_office(mention)
        ])  # fmt: skip

    def of(self, label: Label) -> Mention | None:
        """The one thing of the label."""
        return {
            Label.ORG: self.company, Label.VEHICLE: self.vehicle, Label.PROPERTY: self.property,
            Label.ADDRESS: self.address,
        }.get(label)  # fmt: skip


def about(named: Named) -> About:
    """What the document is about, by its fields, else by being the only one of its label."""
    pages = dict[int, list[tuple[Mention, str]]]()
    for mention, entity in named.mentions:
        pages.setdefault(mention.page, []).append((mention, entity))
    return About(
        _company(named),
        _only(named, Label.VEHICLE),
        _only(named, Label.PROPERTY),
        _field(named, "address", Label.ADDRESS),
        pages,
    )


def is_office(mention: Mention) -> bool:
    """Whether it names a public body, by its name."""
    return mention.label is Label.ORG and _OFFICES.search(mention.text) is not None


def at_place(named: Named) -> dict[tuple[int, int], tuple[Mention, str]]:
    """Mentions and their entities by page and start: where a field points."""
    return {(mention.page, mention.start): (mention, entity) for mention, entity in named.mentions}


def _company(named: Named) -> Mention | None:
    """The company of a field, if all such fields name one entity; else the only company by its legal form."""
    placed = at_place(named)
    told = [
        placed[field.page, field.start]
        for field in named.fields
        if field.name in _PARTIES and field.page is not None and field.start is not None
        and (field.page, field.start) in placed
    ]  # fmt: skip
    companies = [(mention, entity) for mention, entity in told if mention.label is Label.ORG and not is_office(mention)]
    if companies:
        return _one(companies)
    return _one([(one, entity) for one, entity in named.mentions if one.label is Label.ORG and has_form(one.value)])


def _only(named: Named, label: Label) -> Mention | None:
    return _one([(mention, entity) for mention, entity in named.mentions if mention.label is label])


def _field(named: Named, name: str, label: Label) -> Mention | None:
    placed = at_place(named)
    found = [placed.get((field.page or 0, field.start or 0)) for field in named.fields if field.name == name]
    return _one([each for each in found if each is not None and each[0].label is label])


def _one(found: Sequence[tuple[Mention, str]]) -> Mention | None:
    """The first of them, if all are one entity."""
    return found[0][0] if found and len({entity for _, entity in found}) == 1 else None
