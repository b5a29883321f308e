"""Who and what the made world holds: people, companies, places and vehicles. Each has an id that the gold uses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A property (*fastighet*) with its address. ``postal`` is ``990 12 Älvhamra``."""

    id: str
    designation: str
    street: str
    postal: str

    @property
    def address(self) -> str:
        """``Kvarngränsgatan 4 B, 990 12 Älvhamra``."""
        return f"{self.street}, {self.postal}"

    @property
    def town(self) -> str:
        """``Älvhamra``."""
        return self.postal[7:]


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up human being. ``number`` is twelve digits; ``phone`` E.164."""

    id: str
    given: str
    surname: str
    man: bool
    number: str
    phone: str
    email: str
    home: Place

    @property
    def name(self) -> str:
        """``Britt-Marie Andersson``."""
        return f"{self.given} {self.surname}"

    @property
    def pronoun(self) -> str:
        """``han`` or ``hon``."""
        return "han" if self.man else "hon"


@dataclass(frozen=True, slots=True)
class Company:
    """A made-up company. ``trade`` is the name over the door; ``chief`` stands for it; ``line`` is what it does.

    ``giro`` and ``plusgiro`` are digits with their check digit, ``iban`` without spaces.
    """

    id: str
    name: str
    trade: str
    number: str
    giro: str
    phone: str
    email: str
    place: Place
    chief: Person
    plusgiro: str = ""
    iban: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """An association, a school or a care home."""

    id: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A made-up vehicle. ``plate`` is six characters without a space."""

    id: str
    plate: str
    make: str
    colour: str


@dataclass(frozen=True, slots=True)
class Official:
    """Someone who writes for an authority."""

    person: Person
    title: str
