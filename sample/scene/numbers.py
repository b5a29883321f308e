"""Numbers of a paper: of its matters, of a court's and the police's, of an invoice and a contract."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sample.numbering import reference

if TYPE_CHECKING:
    from sample.scene.scene import Scene

_TO_COURT = dt.timedelta(days=28)
"""How long after a decision the court that it is appealed to has registered its case."""


def drawn(scene: Scene, slot: str) -> str:
    """The number of this slot, with the year in which it was given."""
    rng, year = scene.rng, scene.day.year
    match slot:
        case "case" | "case2":
            return reference(scene.owner, *_opened(scene))
        case "othercase":
            other = rng.choice([one for one in scene.others if one.code != scene.owner.code])
            return reference(other, *_opened(scene))
        case "courtcase":
            registered = min(scene.day, scene.date("applied") + _TO_COURT)
            return f"{rng.randint(101, 9899)}-{registered:%y}"
        case "policecase":
            return f"5900-K{rng.randint(1001, 98_999)}-{scene.day:%y}"
        case "invoice":
            return rng.choice([f"F{rng.randint(10_000, 99_999)}", f"{year}{rng.randint(1, 9999):04d}"])
    return f"{rng.choice(['A', 'UH', 'AVT'])}-{year}-{rng.randint(3, 480)}"


def _opened(scene: Scene) -> tuple[dt.date, int]:
    """When the matter was opened, and its number: numbers rise through the year.

    Before anything in it happened that the paper may tell of: a court's paper tells of a decision long ago, that of
    the police of an event.
    """
    slot = "earlier" if scene.looks_back else "event" if scene.owner.code == "5900" else "applied"
    opened = scene.date(slot)
    return opened, opened.timetuple().tm_yday * 5 + scene.rng.randint(0, 4)
