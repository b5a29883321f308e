"""Leafing through a document: what was searched for, on which pages it stands, and how the page is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import request

from search import reading
from search.marking import marks
from search.parsing import parse
from search.reading import DocumentView
from web import session, states
from web.drawing import Zoom
from web.parts import parts

_COUNTED: Final = 400  # pages whose hits are counted one by one: beyond, marking every page takes over a second


@dataclass(frozen=True, slots=True)
class Leafing:
    """``counts`` gives hits by page number; ``search`` and ``entity`` are opaque ids from the address, or empty."""

    view: DocumentView
    query: str
    tolerant: bool
    search: str
    entity: str
    counts: dict[int, int]
    zoom: Zoom
    names: bool

    @property
    def hits(self) -> list[int]:
        """The numbers of the pages with a hit, in order."""
        return sorted(number for number, count in self.counts.items() if count)

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
        }
        return {name: value for name, value in {**held, **changes}.items() if value}


def leafing(id: str) -> Leafing:
    """Open the document (which is written to the ledger) as this request's address asks."""
    search_id, entity = request.args.get("s", ""), request.args.get("e", "")
    state = states.load(search_id) if search_id else states.SearchState()
    view = reading.read_document(session.viewer(), session.purpose(), parts().store, id)
    counts = _counted(id, state) if state.query else {}
    for mention, named in view.mentions:
        if entity and named == entity:
            counts[mention.page] = counts.get(mention.page, 0) + 1
    zoom = request.args.get("zoom", "")
    return Leafing(
        view=view,
        query=state.query,
        tolerant=state.tolerant,
        search=search_id,
        entity=entity,
        counts=counts,
        zoom=Zoom(zoom) if zoom in set(Zoom) else Zoom.FIT,
        names=request.args.get("names") == "1",
    )


def _counted(id: str, state: states.SearchState) -> dict[int, int]:
    """Hits on each page, by the register's own text: in the shown one, a personnummer asked for is covered."""
    tree = parse(state.query, tolerant=state.tolerant).tree
    pages = parts().store.documents.pages(session.viewer(), id)
    return {page.number: len(marks(page.text, tree)) for page in pages[:_COUNTED]}


def _next(numbers: list[int], number: int, *, falling: bool = False) -> int | None:
    others = [other for other in numbers if other != number]
    ahead = [other for other in others if (other < number if falling else other > number)]
    return next(iter(ahead or others), None)
