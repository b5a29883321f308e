"""What a document names, each entity once, by type: the list beside its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from models import swedish
from models.mention import Entity
from models.outline import Naming
from search.facet import shown_name
from web.labels import FACETS, said
from web.written import written


@dataclass(frozen=True, slots=True)
class Named:
    """One entity and the pages that name it. ``note`` tells namesakes apart."""

    entity: str
    name: str
    pages: list[int]
    note: str = ""


LISTED: Final = 40
"""Members of a group that are listed at first: an investigation of 400 pages names thousands."""


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    title: str
    members: list[Named]

    def near(self, page: int) -> list[Named]:
        """Those that are listed at first: all of a short group; of a long one those of the open page before others."""
        if len(self.members) <= LISTED:
            return self.members
        return sorted(self.members, key=lambda member: page not in member.pages)[:LISTED]

    @property
    def folded(self) -> bool:
        """Whether it begins folded: values that a page has by the dozen and nobody follows."""
        return self.label in {"DATE", "TIME", "AMOUNT", "LAW", "URL"}


def grouped(namings: Iterable[Naming], names: Mapping[str, Entity], notes: Mapping[str, str]) -> list[Group]:
    """Groups in the order of the facets, members in Swedish order of name. ``names`` are the entities by id, and
    ``notes``, by id, what tells those apart who are called alike."""
    found: dict[str, dict[str, list[int]]] = {}
    for naming in namings:
        found.setdefault(naming.label.value, {}).setdefault(naming.entity, []).append(naming.page)
    return [
        Group(label, said(label, "facet"), sorted(_members(found[label], names, notes), key=_order))
        for label in FACETS
        if label in found
    ]


def _members(found: Mapping[str, list[int]], names: Mapping[str, Entity], notes: Mapping[str, str]) -> list[Named]:
    return [
        Named(id, written(shown_name(names[id]), names[id].label), sorted(set(pages)), notes.get(id, ""))
        for id, pages in found.items()
        if id in names
    ]


def _order(named: Named) -> tuple[str, str]:
    return swedish.sort_key(named.name)
