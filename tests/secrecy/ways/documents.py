"""A document and its pages: shown, fetched, held against others."""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from search import comparison, reading, similar
from search.table import COLUMNS, cells
from search.thumbnail import thumbnail
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way


def _document(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.read_document(viewer, PURPOSE, place.store, drawing.document(), unmask="prov")


def _page(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    number = drawing.random.choice((None, 1, 2, 3))
    entity = drawing.entity() if drawing.random.random() < 0.3 else ""
    query = drawing.query()
    return reading.read_page(viewer, PURPOSE, place.store, drawing.document(), number, query, entity=entity)


def _image(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return reading.page_image(viewer, PURPOSE, place.store, drawing.document(), drawing.random.randrange(1, 4))


def _thumbnail(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return thumbnail(viewer, place.store, drawing.document(), drawing.random.randrange(1, 4))


def _table(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return cells(viewer, place.store, [drawing.document() for _ in range(6)], COLUMNS)


def _thread(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return place.store.threads.of(viewer, place.store.documents.get(viewer, drawing.document()))


def _places(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return sorted(plain(each.path) for each in place.store.documents.places(viewer))


def _original(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    reason = drawing.random.choice(("", "prov"))
    return reading.original(viewer, PURPOSE, place.store, drawing.document(), reason=reason)


def _similar(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return similar.read_alike(viewer, PURPOSE, place.store, drawing.document())


def _differences(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return comparison.compare(viewer, PURPOSE, place.store, drawing.document(), drawing.document())


def _families(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    some = [drawing.document() for _ in range(6)]
    store = place.store
    return store.families.of(viewer, some), store.families.inside(viewer, some, 10), store.documents.paths(viewer, some)


WAYS: Final[dict[str, Way]] = {
    "document": _document,
    "page": _page,
    "page image": _image,
    "small picture": _thumbnail,
    "thread": _thread,
    "table": _table,
    "original": _original,
    "similar": _similar,
    "differences": _differences,
    "families": _families,
    "where files lie": _places,
}
