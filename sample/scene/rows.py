"""Rows of registers and lists: what must agree within a row, and from one row to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.mention import Label
from sample.calendar import working
from sample.numbering import reference
from sample.scene import days, sums
from sample.spans import mark

if TYPE_CHECKING:
    from sample.scene.scene import Scene

_LISTED = 80
"""How many days back the matters of a register were opened."""


@dataclass(slots=True)
class Rows:
    """``number`` of the last row; ``pieces`` and ``each``, in kronor, of the goods in it; ``opened``, when its matter
    was; ``matters`` are the numbers written so far; ``tally`` is what the sums come to, in kronor."""

    number: int = 0
    pieces: int = 1
    each: int = 0
    opened: dt.date | None = None
    matters: set[str] = field(default_factory=set)
    tally: int = 0


def running(scene: Scene, forms: tuple[str, ...]) -> str:
    """The number of the row: 1, 2, 3 …"""
    scene.rows.number += 1
    return str(scene.rows.number)


def pieces(scene: Scene, forms: tuple[str, ...]) -> str:
    """How many there are of the goods of the row."""
    least, most = map(int, forms[0].split("-"))
    scene.rows.pieces = sums.drawn(scene.rng, least, most)
    return str(scene.rows.pieces)


def each(scene: Scene, forms: tuple[str, ...]) -> str:
    """What one of them costs."""
    scene.rows.each = _price(scene, forms[0])
    return sums.FORMS[_form(forms)](scene.rows.each, "")


def worth(scene: Scene, forms: tuple[str, ...]) -> str:
    """What they cost together, which the tally counts."""
    kronor = scene.rows.pieces * scene.rows.each
    scene.rows.tally += kronor
    return sums.FORMS[forms[0] if forms else ""](kronor, "")


def value(scene: Scene, forms: tuple[str, ...]) -> str:
    """What a single thing is taken to be worth, in even figures; the tally counts it."""
    kronor = _price(scene, forms[0])
    scene.rows.tally += kronor
    return sums.FORMS[_form(forms)](kronor, "")


def any_case(scene: Scene, forms: tuple[str, ...]) -> str:
    """Another matter's number, a new one each time."""
    while True:
        day = scene.rows.opened = working(scene.day - dt.timedelta(days=scene.rng.randrange(_LISTED)))
        text = reference(scene.owner, day, day.timetuple().tm_yday * 5 + scene.rng.randint(0, 4))
        if text not in scene.rows.matters:
            scene.rows.matters.add(text)
            return mark(Label.CASE, text, text, f"case:{text}")
        if len(scene.rows.matters) > 2 * _LISTED:  # a list longer than that repeats itself
            scene.rows.matters.clear()


def opened(scene: Scene, forms: tuple[str, ...]) -> str:
    """The working day on which the matter of the row was opened."""
    return days.FORMS[forms[0] if forms else ""](scene.rows.opened or scene.day, "")


SLOTS: dict[str, Callable[[Scene, tuple[str, ...]], str]] = {
    "nr": running, "pieces": pieces, "each": each, "worth": worth, "value": value, "anycase": any_case,
    "opened": opened,
}  # fmt: skip


def _form(forms: tuple[str, ...]) -> str:
    return forms[1] if len(forms) > 1 else ""


def _price(scene: Scene, band: str) -> int:
    """A price within a band as shops and valuers write it: the dearer, the rounder."""
    least, most = map(int, band.split("-"))
    step = 1 if most <= 100 else 5 if most <= 1_000 else 50
    return sums.drawn(scene.rng, least, most, step)
