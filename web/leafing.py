"""Leafing through a document: what was searched for, on which pages it stands, and how the page is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from search import reading
from search.reading import PageView
from web import session, states, unmasked
from web.drawing import Zoom
from web.parts import parts


@dataclass(frozen=True, slots=True)
class Leafing:
    """A page that is looked at; ``search`` and ``entity`` are opaque ids from the address, or empty."""

    view: PageView
    search: str
    entity: str
    zoom: Zoom
    names: bool
    unmasked: str = ""  # the opaque id of the reason for which personnummer are shown, or empty

    @property
    def counts(self) -> Mapping[int, int]:
        """Hits by page number."""
        return self.view.outline.hits

    @property
    def hits(self) -> list[int]:
        """The numbers of the pages with a hit, in order."""
        return sorted(self.counts)

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
            "names": "1" if self.names else "",
            unmasked.NAME: self.unmasked,
        }
        return {name: value for name, value in {**held, **changes}.items() if value}


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
    zoom = request.args.get("zoom", "")
    return Leafing(
        view=view,
        search=search_id,
        entity=entity,
        zoom=Zoom(zoom) if zoom in set(Zoom) else Zoom.FIT,
        names=request.args.get("names") == "1",
        unmasked=request.args.get(unmasked.NAME, ""),
    )


def _next(numbers: list[int], number: int, *, falling: bool = False) -> int | None:
    others = [other for other in numbers if other != number]
    ahead = [other for other in others if (other < number if falling else other > number)]
    return next(iter(ahead or others), None)
