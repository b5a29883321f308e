"""Leafing through a document: what was searched for, on which pages it stands, and how the page is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from flask import request, url_for

from models.document import Field
from models.outline import PageLine
from search import reading
from search.reading import PageView
from web import session, states, typed, unmasked
from web.drawing import Turn, Zoom
from web.parts import parts

_LISTED: Final = 200
"""Pages of a document that are listed at once, those around the open one: a list of 3,000 weighs more than its page."""
KEPT: Final = ("s", "e", "zoom", "turn", "view", "names", "unsure")
"""Parameters of the address that go on from page to page."""
Choice = TypeVar("Choice", bound=StrEnum)


class Look(StrEnum):
    """What is shown of a page that has a picture."""

    BOTH = "both"
    IMAGE = "image"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Leafing:
    """A page that is looked at; ``search`` and ``entity`` are opaque ids from the address, or empty. ``pointed`` is the
    number of a field of the document, from 0, that is pointed at, ``row`` where on the page a row of a table that
    is pointed at begins, and ``tag`` the opaque id of a tag whose words are; ``stretch`` is the number of a part of a
    long page's text."""

    view: PageView
    search: str
    entity: str
    zoom: Zoom = Zoom.FIT
    turn: Turn = Turn.NONE
    look: Look = Look.BOTH
    names: bool = False
    unsure: bool = True
    pointed: int | None = None
    row: int | None = None
    tag: str = ""
    stretch: int | None = None
    whole: bool = False  # every name is listed, however many
    unmasked: str = ""  # the opaque id of the reason for which personnummer are shown, or empty

    @property
    def number(self) -> int:
        return self.view.page.number

    @property
    def counts(self) -> Mapping[int, int]:
        """Hits by page number."""
        return self.view.outline.hits

    @property
    def hits(self) -> list[int]:
        """The numbers of the pages with a hit, in order."""
        return sorted(self.counts)

    @property
    def field(self) -> Field | None:
        """The field that is pointed at, where it stands on the open page."""
        fields = self.view.fields
        at = self.pointed
        found = fields[at] if at is not None and at < len(fields) else None
        return found if found is not None and found.page == self.number else None

    @property
    def listed(self) -> list[PageLine]:
        """The pages that are listed: all, or those around the open one."""
        pages = self.view.outline.pages
        at = next((place for place, page in enumerate(pages) if page.number == self.number), 0)
        first = max(0, min(at - _LISTED // 2, len(pages) - _LISTED))
        return list(pages[first : first + _LISTED])

    def beside(self, by: int) -> int | None:
        """The number of the page before (-1) or after (1) this one that may be read."""
        numbers = [page.number for page in self.view.outline.pages]
        at = numbers.index(self.number) + by
        return numbers[at] if 0 <= at < len(numbers) else None

    def after(self, number: int) -> int | None:
        """The next page with a hit, from the first again after the last; None where there is no other."""
        return _next(self.hits, number)

    def before(self, number: int) -> int | None:
        return _next(self.hits[::-1], number, falling=True)

    def address(self, **changes: str) -> dict[str, str]:
        """The parameters that keep the view as it is, but for the changes; an empty one is left out."""
        held = {
            "s": self.search,
            "e": self.entity,
            "zoom": "" if self.zoom is Zoom.FIT else self.zoom.value,
            "turn": "" if self.turn is Turn.NONE else self.turn.value,
            "view": "" if self.look is Look.BOTH else self.look.value,
            "names": "1" if self.names else "",
            "unsure": "" if self.unsure else "0",
            unmasked.NAME: self.unmasked,
        }
        return {name: value for name, value in {**held, **changes}.items() if value}

    def link(self, number: int, **changes: str) -> str:
        """The address of a page of the document, looked at as this one but for the changes."""
        kept: dict[str, Any] = {**self.address(**changes)}
        return url_for("document.page", id=self.view.document.id, number=number, **kept)

    def reach(self, field: int) -> str:
        """The address at which a field of the document is pointed at; empty where it stands on no page."""
        told = self.view.fields[field]
        if told.page is None or told.start is None:
            return ""
        return f"{self.link(told.page, f=str(field))}#t-{told.start}"


def leafing(id: str, number: int | None) -> Leafing:
    """Open a page, which is written to the ledger, as this request's address asks; None: the first with a hit."""
    search_id, entity = request.args.get("s", ""), request.args.get("e", "")
    state = states.load(search_id) if search_id else states.SearchState()
    view = reading.read_page(
        session.viewer(),
        session.purpose(),
        parts().store,
        id,
        number,
        state.query,
        tolerant=state.tolerant,
        entity=entity,
        unmask=unmasked.reason(id),
    )
    return Leafing(
        view=view,
        search=search_id,
        entity=entity,
        zoom=_chosen("zoom", Zoom.FIT),
        turn=_chosen("turn", Turn.NONE),
        look=_chosen("view", Look.BOTH),
        names=request.args.get("names") == "1",
        unsure=request.args.get("unsure") != "0",
        pointed=typed.number(request.args.get("f")),
        row=typed.number(request.args.get("r")),
        tag=request.args.get("t", ""),
        stretch=typed.number(request.args.get("part")),
        whole=request.args.get("all") == "1",
        unmasked=request.args.get(unmasked.NAME, ""),
    )


def _chosen(name: str, otherwise: Choice) -> Choice:
    """What the address says of a choice; whatever is none is the usual one."""
    given = request.args.get(name, "")
    return type(otherwise)(given) if given in set(type(otherwise)) else otherwise


def _next(numbers: list[int], number: int, *, falling: bool = False) -> int | None:
    others = [other for other in numbers if other != number]
    ahead = [other for other in others if (other < number if falling else other > number)]
    return next(iter(ahead or others), None)
