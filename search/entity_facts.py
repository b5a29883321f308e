"""What documents say of an entity (*uppgifter*): what they call it, the numbers and addresses by its name, its fields.

Read by the caller's leave: of documents that :func:`search.reading.read_entity` has told of, which wrote the event.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from models.access import Viewer
from models.document import Document
from models.masking import mask
from models.mention import SENSITIVE_LABELS, Entity, Label, Mention
from models.store.store import Store
from search.facet import masked_number, shown_name

Named = tuple[Mention, str]
Place = tuple[str, int]  # a document's id and a page
NUMBERS: Final = frozenset({Label.PERSONNUMMER, Label.ORGNR, Label.PHONE, Label.EMAIL, Label.ACCOUNT})
_BY: Final = 16  # characters between a name and the number that stands by it: ", org.nr " and the like
_TOWN: Final = re.compile(r"\b\d{3} ?\d{2} +(?P<town>\S.*)$")  # what stands after a postcode


@dataclass(frozen=True, slots=True)
class Where:
    """A page of a document."""

    document: Document
    page: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A field in which the entity stands: its ``name``, and the ``role`` that it tells of, or empty."""

    name: str
    role: str
    places: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands by the name, as it may be shown."""

    entity: str
    label: Label
    text: str
    places: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An address on a page with the entity. ``town``: what it says after its postcode, or empty."""

    entity: str
    text: str
    town: str
    places: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """``names``: what it is called and how often, most often first. ``named``: whom each document names, by its id."""

    names: tuple[tuple[str, int], ...]
    numbers: tuple[Number, ...]
    facts: tuple[Fact, ...]
    addresses: tuple[Address, ...]
    named: dict[str, Sequence[Named]]


def facts_of(viewer: Viewer, store: Store, entity: Entity, documents: Iterable[Document]) -> Facts:
    """What these documents say of the entity, in their order."""
    known = {document.id: document for document in documents}
    found, mentions = _Found(entity.id), store.together.mentions(viewer, known)
    for id in known:
        found.add(id, mentions.get(id, []))
    fields = store.documents.fields_of(viewer, known, chosen=found.is_with)
    for id in known:
        for field in fields.get(id, ()):
            found.told[field.name, field.role or ""].append((id, field.page or 1))
    shown = store.entities.names(viewer, [*found.numbers, *found.addresses])

    def places(some: Iterable[Place]) -> tuple[Where, ...]:
        return tuple(Where(known[id], page) for id, page in dict.fromkeys(some))

    return Facts(
        names=tuple(found.names.most_common()),
        numbers=tuple(
            Number(id, shown[id].label, shown_name(shown[id]), places(some))
            for id, some in found.numbers.items()
            if id in shown
        ),
        facts=tuple(Fact(name, role, places(some)) for (name, role), some in found.told.items()),
        addresses=tuple(
            Address(id, shown_name(shown[id]), town_of(shown_name(shown[id])), places(some))
            for id, some in found.addresses.items()
            if id in shown
        ),
        named=found.named,
    )


class _Found:
    """What is gathered of one entity, document by document."""

    def __init__(self, id: str) -> None:
        self._id = id
        self.names = Counter[str]()
        self.numbers, self.addresses = defaultdict[str, list[Place]](list), defaultdict[str, list[Place]](list)
        self.told = defaultdict[tuple[str, str], list[Place]](list)
        self.named: dict[str, Sequence[Named]] = {}
        self._spans = defaultdict[Place, list[tuple[int, int]]](list)

    def add(self, document: str, named: Sequence[Named]) -> None:
        self.named[document] = named
        own = [mention for mention, id in named if id == self._id]
        self.names.update(_written(mention) for mention in own)
        for mention, id in _by_the_name(named, self._id):
            self.numbers[id].append((document, mention.page))
        for mention in own:
            self._spans[document, mention.page].append((mention.start, mention.end))
        pages = {mention.page for mention in own}
        for mention, id in named:
            if mention.label is Label.ADDRESS and mention.page in pages and id not in ("", self._id):
                self.addresses[id].append((document, mention.page))

    def is_with(self, field: Any) -> bool:
        """Whether the field (a row) stands where a mention of the entity does: one holds the other, or a part of it."""
        if field.page is None or field.start is None or field.end is None:
            return False
        own = self._spans.get((field.document, field.page), ())
        return any(start < field.end and field.start < end for start, end in own)


def _written(mention: Mention) -> str:
    """As it stands there, on one line, masked."""
    return masked_number(mention.value) if mention.label in SENSITIVE_LABELS else mask(" ".join(mention.text.split()))


def _by_the_name(named: Sequence[Named], id: str) -> Iterable[Named]:
    """The numbers that stand next to a mention of the entity, with next to nothing between."""
    for (one, mine), (other, theirs) in pairwise(named):
        if one.page != other.page or other.start - one.end > _BY:
            continue
        if mine == id and theirs not in ("", id) and other.label in NUMBERS:
            yield other, theirs
        if theirs == id and mine not in ("", id) and one.label in NUMBERS:
            yield one, mine


def town_of(address: str) -> str:
    """What it says after its postcode, or nothing."""
    found = _TOWN.search(address)
    return found["town"].strip(" ,") if found else ""
