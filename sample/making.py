"""Makes the papers of one stretch of the archive: each is drawn, carried, written to its file and noted in the gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sample import queries as asked
from sample.carriers.mail import header_record
from sample.entities import Company, Person, Place
from sample.events import event
from sample.gold import GoldDocument
from sample.gold_files import Part, PartWriter
from sample.grammar.bank import Bank, open_bank
from sample.orders import BLOCK, FIRST, LAST
from sample.owners import OWNER_OF, OWNERS
from sample.paper import File, Paper, carried
from sample.papers import everyday
from sample.queries import Asked, Query
from sample.scene.scene import Cast
from sample.spans import plain
from sample.story import cafe, controllers, inspectors, officers
from sample.story.cast import cast
from sample.story.questions import queries as story_queries
from sample.story.questions import stories
from sample.world import World


@dataclass(frozen=True, slots=True)
class Making:
    """What is to be made, as :func:`sample.archive.make_archive` was asked."""

    folder: Path
    seed: int
    size: int
    bank: str = "first"
    scans: bool = True
    batch_pages: int = 400

    @property
    def world(self) -> World:
        """The world of the seed."""
        return World(self.seed)


@lru_cache(maxsize=2)
def _story(seed: int) -> tuple[Paper, ...]:
    world = World(seed)
    players, told = cast(world), _told(world)
    papers = (one for part in (inspectors, officers, controllers, cafe) for one in part.papers(world, players))
    return tuple(replace(one, cast=told) for one in papers)


def _told(world: World) -> Cast:
    """Those of the planted stories, and the officials who may write of them: the first with each title."""
    rng, c = world.rng("told"), cast(world)
    people = (c.boss, c.namesake, c.helper, c.driver, c.neighbour, c.daughter, c.patient, c.cook, c.baker, c.threat,
              *c.aides)  # fmt: skip
    companies = (c.restaurant, c.warehouse, c.carer, c.cafe, c.sister, c.fellow)
    return Cast(
        people={one.id: one for one in people},
        officials={f"{o.code}-{title}": world.official(o, rng, title) for o in OWNERS for title in o.titles},
        companies={one.id: one for one in companies}, vehicles={one.id: one for one in (c.van, c.car)},
    )  # fmt: skip


@lru_cache(maxsize=2)
def queries(it: Making) -> tuple[Query, ...]:
    """All that is asked of this archive but its known items, which follow from the papers themselves."""
    world, bank = it.world, open_bank(it.bank)
    blocks = max(0, it.size - len(_story(it.seed))) // BLOCK
    events = (event(world, number, FIRST, LAST) for number in range(min(blocks, asked.MOST)))
    return (*story_queries(cast(world)), *asked.of_events(events), *asked.of_topics(_topics(bank)))


@lru_cache(maxsize=2)
def _asked(it: Making) -> Asked:
    return Asked.of(queries(it))


def _topics(bank: Bank) -> tuple[str, ...]:
    return tuple(dict.fromkeys(query for _, pool in sorted(bank.pools.items()) for query in pool.queries))


@lru_cache(maxsize=2)
def _watched(it: Making) -> frozenset[str]:
    """The entities whose papers the gold lists: those of the stories and of the events; found once in each process."""
    blocks = max(0, it.size - len(_story(it.seed))) // BLOCK
    found = {one for story in stories(cast(it.world)) for one in story["entities"]}
    for number in range(blocks):
        found |= event(it.world, number, FIRST, LAST).entities
    return frozenset(found)


def part(it: Making, start: int, end: int) -> Part:
    """Makes the papers from ``start`` up to ``end`` (not included)."""
    made = Part(it.folder / f"gold/part-{start:06d}.jsonl")
    with PartWriter(made, _asked(it), _watched(it)) as writer:
        for paper in _papers(it, start, end):
            for document in _make(it, paper):
                writer.add(document)
            writer.add_entities(_entities(paper.cast))
        return made


def _papers(it: Making, start: int, end: int) -> Iterator[Paper]:
    told = _story(it.seed)
    yield from told[start:end]
    for index in range(max(start, len(told)), end):
        yield everyday(it, index - len(told))


def _make(it: Making, paper: Paper) -> Iterator[GoldDocument]:
    """Writes one file; gives the gold of what is in it."""
    file = carried(paper, it.world.rng("carrier", paper.chance))
    path = f"{paper.source.name}/{paper.stem}{file.written.suffix}"
    target = it.folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.written.content)
    yield from _documents(path, None, paper, file)


def _documents(path: str, parent: str | None, paper: Paper, file: File) -> Iterator[GoldDocument]:
    """The file, unless it is a mailbox, and what lies within it, within that too."""
    if paper.carrier != "mbox":
        yield _gold(path, parent, paper, file)
    for name, draft, inner in file.members:
        within = replace(paper, carrier=inner.carrier, draft=draft, relation=None)
        yield from _documents(f"{path}/{name}", path, within, inner)


def _gold(path: str, parent: str | None, paper: Paper, file: File) -> GoldDocument:
    """Rows of cells hold a paper's tables and not all that it tells of, so that they answer no topic."""
    draft = paper.draft
    topics = () if paper.carrier in ("csv", "xlsx") else draft.topics
    headers = header_record(draft.mail) if draft.mail else None
    return GoldDocument(
        path, parent, paper.source.name, OWNER_OF[paper.source.name].name, draft.kind, draft.date.isoformat(),
        plain(draft.title), file.written.pages, headers, draft.variety, draft.layout, paper.carrier, topics,
        paper.relation,
    )  # fmt: skip


def _entities(players: Cast) -> Iterator[dict[str, Any]]:
    """Everybody and everything of a cast and of those within it, with people's homes and companies' properties."""
    for other in players.others:
        yield from _entities(other)
    for person in players.people.values():
        yield from (_person(person), _place(person.home))
    for official in players.officials.values():
        yield _person(official.person) | {"title": official.title}
    for company in players.companies.values():
        yield from (_person(company.chief), _place(company.chief.home), _company(company), _place(company.place))
    for house in players.houses.values():
        yield {"id": house.id, "label": "ORG", "name": house.name, "place": house.place.id}
        yield _place(house.place)
    for place in players.places.values():
        yield _place(place)
    for car in players.vehicles.values():
        yield {"id": car.id, "label": "VEHICLE", "name": car.plate, "make": car.make, "colour": car.colour}


def _place(it: Place) -> dict[str, Any]:
    return {"id": it.id, "label": "PROPERTY", "name": it.designation, "address": it.address}


def _person(it: Person) -> dict[str, Any]:
    return {
        "id": it.id, "label": "PERSON", "name": it.name, "number": it.number, "phone": it.phone, "email": it.email,
        "home": it.home.address,
    }  # fmt: skip


def _company(it: Company) -> dict[str, Any]:
    return {
        "id": it.id, "label": "ORG", "name": it.name, "trade": it.trade, "number": it.number, "giro": it.giro,
        "plusgiro": it.plusgiro, "iban": it.iban, "chief": it.chief.id, "place": it.place.id,
    }  # fmt: skip
