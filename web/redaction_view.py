"""What the page of a masked copy shows: the page with what is masked and proposed on it, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from models.document import Page
from models.redaction import Place, Redaction
from models.store.store import Store
from search.reading import PageView
from search.redacting.boxing import covering
from search.redacting.deciding import covers, is_covered
from search.redacting.suggesting import Group, Suggestion, groups
from web import drawing

_ROOM: Final = 400
"""Lines of a page's text that are shown at a time."""
PROVISIONS: Final = (
    ("OSL 18:1", "förundersökning"),
    ("OSL 19:3", "upphandling"),
    ("OSL 21:1", "hälsa och sexualliv"),
    ("OSL 21:3", "förföljda personer"),
    ("OSL 21:7", "dataskydd"),
    ("OSL 22:1", "folkbokföring"),
    ("OSL 25:1", "hälso- och sjukvård"),
    ("OSL 26:1", "socialtjänst"),
    ("OSL 27:1", "skatt"),
    ("OSL 31:16", "affärsförbindelse"),
    ("OSL 35:1", "brottsutredning, enskilda"),
)
"""Common ones, to choose among; any other can be written."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: ``state`` is ``masked``, ``left``, ``open`` (proposed and not decided) or empty."""

    start: int
    end: int
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion, or something that was masked without being one, with what became of it."""

    place: Place
    state: str
    provision: str
    text: str
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A group, and how many of it are masked and left."""

    group: Group
    masked: int
    left: int

    @property
    def open(self) -> int:
        return len(self.group.members) - self.masked - self.left


class Deciding:
    """What has become of each place of a copy."""

    def __init__(self, redaction: Redaction, some: Sequence[Suggestion]) -> None:
        self._masked, self._left = covers(redaction), redaction.left
        self._provisions = {mask.place: mask.provision for mask in redaction.masks}
        self.suggestions = some

    def state(self, place: Place) -> str:
        if is_covered(place, self._masked):
            return "masked"
        return "left" if place in self._left else "open"

    def counted(self) -> list[Counted]:
        states = {each.place: self.state(each.place) for each in self.suggestions}
        return [
            Counted(group, *(sum(states[each.place] == said for each in group.members) for said in ("masked", "left")))
            for group in groups(self.suggestions)
        ]

    def undecided(self) -> dict[int, int]:
        """How many, by page."""
        found: dict[int, int] = {}
        for each in self.suggestions:
            if self.state(each.place) == "open":
                found[each.place.page] = found.get(each.place.page, 0) + 1
        return found

    def on(self, page: Page) -> list[Decided]:
        """What of the page there is to decide, or was."""
        mine = [each for each in self.suggestions if each.place.page == page.number]
        known = {each.place for each in mine}
        own = [place for place in self._masked.get(page.number, ()) if place not in known]
        listed = [self._decided(each.place, each.text, each) for each in mine]
        return sorted([*listed, *(self._decided(place, _words(page, place), None) for place in own)], key=_where)

    def _decided(self, place: Place, text: str, suggestion: Suggestion | None) -> Decided:
        return Decided(place, self.state(place), self._provisions.get(place, ""), text, suggestion)


def _where(each: Decided) -> tuple[bool, Place]:
    return not each.place.is_page, each.place


def _words(page: Page, place: Place) -> str:
    return " ".join(page.text[slice(*place.span)].split())


def shown(store: Store, redaction: Redaction, view: PageView, deciding: Deciding, first: int) -> dict[str, Any]:
    """The variables of the page's picture and text; ``first`` is the line that its text is shown from."""
    page, decided = view.page, deciding.on(view.page)
    spans = {each.place.span: each.state for each in decided if each.place.is_span}
    lines = _lines(page.text)
    told = lines[first : first + _ROOM]
    return {
        "page": page,
        "frame": drawing.frame(page, drawing.Turn.NONE),
        "decided": decided,
        "spots": _spots(page, decided),
        "areas": [each for each in decided if each.place.is_area and each.state != "masked"],
        "boxes": covering(page, redaction.masks, redaction.reach).boxes if page.image else (),
        "lines": [Line(*line, tuple(_pieces(page.text, *line, _on(line, spans)))) for line in told],
        "first": first,
        "before": max(0, first - _ROOM) if first else None,
        "after": first + _ROOM if first + _ROOM < len(lines) else None,
    }


def _spots(page: Page, decided: Sequence[Decided]) -> list[tuple[drawing.Spot, str]]:
    """Where on the picture lies what is not masked yet."""
    return [
        (spot, each.state)
        for each in decided
        if each.place.is_span and each.state != "masked"
        for spot in drawing.spots(page, [each.place.span])
    ]


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines with something on them begin and end."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _on(line: tuple[int, int], spans: Mapping[tuple[int, int], str]) -> list[tuple[tuple[int, int], str]]:
    return [(span, state) for span, state in spans.items() if span[0] < line[1] and span[1] > line[0]]


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[tuple[int, int], str]]) -> Iterator[Piece]:
    cuts = sorted({start, end, *(min(max(side, start), end) for span, _ in spans for side in span)})
    for one, other in pairwise(cuts):
        states = {state for span, state in spans if span[0] <= one and other <= span[1]}
        yield Piece(
            one, other, text[one:other], next((each for each in ("masked", "open", "left") if each in states), "")
        )
