"""Places, vehicles and addresses on the web of a paper."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from models.mention import Label
from sample import wording as w
from sample.entities import Place, Vehicle
from sample.place_names import COUNTRIES, DISTRICTS, NEIGHBOURS, TOWNS
from sample.spans import mark, note

if TYPE_CHECKING:
    from sample.scene.scene import Scene

SLOTS = ("place", "place2", "home")
VEHICLES = ("car", "car2")
FORMS: dict[str, Callable[[Place], str]] = {
    "": w.address, "address": w.address, "street": w.street, "prop": w.prop, "town": lambda it: w.town(it.town),
}  # fmt: skip


def _lower_plate(it: Vehicle) -> str:
    return mark(Label.VEHICLE, f"{it.plate[:3]} {it.plate[3:]}".lower(), it.plate, it.id)


VEHICLE_FORMS: dict[str, Callable[[Vehicle], str]] = {
    "": w.plate, "plain": lambda it: w.plate(it, spaced=False), "lower": _lower_plate,
    "make": lambda it: it.make, "colour": lambda it: it.colour,
}  # fmt: skip


def _area(slot: str, words: tuple[str, ...]) -> Callable[[Scene, tuple[str, ...]], str]:
    def say(scene: Scene, forms: tuple[str, ...]) -> str:
        name = scene.cast.numbers.setdefault(slot, scene.rng.choice(words))
        if forms and forms[0] == "kommun":
            return mark(Label.ORG, f"{name} kommun", f"{name} kommun", f"org:{name} kommun")
        return w.town(name)

    return say


AREAS = {
    slot: _area(slot, words)
    for slot, words in (
        ("muni2", NEIGHBOURS), ("district", DISTRICTS), ("district2", DISTRICTS[::-1]),
        ("town2", tuple(TOWNS)), ("country", COUNTRIES),
    )
}  # fmt: skip


def url(rng: Random) -> str:
    """An address on the web of the made municipality."""
    path = rng.choice(("e-tjanster", "tillstand", "taxor", "blanketter", "tillsyn", "protokoll", "diarium"))
    text = f"https://www.alvhamra.example/{path}"
    return mark(Label.URL, text, text)


def plain_number(text: str, field: str) -> str:
    """A number that is no case number: a field of its paper, not a mention."""
    return note("field", field, text)
