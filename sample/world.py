"""The made world: anybody and anything in it, drawn from the seed and a running number, so that nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from sample import identities, names
from sample.entities import Company, Official, Person, Place, Vehicle
from sample.owners import Owner

_ASCII = str.maketrans("åäöéÅÄÖÉ ", "aaoeaaoe.")


@dataclass(frozen=True, slots=True)
class World:
    """The same seed and number always give the same person, place, company or vehicle."""

    seed: int

    def rng(self, *what: object) -> Random:
        """A stream of chance of its own for ``what``."""
        return Random("/".join(map(str, (self.seed, *what))))

    def place(self, index: int) -> Place:
        """The property of this number."""
        rng = self.rng("place", index)
        if rng.random() < 0.6:
            designation = f"{names.KOMMUN} {rng.choice(names.TRACTS)} {rng.randint(1, 9)}:{rng.randint(2, 240)}"
        else:
            designation = f"{names.KOMMUN} {rng.choice(names.BLOCKS)} {rng.randint(1, 28)}"
        street = f"{rng.choice(names.STREETS)} {rng.randint(1, 88)}{rng.choice(['', '', '', ' A', ' B', ' C'])}"
        town = rng.choices(list(names.TOWNS), [6, 2, 1, 1])[0]
        return Place(f"place-{index}", designation, street, f"{names.TOWNS[town]} {town}")

    def person(
        self, index: int, *, man: bool | None = None, born: tuple[int, int] = (1942, 2003), surname: str = ""
    ) -> Person:
        """The person of this number; ``man`` and ``surname`` overrule chance, ``born`` bounds the year of birth."""
        rng = self.rng("person", index)
        chance = rng.random() < 0.5
        is_man = chance if man is None else man
        birthday = identities.birthday(rng, *born)
        unfit = names.OLDER if birthday.year > 1972 else names.YOUNGER if birthday.year < 1970 else frozenset[str]()
        given = _by_rank(rng, tuple(one for one in (names.MEN if is_man else names.WOMEN) if one not in unfit))
        surname = surname or _by_rank(rng, names.SURNAMES)
        return Person(
            f"person-{index}", given, surname, is_man, identities.personnummer(rng, birthday, is_man),
            identities.mobile(rng), f"{given}.{surname}@brevkorgen.example".lower().translate(_ASCII),
            self.place(100_000 + index),
        )  # fmt: skip

    def company(self, index: int, sort: str) -> Company:
        """The company of this number. ``sort`` is ``eatery``, ``trade`` or ``carer``."""
        rng = self.rng("company", sort, index)
        trade, name = _company_name(rng, sort)
        chief = self.person(200_000 + index)
        return _company(rng, f"company-{sort}-{index}", trade, name, self.place(300_000 + index), chief)

    def founded(self, key: str, trade: str, name: str, place: Place, chief: Person) -> Company:
        """A company of the story: its names are given, its numbers drawn."""
        return _company(self.rng("founded", key), f"company-{key}", trade, name, place, chief)

    def vehicle(self, index: int) -> Vehicle:
        """The vehicle of this number."""
        rng = self.rng("vehicle", index)
        return Vehicle(f"vehicle-{index}", identities.plate(rng), rng.choice(names.MAKES), rng.choice(names.COLOURS))

    def official(self, owner: Owner, rng: Random, title: str = "") -> Official:
        """One of the few who write for this owner: one for each of its titles."""
        chosen = title or rng.choice(owner.titles)
        person = self.person(900_000 + 10 * sum(map(ord, owner.code)) + owner.titles.index(chosen))
        domain = owner.email.partition("@")[2]
        mail = f"{person.given}.{person.surname}@{domain}".lower().translate(_ASCII)
        phone = identities.landline(self.rng("official", owner.code, chosen))
        return Official(replace(person, id=f"official-{owner.code}-{chosen}", email=mail, phone=phone), chosen)


def _by_rank(rng: Random, ranked: tuple[str, ...]) -> str:
    """Zipf's law with an offset: the first is about five times as common as the middle one."""
    return rng.choices(ranked, [1 / (rank + 6) for rank in range(len(ranked))])[0]


def _company_name(rng: Random, sort: str) -> tuple[str, str]:
    if sort == "eatery":
        trade = f"{rng.choice(names.EATERY_WORDS)} {rng.choice(names.EATERIES[1:])}"
        return trade, f"{trade.split()[-1]} Mat i {rng.choice(list(names.TOWNS))} AB"
    if sort == "carer":
        trade = rng.choice(names.CARERS[1:])
        return f"{trade} hemtjänst", f"{trade} Omsorg AB"
    trade = f"{rng.choice(names.TRADES[1:])}s {rng.choice(names.TRADE_WORDS)}"
    return trade, f"{trade} AB"


def _company(rng: Random, key: str, trade: str, name: str, place: Place, chief: Person) -> Company:
    mail = "info@" + trade.split()[-1].lower().translate(_ASCII) + ".example"
    return Company(
        key, name, trade, identities.organisationsnummer(rng), identities.bankgiro(rng),
        identities.landline(rng), mail, place, chief,
    )  # fmt: skip
