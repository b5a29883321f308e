"""How a thing is written: each function gives marked text for a phrase, in one of the forms that case files use."""

from __future__ import annotations

from datetime import date

from models.mention import Label
from sample.entities import Company, Person, Place, Vehicle
from sample.spans import mark

MONTHS = tuple("januari februari mars april maj juni juli augusti september oktober november december".split())  # noqa: SIM905
LAWS = {
    "LL": ("2006:804", "livsmedelslagen"), "AL": ("2010:1622", "alkohollagen"),
    "PBL": ("2010:900", "plan- och bygglagen"),
    "FL": ("2017:900", "förvaltningslagen"), "KL": ("2017:725", "kommunallagen"),
    "SoL": ("2001:453", "socialtjänstlagen"),
    "OSL": ("2009:400", "offentlighets- och sekretesslagen"), "PL": ("1984:387", "polislagen"),
    "MB": ("1998:808", "miljöbalken"),
    "PBF": ("2011:338", "plan- och byggförordningen"), "RB": ("1942:740", "rättegångsbalken"),
}  # fmt: skip
LONG_LAWS = {
    "LSO": ("2003:778", "lagen (2003:778) om skydd mot olyckor"),
    "LOV": ("2008:962", "lagen (2008:962) om valfrihetssystem"),
    "LV": ("1985:206", "lagen (1985:206) om viten"),
}


def name(person: Person, role: str = "") -> str:
    """Given name and surname."""
    return mark(Label.PERSON, person.name, person.name, person.id, role)


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
    return mark(Label.PROPERTY, place.designation, place.designation, place.id)


def address(place: Place) -> str:
    """Street, postcode and town."""
    return mark(Label.ADDRESS, place.address, place.address, place.id)


def street(place: Place) -> str:
    """The street alone."""
    return mark(Label.ADDRESS, place.street, place.street, place.id)


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


def law(key: str, chapter: int = 0, section: int = 0, *, brief: bool = False) -> str:
    """``11 kap. 20 § plan- och bygglagen (2010:900)``, or ``11 kap. 20 § PBL``; without figures the law alone."""
    at = f"{chapter} kap. " if chapter else ""
    at += f"{section} § " if section else ""
    if key in LONG_LAWS:
        sfs, title = LONG_LAWS[key]
    else:
        sfs, plain = LAWS[key]
        title = key if brief else f"{plain} ({sfs})"
    return mark(Label.LAW, f"{at}{title}", f"SFS {sfs} {at}".strip())
