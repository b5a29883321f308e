"""The made world: anybody and anything in it, drawn from the seed and a running number, so that nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from sample import business, identities, people_names, place_names, vehicle_names
from sample.entities import Company, House, Official, Person, Place, Vehicle
from sample.owners import EVERY_TITLE, Owner

_ASCII = str.maketrans("åäöéüçćčžšñłżÅÄÖÉ '", "aaoeucccz" + "snlzaaoe.-")
PEOPLE, PLACES, VEHICLES = 60_000, 24_000, 18_000
"""How many turn up in everyday papers; what is numbered higher belongs to companies, officials and the stories."""
MAIL_DOMAINS = ("brevkorgen.example", "postlada.example", "epost.example", "mejl.example", "hemma.example")
COMPANIES = {"eatery": 900, "trade": 2_600, "carer": 140, "estate": 260, "haulier": 190}


@dataclass(frozen=True, slots=True)
class World:
    """The same seed and number always give the same person, place, company or vehicle."""

    seed: int

    def rng(self, *what: object) -> Random:
        """A stream of chance of its own for ``what``."""
        return Random("/".join(map(str, (self.seed, *what))))

    def place(self, index: int | str, town: str = "") -> Place:
        """The property of this number."""
        rng = self.rng("place", index)
        muni, town = place_names.town(rng, town)
        return Place(
            f"place-{index}",
            place_names.designation(rng, muni),
            place_names.street(rng),
            f"{place_names.POSTCODES[town]} {town}",
        )

    def person(
        self, index: int | str, *, man: bool | None = None, born: tuple[int, int] = (1942, 2003), surname: str = ""
    ) -> Person:
        """The person of this number; ``man`` and ``surname`` overrule chance, ``born`` bounds the year of birth."""
        rng = self.rng("person", index)
        chance = rng.random() < 0.5
        is_man = chance if man is None else man
        birthday = identities.birthday(rng, *born)
        given, drawn = people_names.full(rng, is_man, birthday.year)
        surname = surname or drawn
        return Person(
            f"person-{index}", given, surname, is_man, identities.personnummer(rng, birthday, is_man),
            identities.mobile(rng), f"{given}.{surname}@{rng.choice(MAIL_DOMAINS)}".lower().translate(_ASCII),
            self.place(f"home-{index}"),
        )  # fmt: skip

    def kin(self, person: Person) -> Person:
        """Somebody of the same surname."""
        return self.person(f"{person.id}-kin", surname=person.surname)

    def namesake(self, person: Person) -> Person:
        """Somebody else of the same name."""
        other = self.person(f"{person.id}-namesake", man=person.man, surname=person.surname)
        return replace(other, given=person.given)

    def company(self, index: int, sort: str) -> Company:
        """The company of this number. ``sort`` is one of :data:`COMPANIES`."""
        rng = self.rng("company", sort, index)
        owner = index // 2 if rng.random() < 0.07 else index  # a few people have two companies
        chief = self.person(f"chief-{sort}-{owner}", born=(1948, 1999))
        place = self.place(f"company-{sort}-{index}")
        trade, name, line = business.named(rng, sort, place.town, chief, index)
        return _company(rng, f"company-{sort}-{index}", trade, name, place, chief, line)

    def founded(self, key: str, trade: str, name: str, place: Place, chief: Person) -> Company:
        """A company of the story: its names are given, its numbers drawn."""
        return _company(self.rng("founded", key), f"company-{key}", trade, name, place, chief, "")

    def house(self, index: int, sort: str) -> House:
        """An association, a school or a care home: ``sort`` is ``association``, ``school`` or ``carehome``."""
        rng = self.rng("house", sort, index)
        place = self.place(f"{sort}-{index}")
        return House(f"{sort}-{index}", business.house(rng, sort, place.town), place)

    def vehicle(self, index: int) -> Vehicle:
        """The vehicle of this number."""
        rng = self.rng("vehicle", index)
        return Vehicle(
            f"vehicle-{index}",
            identities.plate(rng),
            rng.choice(vehicle_names.MAKES),
            rng.choice(vehicle_names.COLOURS),
        )

    def official(self, owner: Owner, rng: Random, titles: str | tuple[str, ...] = ()) -> Official:
        """One of the few who write for this owner: a few for each of its titles, the first where the title is given."""
        known = (*owner.titles, *owner.seldom)
        fitting = () if isinstance(titles, str) else tuple(one for one in titles if one in known)
        chosen = titles if isinstance(titles, str) and titles else rng.choice(fitting or owner.titles)
        which = 0 if isinstance(titles, str) and titles else rng.randrange(4)
        person = self.person(f"{owner.code}-{known.index(chosen)}-{which}")
        domain = owner.email.partition("@")[2]
        mail = f"{person.given}.{person.surname}@{domain}".lower().translate(_ASCII)
        phone = identities.extension(self.seed + 4 * EVERY_TITLE.index((owner.code, chosen)) + which)
        return Official(replace(person, id=f"official-{owner.code}-{chosen}-{which}", email=mail, phone=phone), chosen)


def _company(rng: Random, key: str, trade: str, name: str, place: Place, chief: Person, line: str) -> Company:
    domain = trade.split()[-1].lower().translate(_ASCII).strip(".-&")
    area = place_names.AREA_CODES[place_names.MUNICIPALITY_OF[place.town]]
    partnership = name.endswith((" HB", " KB"))
    return Company(
        key, name, trade, identities.organisationsnummer(rng, partnership=partnership), identities.bankgiro(rng),
        identities.landline(rng, area), f"info@{domain}.example", place, chief,
        identities.plusgiro(rng), identities.iban(rng), line,
    )  # fmt: skip
