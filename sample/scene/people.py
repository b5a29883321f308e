"""People of a paper: each slot with the part it plays, each form as case files write names."""

from __future__ import annotations

from collections.abc import Callable

from models.mention import Label
from sample import wording as w
from sample.entities import Person
from sample.people_names import genitive
from sample.spans import mark

ROLES = {
    "chief": "representative", "met": "representative", "partner": "representative", "employee": "employee",
    "applicant": "applicant", "subject": "subject", "subject2": "subject", "complainant": "complainant",
    "neighbour": "neighbour", "witness": "witness", "witness2": "witness", "driver": "driver",
    "passenger": "passenger", "informant": "informant", "client": "care recipient", "relative": "relative",
    "bystander": "bystander", "namesake": "bystander", "sender": "correspondent", "recipient": "correspondent",
    "official": "official", "official2": "official", "manager": "official", "chair": "member", "member1": "member",
    "member2": "member", "member3": "member", "member4": "member", "member5": "member", "member6": "member",
    "clerk": "official", "judge": "judge", "counsel": "counsel", "tenant": "tenant", "owner": "owner",
    "buyer": "buyer", "expert": "expert",
}  # fmt: skip
"""Slot → the person's part in the paper."""
ELECTED = ("chair", *(f"member{n}" for n in range(1, 7)))
"""Those who sit on a board, where a board's paper names them."""
OFFICIALS = ("official", "official2", "manager", "clerk")
FIELDS = {
    "applicant": "applicant", "subject": "subject", "complainant": "complainant",
    **dict.fromkeys(OFFICIALS, "handled_by"),
}  # fmt: skip
"""Slot → the field that it fills where the paper says so (:mod:`sample.stated`)."""


def _name(written: Callable[[Person], str], told: Callable[[Person], str]) -> Callable[[Person, str, str], str]:
    """A form of a name: how it is ``written`` and what its normal form ``told`` by it is."""

    def form(person: Person, role: str, field: str) -> str:
        return mark(Label.PERSON, written(person), told(person), person.id, role, field)

    return form


def _full(p: Person) -> str:
    return p.name


def _initial(p: Person) -> str:
    return f"{p.given[0]}. {p.surname}"


NAME_FORMS: dict[str, Callable[[Person, str, str], str]] = {
    "": _name(_full, _full),
    "gen": _name(lambda p: genitive(p.name), _full),
    "last": _name(lambda p: p.surname, lambda p: p.surname),
    "lastgen": _name(lambda p: genitive(p.surname), lambda p: p.surname),
    "first": _name(lambda p: p.given, lambda p: p.given),
    "firstgen": _name(lambda p: genitive(p.given), lambda p: p.given),
    "lf": _name(lambda p: f"{p.surname}, {p.given}", _full),
    "caps": _name(lambda p: p.name.upper(), _full),
    "lfcaps": _name(lambda p: f"{p.surname}, {p.given}".upper(), _full),
    "lower": _name(lambda p: p.name.lower(), _full),
    "initial": _name(_initial, _initial),
}


def _number(text: str, p: Person) -> str:
    return mark(Label.PERSONNUMMER, text, p.number, p.id)


def _masked(p: Person) -> str:
    text = f"{p.number[2:8]}-XXXX"
    return mark(Label.PERSONNUMMER, text, text, p.id)


def _born(p: Person) -> str:
    day = int(p.number[6:8]) % 60
    text = f"{p.number[:4]}-{p.number[4:6]}-{day:02d}"
    return mark(Label.DATE, text, text)


def _phone_foreign(p: Person) -> str:
    area, rest = p.phone[3:5], p.phone[5:]
    return mark(Label.PHONE, f"+46 {area} {rest[:3]} {rest[3:5]} {rest[5:]}", p.phone, p.id)


OTHER_FORMS: dict[str, Callable[[Person], str]] = {
    "initials": lambda p: f"{p.given[0]}.{p.surname[0]}.",
    "nr": lambda p: _number(f"{p.number[2:8]}-{p.number[8:]}", p),
    "nr12": lambda p: _number(f"{p.number[:8]}-{p.number[8:]}", p),
    "nrplain": lambda p: _number(p.number, p),
    "nrmasked": _masked,
    "born": _born,
    "phone": lambda p: w.phone(p.phone, p.id),
    "phone+46": _phone_foreign,
    "phoneplain": lambda p: mark(Label.PHONE, "0" + p.phone[3:], p.phone, p.id),
    "email": lambda p: w.email(p.email, p.id),
    "home": lambda p: w.address(p.home),
    "homestreet": lambda p: w.street(p.home),
    "hometown": lambda p: mark(Label.LOC, p.home.town, p.home.town, f"loc:{p.home.town}"),
    "he": lambda p: p.pronoun,
    "him": lambda p: "honom" if p.man else "henne",
    "his": lambda p: "hans" if p.man else "hennes",
    "He": lambda p: p.pronoun.capitalize(),
    "Him": lambda p: "Honom" if p.man else "Henne",
    "His": lambda p: "Hans" if p.man else "Hennes",
    "Man": lambda p: "Mannen" if p.man else "Kvinnan",
    "man": lambda p: "mannen" if p.man else "kvinnan",
    "aman": lambda p: "man" if p.man else "kvinna",
}
