"""A paper's part of the made world: who and what it is about, drawn when first asked for and the same from then on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from sample.business import LINES
from sample.entities import Company, House, Official, Person, Place, Vehicle
from sample.numbering import reference
from sample.owners import OWNERS, Owner
from sample.scene import companies, days, people, sums
from sample.world import COMPANIES, PEOPLE, PLACES, VEHICLES, World

CLIENTS = 4_000
"""People with home care."""


@dataclass(slots=True)
class Cast:
    """Who is given, by slot: what several papers of one event share. The scene adds those whom it draws.

    ``others`` are the casts of what lies within the paper: sections, attachments, the mails of a mailbox.
    """

    people: dict[str, Person] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    houses: dict[str, House] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    vehicles: dict[str, Vehicle] = field(default_factory=dict)
    days: dict[str, dt.date] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    others: list[Cast] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """``sort`` is the sort of the paper's own company, ``titles`` those of the officials who write such papers.

    ``lines`` are the lines of business of the companies that such a paper is about (any, if there are none).

    ``evening`` says that it tells of a night out, ``reports`` that it tells of a meeting that has been held; ``tally``
    is what the sums drawn so far come to, in kronor.
    """

    world: World
    rng: Random
    owner: Owner
    day: dt.date
    cast: Cast
    sort: str = "trade"
    titles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    evening: bool = False
    reports: bool = False
    tally: int = 0

    def person(self, slot: str) -> Person:
        """Who plays this part."""
        if slot in people.OFFICIALS:
            return self.official(slot).person
        if slot not in self.cast.people:
            self.cast.people[slot] = self._person(slot)
        return self.cast.people[slot]

    def _person(self, slot: str) -> Person:
        if slot == "chief":
            return self.company("company").chief
        if slot == "relative":
            return self.world.kin(self.person("client" if "client" in self.cast.people else "subject"))
        if slot == "namesake":
            return self.world.namesake(self.person("subject"))
        if slot == "client":
            return self.world.person(f"old-{companies.drawn(self.rng, CLIENTS)}", born=(1928, 1950))
        return self.world.person(companies.drawn(self.rng, PEOPLE))

    def official(self, slot: str) -> Official:
        """Which of the owner's people."""
        while slot not in self.cast.officials:
            drawn = self.world.official(self.owner, self.rng, self.titles)
            if all(one.person.id != drawn.person.id for one in self.cast.officials.values()):
                self.cast.officials[slot] = drawn
        return self.cast.officials[slot]

    def company(self, slot: str) -> Company:
        """The company of this slot."""
        if slot not in self.cast.companies:
            sort = self.sort if slot == "company" else companies.SORTS.get(slot, "trade")
            index = companies.drawn(self.rng, COMPANIES[sort])
            if self.lines and sort == "trade" and slot in ("company", "supplier"):
                index += LINES.index(self.rng.choice(self.lines)) - index % len(LINES)
            self.cast.companies[slot] = self.world.company(index, sort)
        return self.cast.companies[slot]

    def house(self, slot: str) -> House:
        """The association, school or care home."""
        if slot not in self.cast.houses:
            self.cast.houses[slot] = self.world.house(companies.drawn(self.rng, 300), slot)
        return self.cast.houses[slot]

    def place(self, slot: str) -> Place:
        """The property of this slot; ``place`` is the company's where the paper is about one."""
        if slot not in self.cast.places:
            own = slot == "place" and "company" in self.cast.companies
            self.cast.places[slot] = (
                self.company("company").place if own else self.world.place(companies.drawn(self.rng, PLACES))
            )
        return self.cast.places[slot]

    def vehicle(self, slot: str) -> Vehicle:
        """The vehicle of this slot."""
        if slot not in self.cast.vehicles:
            self.cast.vehicles[slot] = self.world.vehicle(companies.drawn(self.rng, VEHICLES))
        return self.cast.vehicles[slot]

    def date(self, slot: str) -> dt.date:
        """The day of this slot: a working day near the paper's own. ``day`` itself may be given, as a later one."""
        if slot not in self.cast.days:
            held = slot == "meeting" and self.reports
            self.cast.days[slot] = self.near(*(days.HELD if held else days.OFFSETS[slot]))
        return self.cast.days[slot]

    def near(self, least: int, most: int) -> dt.date:
        """A day so many days from the paper's, mostly a working day."""
        if not (least or most):
            return self.day
        day = self.day + dt.timedelta(days=self.rng.randint(least, most))
        weekend = day.weekday() - 4
        moved = day - dt.timedelta(days=weekend)
        return moved if weekend > 0 and (moved - self.day).days in range(least, most + 1) else day

    def sum(self, slot: str) -> int:
        """The sum of this slot, in kronor."""
        if slot not in self.cast.sums:
            self.cast.sums[slot] = sums.drawn(self.rng, *sums.RANGES[slot])
        return self.cast.sums[slot]

    def number(self, slot: str) -> str:
        """The number of a matter, an invoice or a contract."""
        if slot not in self.cast.numbers:
            self.cast.numbers[slot] = self._number(slot)
        return self.cast.numbers[slot]

    def _number(self, slot: str) -> str:
        rng, year = self.rng, self.day.year
        match slot:
            case "case" | "case2":
                return reference(self.owner, *self._opened())
            case "othercase":
                other = rng.choice([one for one in OWNERS[:3] if one is not self.owner])
                return reference(other, *self._opened())
            case "courtcase":
                return f"{rng.randint(101, 9899)}-{self.day:%y}"
            case "policecase":
                return f"5900-K{rng.randint(1001, 98_999)}-{self.day:%y}"
            case "invoice":
                return rng.choice([f"F{rng.randint(10_000, 99_999)}", f"{year}{rng.randint(1, 9999):04d}"])
        return f"{rng.choice(['A', 'UH', 'AVT'])}-{year}-{rng.randint(3, 480)}"

    def _opened(self) -> tuple[dt.date, int]:
        """When the matter was opened, and its number: numbers rise through the year."""
        opened = self.day - dt.timedelta(days=self.rng.randint(0, 60))
        return opened, opened.timetuple().tm_yday * 5 + self.rng.randint(0, 4)

    def time(self, slot: str) -> str:
        """A time of the visit or course of events, ``22:47``: all are drawn at once, so that they are in order."""
        if slot not in self.cast.numbers:
            minute = self.rng.randint(*((19 * 4, 22 * 4) if self.evening else (8 * 4, 15 * 4))) * 15
            for at, name in enumerate(days.TIMES):
                self.cast.numbers[name] = f"{minute // 60:02d}:{minute % 60:02d}"
                last = at == len(days.TIMES) - 2
                minute = (minute // 15 + 1) * 15 if last else minute + self.rng.randint(2, 9)
        return self.cast.numbers[slot]
