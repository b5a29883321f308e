"""Companies and houses of a paper, in the forms that case files write."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from models.mention import Label
from sample import wording as w
from sample.entities import Company, House
from sample.people_names import genitive
from sample.spans import mark

SLOTS = (
    "company", "company2", "company3", "landlord", "supplier", "carrier", "bidder1", "bidder2", "bidder3", "bidder4",
)  # fmt: skip
SORTS = {"landlord": "estate", "carrier": "haulier"}
"""The sort of company that a slot asks for; ``company`` is of the paper's own sort, the others any trade."""
OF_THE_TRADE = ("company", "bidder1", "bidder2", "bidder3", "bidder4")
"""Those that have the line of business that the paper is about."""
HOUSES = ("association", "school", "carehome")
_FORMS_OF_LAW = (" AB", " HB", " KB", " i likvidation", " Aktiebolag", "AB ", " Ekonomisk förening", " ek. för.")


def _org(written: Callable[[Company], str], told: Callable[[Company], str]) -> Callable[[Company], str]:
    return lambda it: mark(Label.ORG, written(it), told(it), it.id)


def _s(name: str) -> str:
    """A name in capitals (AB) takes a colon; nothing is added after s, x or z."""
    if name[-1].isupper():
        return f"{name}:s"
    return genitive(name)


def short(name: str) -> str:
    """A company's name without its legal form."""
    for form in _FORMS_OF_LAW:
        name = name.removesuffix(form) if form.startswith(" ") else name.removeprefix(form)
    return name


def _orgnr(it: Company, text: str) -> str:
    return mark(Label.ORGNR, text, it.number, it.id, field="organisation_number")


def _plusgiro(it: Company) -> str:
    digits = it.plusgiro
    return mark(Label.ACCOUNT, f"{digits[:-3]} {digits[-3:-1]}-{digits[-1]}", f"PG:{digits}", it.id)


def _iban(it: Company) -> str:
    text = " ".join(it.iban[i : i + 4] for i in range(0, len(it.iban), 4))
    return mark(Label.ACCOUNT, text, it.iban, it.id)


FORMS: dict[str, Callable[[Company], str]] = {
    "": _org(lambda it: it.name, lambda it: it.name),
    "gen": _org(lambda it: _s(it.name), lambda it: it.name),
    "caps": _org(lambda it: it.name.upper(), lambda it: it.name),
    "lower": _org(lambda it: it.name.lower(), lambda it: it.name),
    "short": _org(lambda it: short(it.name), lambda it: short(it.name)),
    "trade": _org(lambda it: it.trade, lambda it: it.trade),
    "tradegen": _org(lambda it: _s(it.trade), lambda it: it.trade),
    "orgnr": lambda it: _orgnr(it, f"{it.number[:6]}-{it.number[6:]}"),
    "orgnrplain": lambda it: _orgnr(it, it.number),
    "vat": lambda it: _orgnr(it, f"SE{it.number}01"),
    "giro": w.giro,
    "pg": _plusgiro,
    "iban": _iban,
    "phone": lambda it: w.phone(it.phone, it.id),
    "email": lambda it: w.email(it.email, it.id),
    "web": lambda it: mark(Label.URL, f"www.{it.email.partition('@')[2]}", f"www.{it.email.partition('@')[2]}", it.id),
    "address": lambda it: w.address(it.place),
    "street": lambda it: w.street(it.place),
    "prop": lambda it: w.prop(it.place),
    "town": lambda it: mark(Label.LOC, it.place.town, it.place.town, f"loc:{it.place.town}"),
    "line": lambda it: it.line,
}
HOUSE_FORMS: dict[str, Callable[[House], str]] = {
    "": lambda it: mark(Label.ORG, it.name, it.name, it.id),
    "gen": lambda it: mark(Label.ORG, _s(it.name), it.name, it.id),
    "street": lambda it: w.street(it.place),
}


def drawn(rng: Random, number: int) -> int:
    """The number of one of ``number`` things: a few turn up often, most seldom (a power law by inversion)."""
    return int(number * rng.random() ** 1.6)
