"""How a thing is written: each function gives marked text for a phrase, in one of the forms that case files use."""

from __future__ import annotations

import re
from datetime import date

from models.mention import Label
from sample.entities import Company, Person, Place, Vehicle
from sample.laws import LAWS, in_force
from sample.spans import mark

MONTHS = tuple("januari februari mars april maj juni juli augusti september oktober november december".split())  # noqa: SIM905


def name(person: Person, role: str = "", field: str = "") -> str:
    """Given name and surname."""
    return mark(Label.PERSON, person.name, person.name, person.id, role, field)


def last_first(person: Person, role: str = "") -> str:
    """``Andersson, Britt-Marie``."""
    return mark(Label.PERSON, f"{person.surname}, {person.given}", person.name, person.id, role)


def capitals(person: Person, role: str = "") -> str:
    """``BRITT-MARIE ANDERSSON``."""
    return mark(Label.PERSON, person.name.upper(), person.name, person.id, role)


def genitive(person: Person, role: str = "") -> str:
    """``Britt-Marie Anderssons``; nothing is added after s, x or z."""
    ending = "" if person.surname[-1] in "sxz" else "s"
    return mark(Label.PERSON, person.name + ending, person.name, person.id, role)


def surname(person: Person, role: str = "") -> str:
    """The surname alone; its normal form is no more than that."""
    return mark(Label.PERSON, person.surname, person.surname, person.id, role)


def number(person: Person, long: bool = False) -> str:
    """``850312-2391``, or with the century."""
    digits = person.number if long else person.number[2:]
    return mark(Label.PERSONNUMMER, f"{digits[:-4]}-{digits[-4:]}", person.number, person.id)


def company(it: Company) -> str:
    """The registered name."""
    return mark(Label.ORG, it.name, it.name, it.id)


def trade(it: Company) -> str:
    """The name over the door."""
    return mark(Label.ORG, it.trade, it.trade, it.id)


def orgnr(it: Company) -> str:
    """``558012-3456``."""
    return mark(Label.ORGNR, f"{it.number[:6]}-{it.number[6:]}", it.number, it.id)


def giro(it: Company) -> str:
    """``9912-3464``, behind the word bankgiro."""
    return mark(Label.ACCOUNT, f"{it.giro[:4]}-{it.giro[4:]}", f"BG:{it.giro}", it.id)


def prop(place: Place) -> str:
    """The property's designation."""
    return mark(Label.PROPERTY, place.designation, place.designation, place.id, field="property")


def _spaced(written: str) -> str:
    """The normal form: ``14B`` is ``14 B``."""
    return re.sub(r"(?<=\d)(?=[A-D]\b)", " ", written)


def address(place: Place) -> str:
    """Street, postcode and town."""
    return mark(Label.ADDRESS, place.address, _spaced(place.address), place.id, field="address")


def street(place: Place) -> str:
    """The street alone."""
    return mark(Label.ADDRESS, place.street, _spaced(place.street), place.id)


def plate(vehicle: Vehicle, spaced: bool = True) -> str:
    """``HKH 417`` or ``HKH417``."""
    text = f"{vehicle.plate[:3]} {vehicle.plate[3:]}" if spaced else vehicle.plate
    return mark(Label.VEHICLE, text, vehicle.plate, vehicle.id)


def phone(e164: str, entity: str = "") -> str:
    """``070-174 06 12``, as Swedes group the digits."""
    national = "0" + e164[3:]
    area = 3 if national.startswith(("070", "031", "040")) else 4
    rest = national[area:]
    groups = f"{rest[:3]} {rest[3:5]} {rest[5:]}" if len(rest) == 7 else f"{rest[:3]} {rest[3:]}"
    return mark(Label.PHONE, f"{national[:area]}-{groups}", e164, entity)


def email(address_: str, entity: str = "") -> str:
    """A mail address."""
    return mark(Label.EMAIL, address_, address_, entity)


def case(reference: str) -> str:
    """A case number as it is written."""
    return mark(Label.CASE, reference, reference, f"case:{reference}")


def iso(day: date) -> str:
    """``2024-03-14``."""
    return mark(Label.DATE, day.isoformat(), day.isoformat())


def long(day: date) -> str:
    """``14 mars 2024``."""
    return mark(Label.DATE, f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat())


def short(day: date) -> str:
    """``14 mars``: the year is not said."""
    return mark(Label.DATE, f"{day.day} {MONTHS[day.month - 1]}", f"--{day:%m-%d}")


def month(day: date) -> str:
    """``mars 2024``."""
    return mark(Label.DATE, f"{MONTHS[day.month - 1]} {day.year}", f"{day:%Y-%m}")


def clock(hhmm: str, dot: bool = True) -> str:
    """``10.15`` or ``10:15``, behind kl."""
    return mark(Label.TIME, hhmm.replace(":", ".") if dot else hhmm, hhmm)


def amount(kronor: float, unit: str = "kronor") -> str:
    """``15 000 kronor``; in a table without the unit and with öre."""
    if unit:
        kronor = round(kronor)  # the normal form says no more than what is written
        text = f"{kronor:,.0f}".replace(",", " ") + f" {unit}"
    else:
        text = f"{kronor:,.2f}".replace(",", " ").replace(".", ",")
    return mark(Label.AMOUNT, text, f"{kronor:.2f}")


def law(key: str, chapter: int = 0, section: int | str = 0, *, brief: bool = False, day: date | None = None) -> str:
    """``11 kap. 20 § plan- och bygglagen (2010:900)``, or ``11 kap. 20 § PBL``; without figures the law alone.

    ``day`` is the paper's: where another law was in force then, that one stands alone.
    """
    if day is not None and (other := in_force(key, day)) is not LAWS[key]:
        return mark(Label.LAW, other.title, f"SFS {other.sfs}")
    at = f"{chapter} kap. " if chapter else ""
    paragraph = re.sub(r"(\d)([a-z])", r"\1 \2", str(section or "").strip())  # 18 c, as it is written
    at += f"{paragraph} § " if paragraph not in ("", "0") else ""
    it = LAWS[key]
    return mark(Label.LAW, f"{at}{key if brief and not it.about else it.title}", f"SFS {it.sfs} {at}".strip())


def town(name: str) -> str:
    """A town, a part of town or a municipality."""
    return mark(Label.LOC, name, name, f"loc:{name}")


def plain_month(day: date) -> str:
    """``2024-05`` as part of a title: a date of no more than a month."""
    return mark(Label.DATE, f"{day:%Y-%m}", f"{day:%Y-%m}")


def dated(day: date) -> str:
    """The paper's own date, in its letterhead."""
    return mark(Label.DATE, day.isoformat(), day.isoformat(), field="date")


def numbered(reference: str) -> str:
    """The paper's own case number, in its letterhead."""
    return mark(Label.CASE, reference, reference, f"case:{reference}", field="case_number")
