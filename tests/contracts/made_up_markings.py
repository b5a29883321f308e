"""Made-up archives in which pages and documents are kept for groups, by seed; and what is left of one for a viewer when
all that they may not read is taken away bodily."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final

from models.access import Guard, Purpose, Viewer, may_read
from models.marking import Needs
from models.store.compartments import Compartment
from search.index import IndexedPage, IndexQuery, IndexUnit
from search.reader_classes import ReaderClass, reader_classes
from search.wall import is_open, open_filter
from tests.contracts.made_up import FACETS, OWNERS, made_up_query, made_up_units

GROUPS: Final = ("barn", "fastigheter", "spaning")
_MOST: Final = 4
_WHY: Final = Purpose("prov")
Values = Mapping[str, tuple[str, ...]]
_ONE_OF_A_DOCUMENT: Final = ("source", "owner", "kind", "year", "month")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the register has it. ``told``: by page what is counted of it; page 0 is the document itself."""

    id: str
    owner: str
    date: date | None
    pages: tuple[IndexedPage, ...]
    told: Mapping[int, Values]
    name: tuple[str, ...]
    needs: Needs = Needs()

    def units(self) -> list[IndexUnit]:
        """As they are put into the index under test."""
        return [
            replace(self._unit(readers.needs), needs=readers.needs, lacks=readers.lacks) for readers in self.classes()
        ]

    def classes(self) -> tuple[ReaderClass, ...]:
        return reader_classes(self.needs, _MOST)

    def left(self, viewer: Viewer) -> IndexUnit | None:
        """What is left of it for the viewer, told from the oracle of secrecy alone."""
        if not may_read(viewer, _WHY, Guard(self.owner, self.needs.document)):
            return None
        return self._of({page.number for page in self.pages if may_read(viewer, _WHY, self._guard(page.number))})

    def compartment(self, viewer: Viewer) -> str:
        """Where it lies for the viewer: scores are of what lies together."""
        readers = [each for each in self.classes() if self._is_open(viewer, each)]
        return Compartment(self.owner, readers[0].needs, readers[0].lacks).name

    def _is_open(self, viewer: Viewer, readers: ReaderClass) -> bool:
        return is_open(open_filter(viewer), self.owner, readers.needs, readers.lacks)

    def _guard(self, page: int) -> Guard:
        return Guard(self.owner, self.needs.document | self.needs.pages.get(page, frozenset()))

    def _unit(self, held: frozenset[str]) -> IndexUnit:
        return self._of({page.number for page in self.pages if self._guard(page.number).needs <= held})

    def _of(self, shown: set[int]) -> IndexUnit:
        facets: dict[str, tuple[str, ...]] = {}
        for page in (0, *sorted(shown)):
            for kind, values in self.told.get(page, {}).items():
                facets[kind] = tuple(dict.fromkeys((*facets.get(kind, ()), *values)))
        pages = tuple(page for page in self.pages if page.number in shown)
        return IndexUnit(self.id, self.owner, self.date, facets, pages, self.name)


def made_up_papers(random: Random, count: int) -> list[Paper]:
    return [_paper(random, unit) for unit in made_up_units(random, count)]


def marked(random: Random, paper: Paper) -> Paper:
    """The same, kept otherwise."""
    own = frozenset(random.sample(GROUPS, 1)) if random.random() < 0.2 else frozenset[str]()
    pages = {
        page.number: frozenset(random.sample(GROUPS, random.choice([1, 1, 2]))) - own
        for page in paper.pages
        if random.random() < 0.25
    }
    return replace(paper, needs=Needs(own, {page: groups for page, groups in pages.items() if groups}))


def made_up_viewer(random: Random) -> Viewer:
    owners = frozenset(random.sample(OWNERS, random.choice([1, 2, 3, 4])))
    some = [owner for owner in OWNERS if random.random() < 0.15]
    lent = frozenset(owner for owner in owners if random.random() < 0.15)
    groups = frozenset(random.sample(GROUPS, random.choice([0, 0, 1, 2, 3])))
    return Viewer("v", owners, officer_of=frozenset(some), groups=groups, shared=lent)


def asked_by(random: Random, viewer: Viewer) -> IndexQuery:
    """A made-up question as the viewer would ask it."""
    query, wall = made_up_query(random), open_filter(viewer)
    chosen = query.filter
    filter = replace(
        wall,
        include=chosen.include,
        exclude=chosen.exclude,
        since=chosen.since,
        until=chosen.until,
        all_of=chosen.all_of,
    )
    return replace(query, filter=filter)


def left_of(papers: Sequence[Paper], viewer: Viewer) -> list[tuple[Paper, IndexUnit]]:
    found = [(paper, paper.left(viewer)) for paper in papers]
    return [(paper, unit) for paper, unit in found if unit is not None]


def _paper(random: Random, unit: IndexUnit) -> Paper:
    told: dict[int, dict[str, tuple[str, ...]]] = {}
    for kind in (*FACETS, "owner"):
        for value in unit.facets.get(kind, ()):
            page = 0 if kind in _ONE_OF_A_DOCUMENT or not unit.pages else random.choice(unit.pages).number
            told.setdefault(page, {})[kind] = (*told.get(page, {}).get(kind, ()), value)
    return Paper(unit.document, unit.owner, unit.date, unit.pages, told, unit.name_tokens)
