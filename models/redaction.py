"""A masked copy (*maskad kopia*): what of a document is covered before it is given out, by which provision, decided by
whom. It holds places, never words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

UNDONE: Final = 100
"""So many acts can be undone; what was decided before stands as one."""
MOST_PLACES: Final = 50_000
"""Of one copy: a register of a thousand pages with fifty names on each."""


class Reach(StrEnum):
    """How far a box on a page's picture goes beyond what it covers, so that its length does not tell."""

    LINE = "line"  # to the end of its line or cell: the box says nothing of how long the name is
    STEP = "step"  # to the next of coarse steps: more words stay, and where they stand tells something


class Verdict(StrEnum):
    MASK = "mask"
    LEAVE = "leave"
    CLEAR = "clear"  # not decided, as before


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of a page's text (code points), an area of its picture (points from the top left: x0, y0, x1, y1), or,
    with neither, the whole page."""

    page: int
    span: tuple[int, int] = (0, 0)
    area: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    @property
    def is_span(self) -> bool:
        return self.span[1] > self.span[0]

    @property
    def is_area(self) -> bool:
        return self.area[2] > self.area[0] and self.area[3] > self.area[1]

    @property
    def is_page(self) -> bool:
        return not (self.is_span or self.is_area)

    def row(self) -> list[float]:
        """As values that JSON has."""
        return [self.page, *(self.span if self.is_span else self.area if self.is_area else ())]

    @classmethod
    def of(cls, row: Sequence[float]) -> Place:
        """Of :meth:`row`. Raises ValueError for what is no place."""
        page, sides = int(row[0]), tuple(row[1:])
        if len(sides) == 2:
            return cls(page, (int(sides[0]), int(sides[1])))
        if not sides:
            return cls(page)
        x0, y0, x1, y1 = sides
        return cls(page, area=(float(x0), float(y0), float(x1), float(y1)))


@dataclass(frozen=True, slots=True)
class Mask:
    """A place that is covered, by this provision (as :func:`models.marking.provision` writes it)."""

    place: Place
    provision: str


@dataclass(frozen=True, slots=True)
class Act:
    """One press of a button: the same decided of some places."""

    verdict: Verdict
    places: tuple[Place, ...]
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """``reading`` is a print of the pages as they were when it was begun: of another reading its places say nothing.

    ``provision`` is what is proposed for the next mask; ``reference`` and ``recipient`` stand on the accompanying
    paper. ``made``, ``until`` (the last day), ``pages``, ``boxes`` are of the file, where one is kept.
    """

    id: str
    owner: str
    document: str
    by: str
    at: datetime
    reading: str
    provision: str = ""
    reach: Reach = Reach.LINE
    acts: tuple[Act, ...] = ()
    reference: str = ""
    recipient: str = ""
    made: datetime | None = None
    until: date | None = None
    pages: int = 0
    boxes: int = 0

    @property
    def masks(self) -> tuple[Mask, ...]:
        decided = _decided(self.acts)
        return tuple(Mask(place, provision) for place, provision in sorted(decided.items()) if provision)

    @property
    def hidden(self) -> frozenset[int]:
        """The pages that are masked as a whole."""
        return frozenset(mask.place.page for mask in self.masks if mask.place.is_page)

    @property
    def left(self) -> frozenset[Place]:
        """What somebody decided to leave as it stands."""
        return frozenset(place for place, provision in _decided(self.acts).items() if not provision)

    def shows_same_as(self, other: Redaction) -> bool:
        """Whether a file made of the one is as one made of the other, but for what the accompanying paper says."""
        return (self.masks, self.reach, self.reading) == (other.masks, other.reach, other.reading)

    def acted(self, act: Act) -> Redaction:
        acts = (*self.acts, act)
        return replace(self, acts=(*_folded(acts[:-UNDONE]), *acts[-UNDONE:]) if len(acts) > UNDONE + 1 else acts)

    def undone(self) -> Redaction:
        return replace(self, acts=self.acts[:-1])

    def kept(self) -> dict[str, Any]:
        """What is sealed of it."""
        acts = [[act.verdict.value, act.provision, [place.row() for place in act.places]] for act in self.acts]
        said = {"reading": self.reading, "provision": self.provision, "reach": self.reach.value, "acts": acts}
        return {**said, "reference": self.reference, "recipient": self.recipient}


def acts_of(kept: Mapping[str, Any]) -> tuple[Act, ...]:
    """The acts of what :meth:`Redaction.kept` gave."""
    return tuple(
        Act(Verdict(verdict), tuple(Place.of(row) for row in rows), provision)
        for verdict, provision, rows in kept["acts"]
    )


def _decided(acts: Iterable[Act]) -> dict[Place, str]:
    """By place its provision, or an empty one where it is left."""
    found: dict[Place, str] = {}
    for act in acts:
        for place in act.places:
            if act.verdict is Verdict.CLEAR:
                found.pop(place, None)
            else:
                found[place] = act.provision if act.verdict is Verdict.MASK else ""
    return found


def _folded(acts: Iterable[Act]) -> list[Act]:
    """As few acts as decide the same."""
    groups: dict[str, list[Place]] = {}
    for place, provision in sorted(_decided(acts).items()):
        groups.setdefault(provision, []).append(place)
    return [
        Act(Verdict.MASK if provision else Verdict.LEAVE, tuple(places), provision)
        for provision, places in groups.items()
    ]
