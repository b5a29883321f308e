"""What a search answers, and what lists, files and alerts are made of its hits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from models.access import Viewer
from search import export, watching
from search.alerts import alerts
from search.column_order import NAME, ColumnOrder
from search.index import Sort
from search.saved import SavedSearch
from search.service import search
from search.table import COLUMNS, cells
from search.watch_row import WatchRow
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way

_COLUMNS: Final = ("person", "object", NAME, "title", "kind", "pages", "parties")


def _hits(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return search(viewer, PURPOSE, drawing.request(), store=place.store, index=place.index)


def _facets(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.random.choice(("", drawing.name())), facet_limit=50, limit=0)
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index).facets


def _suggestions(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.mistyped(drawing.name()), include={}, exclude={})
    found = search(viewer, PURPOSE, asked, store=place.store, index=place.index)
    return found.suggestions, found.offer_tolerant, found.hints, found.total


def _standing_out(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query="stickord", standing_out=50, include={}, exclude={})
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index).standing_out


def _deep_pages(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query=drawing.random.choice(("", "anteckning")), limit=2, include={}, exclude={})
    told = []
    while True:
        found = search(viewer, PURPOSE, asked, store=place.store, index=place.index)
        told.append((found.hits, found.total, found.after is None))
        if found.after is None:
            return told
        asked = replace(asked, after=found.after)


def _in_order(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Every page of the table in the order of a column that the papers have something in."""
    by = ColumnOrder(_COLUMNS[drawing.turn(len(_COLUMNS))], drawing.random.random() < 0.5)
    asked = drawing.request(query="", limit=4, pages=0, by=by, sort=Sort.DATE, include={}, exclude={})
    told = []
    while True:
        found = search(viewer, PURPOSE, asked, store=place.store, index=place.index)
        rows = cells(viewer, place.store, [hit.document for hit in found.hits], COLUMNS)
        told.append(([(hit.document, hit.name) for hit in found.hits], rows, found.total, found.by))
        if found.after is None:
            return told
        asked = replace(asked, after=found.after)


def _like(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    asked = drawing.request(query="", like=drawing.document(), include={}, exclude={}, limit=50)
    return search(viewer, PURPOSE, asked, store=place.store, index=place.index)


def _meaning(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return search(viewer, PURPOSE, drawing.request(meaning=True), store=place.store, index=place.index)


def _watch_list(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    rows = [WatchRow(number, (drawing.name(), drawing.name())) for number in range(1, 4)]
    return watching.watch(viewer, PURPOSE, rows, store=place.store, index=place.index, unmask="prov")


def _export(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    state = SavedSearch(drawing.query(), include=drawing.choices()).kept()
    return export.export_hits(viewer, PURPOSE, state, store=place.store, index=place.index)


def _alerts(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    found = alerts(viewer, PURPOSE, store=place.store, index=place.index, with_seen=drawing.random.random() < 0.5)
    told = [(place.saved[each.search.id], plain(each.document), each.pages) for each in found.told]
    return sorted(told, key=repr), sorted((place.saved[id], number) for id, number in found.unseen.items())


WAYS: Final[dict[str, Way]] = {
    "hits": _hits,
    "facets": _facets,
    "suggestions": _suggestions,
    "what stands out": _standing_out,
    "deep pages": _deep_pages,
    "in the order of a column": _in_order,
    "more like it": _like,
    "meaning": _meaning,
    "watch list": _watch_list,
    "export": _export,
    "alerts": _alerts,
}
