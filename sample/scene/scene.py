"""A paper's part of the made world: who and what it is about, drawn when first asked for and the same from then on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from sample import elections
from sample.business import LINES
from sample.calendar import working_within
from sample.entities import Company, House, Official, Person, Place, Vehicle
from sample.owners import OWNERS, Owner
from sample.scene import companies, days, numbers, people, sums
from sample.scene.rows import Rows
from sample.world import COMPANIES, PEOPLE, PLACES, VEHICLES, World

COMPANY_TRIES = 20
"""Draws before two companies of one paper may bear one name: a line of business holds thousands, so one or two do."""
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

    ``lines`` are the lines of business of the companies that such a paper is about and of those that bid for the same,
    ``suppliers`` those of the others in it (any, if there are none). ``others`` are
    the boards that have to do with its matter beside its owner.

    ``evening`` says that it tells of a night out, ``weekends`` that what it tells of happens on any day of the week,
    ``reports`` that it tells of a meeting that has been held, ``looks_back`` that its matter is some years old (a
    court's), ``elects`` that its chair and members are those of the owner's board.
    """

    world: World
    rng: Random
    owner: Owner
    day: dt.date
    cast: Cast
    sort: str = "trade"
    titles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    others: tuple[Owner, ...] = OWNERS[:3]
    evening: bool = False
    weekends: bool = False
    reports: bool = False
    looks_back: bool = False
    elects: bool = False
    rows: Rows = field(default_factory=Rows)

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
        if slot in people.ELECTED and self.elects:
            return self._elected(slot)
        if slot == "relative":
            return self.world.kin(self.person("client" if "client" in self.cast.people else "subject"))
        if slot == "namesake":
            return self.world.namesake(self.person("subject"))
        if slot == "client":
            return self.world.person(f"old-{companies.drawn(self.rng, CLIENTS)}", born=(1928, 1950))
        return self.world.person(companies.drawn(self.rng, PEOPLE))

    def _elected(self, slot: str) -> Person:
        """Who sits on the owner's board in the mandate period (*mandatperiod*) of the paper's day; the chair is one."""
        period = elections.period(self.day)
        if slot == "chair":
            return self.world.person(elections.seat(self.owner.code, period, 0))
        taken = {one.id for name, one in self.cast.people.items() if name in people.ELECTED}
        seats = [elections.seat(self.owner.code, period, place) for place in range(1, elections.SEATS)]
        return self.world.person(self.rng.choice([seat for seat in seats if f"person-{seat}" not in taken]))

    def official(self, slot: str) -> Official:
        """Which of the owner's people."""
        while slot not in self.cast.officials:
            drawn = self.world.official(self.owner, self.rng, self.titles)
            if all(one.person.id != drawn.person.id for one in self.cast.officials.values()):
                self.cast.officials[slot] = drawn
        return self.cast.officials[slot]

    def company(self, slot: str) -> Company:
        """The company of this slot; another than those already in the paper."""
        if slot not in self.cast.companies:
            names = {one.name for one in self.cast.companies.values()}
            drawn = self._drawn_company(slot)
            for _ in range(COMPANY_TRIES):
                if drawn.name not in names:
                    break
                drawn = self._drawn_company(slot)
            self.cast.companies[slot] = drawn
        return self.cast.companies[slot]

    def _drawn_company(self, slot: str) -> Company:
        """Any company of the sort and line of business that the slot asks for."""
        sort = self.sort if slot == "company" else companies.SORTS.get(slot, "trade")
        if slot == "company" and sort == "estate" and self.lines:
            sort = "trade"  # the theme tells its line: who rents the works is no landlord
        index = companies.drawn(self.rng, COMPANIES[sort])
        lines = self.lines if slot in companies.OF_THE_TRADE else self.suppliers
        lines = lines or (self.lines if slot == "supplier" else ())
        if lines and sort == "trade":
            index += LINES.index(self.rng.choice(lines)) - index % len(LINES)
        return self.world.company(index, sort)

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
            out = slot in days.ANY_DAY or (slot in days.NIGHTS and self.evening)
            self.cast.days[slot] = self.near(*(days.HELD if held else days.OFFSETS[slot]), any_day=out)
        return self.cast.days[slot]

    def near(self, least: int, most: int, *, any_day: bool = False) -> dt.date:
        """A day so many days from the paper's: a working day, unless it may be ``any_day``."""
        if not (least or most):
            return self.day
        day = self.day + dt.timedelta(days=self.rng.randint(least, most))
        if any_day or self.weekends:
            return day
        first, last = (self.day + dt.timedelta(days=days_) for days_ in (least, most))
        return working_within(day, first, last, later=least > 0)

    def sum(self, slot: str) -> int:
        """The sum of this slot, in kronor."""
        if slot not in self.cast.sums:
            self.cast.sums[slot] = sums.drawn(self.rng, *sums.RANGES[slot])
        return self.cast.sums[slot]

    def number(self, slot: str) -> str:
        """The number of a matter, an invoice or a contract."""
        if slot not in self.cast.numbers:
            self.cast.numbers[slot] = numbers.drawn(self, slot)
        return self.cast.numbers[slot]

    def time(self, slot: str) -> str:
        """A time of the visit or course of events, ``22:47``: all are drawn at once, so that they are in order."""
        if slot not in self.cast.numbers:
            minute = self.rng.randint(*((19 * 4, 22 * 4) if self.evening else (8 * 4, 15 * 4))) * 15
            for at, name in enumerate(days.TIMES):
                self.cast.numbers[name] = f"{minute // 60:02d}:{minute % 60:02d}"
                last = at == len(days.TIMES) - 2
                minute = (minute // 15 + 1) * 15 if last else minute + self.rng.randint(2, 9)
        return self.cast.numbers[slot]
