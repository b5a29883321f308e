"""Events (*händelser*): something happens to a few people and leaves papers in several sources, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample.calendar import working
from sample.entities import Company, Person
from sample.scene.companies import drawn
from sample.scene.scene import Cast
from sample.world import COMPANIES, PEOPLE, PLACES, VEHICLES, World


@dataclass(frozen=True, slots=True)
class EventKind:
    """``steps`` are (variety, days since the one before); some of them happen, in this order."""

    name: str
    sort: str
    steps: tuple[tuple[str, int], ...]


KINDS = (
    EventKind("krogen", "eatery", (
        ("serving_permit", 0), ("food_inspection", 90), ("tip", 70), ("alcohol_inspection", 20), ("police_statement",
        40),
        ("file_note", 9), ("serving_permit", 60), ("judgment", 120),
    )),
    EventKind("sovplatserna", "estate", (
        ("contract", 0), ("tip", 120), ("file_note", 4), ("building_supervision", 25), ("police_memo", 12), ("email",
        3),
        ("minutes", 30), ("building_permit", 60), ("judgment", 150),
    )),
    EventKind("omsorgen", "carer", (
        ("contract", 0), ("invoice", 200), ("tip", 60), ("payment_audit", 90), ("email", 5), ("procurement", 40),
        ("police_memo", 60), ("minutes", 20),
    )),
    EventKind("verkstaden", "trade", (
        ("environment_inspection", 0), ("letter", 30), ("tip", 40), ("environment_inspection", 60), ("police_memo", 30),
        ("other_permit", 90), ("judgment", 200),
    )),
    EventKind("åkeriet", "haulier", (
        ("procurement", 0), ("contract", 40), ("invoice", 60), ("police_event", 80), ("police_memo", 10), ("email", 4),
        ("procurement", 30),
    )),
    EventKind("grannarna", "trade", (
        ("form", 0), ("building_permit", 60), ("letter", 20), ("tip", 15), ("building_supervision", 30), ("judgment",
        140),
    )),
    EventKind("festen", "eatery", (
        ("form", 0), ("other_permit", 25), ("police_statement", 10), ("police_event", 30), ("email", 2),
        ("alcohol_inspection", 20),
        ("minutes", 30),
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, to whom, and which papers it left: (variety, day)."""

    number: int
    kind: EventKind
    cast: Cast
    papers: tuple[tuple[str, date], ...]

    @property
    def entities(self) -> frozenset[str]:
        """The ids of those whom its papers have in common."""
        cast = self.cast
        groups = (cast.people, cast.companies, cast.vehicles, cast.places)
        return frozenset(one.id for group in groups for one in group.values())


def event(world: World, number: int, first: date, last: date) -> Event:
    """The event of this number, whose papers lie between two days."""
    rng = world.rng("event", number)
    kind = rng.choice(KINDS)
    cast = _cast(world, rng, kind)
    chosen = sorted(rng.sample(range(len(kind.steps)), rng.randint(3, min(6, len(kind.steps)))))
    length = sum(days for _, days in kind.steps)
    day = first + timedelta(days=rng.randrange(max(1, (last - first).days - length)))
    papers = list[tuple[str, date]]()
    for at, (variety, days) in enumerate(kind.steps):
        day += timedelta(days=round(days * rng.uniform(0.5, 1.0)))
        if at in chosen:
            papers.append((variety, working(day)))
    return Event(number, kind, cast, tuple(papers))


def _cast(world: World, rng: Random, kind: EventKind) -> Cast:
    company = world.company(drawn(rng, COMPANIES[kind.sort]), kind.sort)
    people = _people(world, rng, company)
    cast = Cast(people, companies={"company": company}, places={"place": company.place})
    cast.vehicles["car"] = world.vehicle(drawn(rng, VEHICLES))
    cast.places["home"] = world.place(drawn(rng, PLACES))
    return cast


def _people(world: World, rng: Random, company: Company) -> dict[str, Person]:
    names = ("neighbour", "employee", "driver", "witness", "complainant", "partner")
    people = {name: world.person(drawn(rng, PEOPLE)) for name in names}
    return people | {"chief": company.chief, "subject": company.chief if rng.random() < 0.7 else people["partner"]}


def share(cast: Cast) -> Cast:
    """A cast of its own for one paper, with those whom the event gives."""
    return Cast(
        people=dict(cast.people), companies=dict(cast.companies), places=dict(cast.places),
        vehicles=dict(cast.vehicles), numbers=dict(cast.numbers),
    )  # fmt: skip
