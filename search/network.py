"""What is asked of a network of entities (*nätverk*), and what is answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self

from models.document import Head
from models.mention import Label
from models.tie import Near
from search.tied import Tie, Ties

TOGETHER: Final = "together"
"""The type of a tie between two that are named near each other, whatever is said of them."""
FOLLOWED: Final = (
    Label.PERSON, Label.ORG, Label.PROPERTY, Label.ADDRESS, Label.VEHICLE, Label.CASE, Label.PHONE, Label.EMAIL,
    Label.ACCOUNT,
)  # fmt: skip
"""What an investigator follows from one paper to the next: shown where nobody chose otherwise."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents count, and which ties. Empty means all, of ``labels`` those that are :data:`FOLLOWED`.

    ``types`` are relations, and :data:`TOGETHER`; ``within``: named together at least so near; ``least``: in at least
    so many documents; ``across``: ties between two neither of which was asked for, too.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    within: Near = Near.PAGE
    least: int = 1
    across: bool = True

    def documents(self, known: Iterable[Head]) -> list[Head]:
        """Those that count, the newest first. Given as the viewer may know them, they are chosen by nothing else."""
        wanted = [each for each in known if self._heeds(each)]
        return sorted(wanted, key=lambda each: (each.date or date.min, each.id), reverse=True)

    def _heeds(self, document: Head) -> bool:
        if (self.sources and document.source not in self.sources) or (self.kinds and document.kind not in self.kinds):
            return False
        if not (self.since or self.until):
            return True
        day = document.date
        return day is not None and (self.since or day) <= day <= (self.until or day)

    def shows(self, label: Label) -> bool:
        """Whether entities of this label are shown, if they were not asked for themselves."""
        return label.value in self.labels if self.labels else label in FOLLOWED

    def passed(self, ties: Iterable[Tie]) -> list[Tie]:
        """The ties that count, each with what is said of the types that do."""
        return [each for tie in ties if (each := self._narrowed(tie)) is not None]

    def _narrowed(self, tie: Tie) -> Tie | None:
        if self.types:
            tie = replace(tie, links=tuple(link for link in tie.links if link.relation in self.types))
        together = tie.documents > 0 and (not self.types or TOGETHER in self.types)
        documents = max(tie.documents, len({link.document for link in tie.links}))
        return tie if (together or tie.links) and documents >= self.least else None


_ENTITIES: Final = ("centres", "held", "removed")
_LISTS: Final = ("sources", "kinds", "labels", "types")
_DAYS: Final = ("since", "until")


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """``centres``: whose every tie is shown; ``held``: shown too; ``removed``: never shown. All are ids of entities."""

    centres: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    filter: Filter = Filter()

    def kept(self) -> dict[str, Any]:
        """As a JSON object."""
        filter = self.filter
        return {
            **{name: list(getattr(self, name)) for name in _ENTITIES},
            **{name: list(getattr(filter, name)) for name in _LISTS},
            **{name: day.isoformat() if (day := getattr(filter, name)) else "" for name in _DAYS},
            "within": int(filter.within),
            "least": filter.least,
            "across": filter.across,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what :meth:`kept` told."""
        lists: dict[str, Any] = {name: tuple(kept[name]) for name in _LISTS}
        days: dict[str, Any] = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in _DAYS}
        near = Near(kept["within"])
        filter = Filter(**lists, **days, within=near, least=kept["least"], across=kept["across"])
        return cls(**{name: tuple(kept[name]) for name in _ENTITIES}, filter=filter)

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody chose what is shown of those around."""
        return self.filter != Filter() or bool(self.removed)

    @property
    def asked(self) -> tuple[str, ...]:
        """Those that are there for their own sake."""
        return tuple(dict.fromkeys((*self.centres, *self.held)))


@dataclass(frozen=True, slots=True)
class Network:
    """``nodes`` (ids) in the order in which they came to be shown: asked for first, then by the strength of their tie.

    ``nodes_left`` and ``ties_left`` are how many there were no room for; ``unread``: how many documents, the oldest,
    were not gone through. ``sources`` and ``kinds``: what may be chosen among, of the documents before any filter.
    """

    told: Ties
    nodes: tuple[str, ...]
    asked: NetworkRequest
    nodes_left: int = 0
    ties_left: int = 0
    unread: int = 0
    documents: int = 0
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def tied(self) -> Mapping[str, int]:
        """How many of the shown ties each node has."""
        return Counter(id for tie in self.told.ties for id in (tie.left, tie.right))


def others(tie: Tie, known: Collection[str]) -> list[str]:
    """Those of the two that are not known yet."""
    return [id for id in (tie.left, tie.right) if id not in known]
