"""Facets: what documents are counted by, how the values are shown, and what somebody may write to choose one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from models.access import Viewer
from models.masking import mask
from models.mention import SENSITIVE_LABELS, Entity, Label
from models.store.store import Store
from search.words import titles

_MASKED: Final = re.compile(r"\d{6}-XXXX")
_MOST_MASKED: Final = 100_000  # entities looked through for a masked label; an archive has fewer personnummer


class FacetType(Protocol):
    """A kind of value that documents are counted by."""

    @property
    def name(self) -> str:
        """The TYPE of the command line and the index."""

    @property
    def title(self) -> str:
        """In Swedish, for the front end."""

    def labels(self, ids: Iterable[str], entities: Mapping[str, Entity], *, unmask: bool) -> Mapping[str, str]:
        """What to show for each id that is known; ``entities`` are those of all ids of the answer that name one.
        Called by the search for the values it answers with."""

    def resolve(self, viewer: Viewer, store: Store, value: str) -> tuple[str, ...]:
        """The ids that somebody means by ``value``, an id or an exact label; never empty, so that a value which
        nobody knows finds nothing instead of everything. Called by the search for each choice."""


@dataclass(frozen=True, slots=True)
class NameFacet:
    """Source, owner, year, month: the id is what is shown."""

    name: str

    @property
    def title(self) -> str:
        return titles.TYPES[self.name]

    def labels(self, ids: Iterable[str], entities: Mapping[str, Entity], *, unmask: bool) -> Mapping[str, str]:
        return {id: id for id in ids}

    def resolve(self, viewer: Viewer, store: Store, value: str) -> tuple[str, ...]:
        return (value,)


@dataclass(frozen=True, slots=True)
class TitledFacet:
    """Kind, outcome, role, method, quality: an English id of a closed list, with a Swedish title."""

    name: str
    values: Mapping[str, str]

    @property
    def title(self) -> str:
        return titles.TYPES[self.name]

    def labels(self, ids: Iterable[str], entities: Mapping[str, Entity], *, unmask: bool) -> Mapping[str, str]:
        return {id: self.values.get(id, id.replace("_", " ").capitalize()) for id in ids}

    def resolve(self, viewer: Viewer, store: Store, value: str) -> tuple[str, ...]:
        return tuple(id for id, title in self.values.items() if value in (id, title)) or (value,)


@dataclass(frozen=True, slots=True)
class EntityFacet:
    """The entities of one label: the id is opaque, the label is the entity's name."""

    name: str

    @property
    def title(self) -> str:
        return titles.TYPES[self.name]

    def labels(self, ids: Iterable[str], entities: Mapping[str, Entity], *, unmask: bool) -> Mapping[str, str]:
        return {id: shown_name(entities[id], unmask=unmask) for id in ids if id in entities}

    def resolve(self, viewer: Viewer, store: Store, value: str) -> tuple[str, ...]:
        if self.name in SENSITIVE_LABELS and _MASKED.fullmatch(value):
            known = store.entities.list(viewer, self.name, limit=_MOST_MASKED)
            return tuple(sorted(entity.id for entity, _ in known if shown_name(entity) == value)) or (value,)
        return tuple(store.entities.find(viewer, self.name, value)) or tuple(store.entities.now(viewer, value))


def shown_name(entity: Entity, *, unmask: bool = False) -> str:
    """The entity's name as it may be shown: a personnummer as ``850312-XXXX``, any in another name masked."""
    if unmask:
        return entity.name
    if entity.label in SENSITIVE_LABELS:
        return masked_number(entity.value)
    return mask(entity.name)


def masked_number(value: str) -> str:
    """A personnummer's normal form as it may be shown: ``850312-XXXX``."""
    digits = re.sub(r"\D", "", value)[-10:]
    return f"{digits[:6]}-XXXX"


_ALL: Final[tuple[FacetType, ...]] = (
    NameFacet("source"),
    NameFacet("owner"),
    TitledFacet("kind", titles.KINDS),
    TitledFacet("outcome", titles.OUTCOMES),
    TitledFacet("role", titles.ROLES),
    NameFacet("year"),
    NameFacet("month"),
    TitledFacet("method", titles.METHODS),
    TitledFacet("quality", titles.QUALITIES),
    *(EntityFacet(label.value) for label in Label),
)
FACETS: Final[Mapping[str, FacetType]] = {facet.name: facet for facet in _ALL}
FACET_TYPES: Final = tuple(FACETS)
