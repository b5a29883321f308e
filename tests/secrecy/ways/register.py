"""What the register itself tells by ids alone, whoever asks it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from models.access import Viewer
from models.judgement import Act
from models.mention import Label
from models.store.store import Store
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.ways.way import Way, or_refused


def _register(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What the register tells by ids alone, each of its ways by itself."""
    store, ids = place.store, [drawing.document() for _ in range(8)]
    pages = [(id, number) for id in ids for number in (1, 2)]
    texts, layouts = store.documents.texts(viewer, pages), store.documents.laid_out(viewer, pages)
    named = store.documents.named(viewer, pages, list(Label))
    spans = store.documents.spans(viewer, pages, list(Label))
    alike = {id: sorted(each.document for each in some) for id, some in store.alike.groups(viewer, ids).items()}
    standing = [(each.owner, each.entity, each.other) for each in store.judgements.standing(viewer, Act.DISMISS)]
    return texts, layouts, named, spans, alike, store.alike.shingles(viewer, ids), standing


def _by_id(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The same of one document, where the ways are many."""
    store, id = place.store, drawing.document()
    told = [store.splits.of(viewer, id), store.naming.mentions(viewer, [id])]
    ways = (store.documents.get, store.documents.lines, store.documents.namings, store.documents.facets,
            store.documents.family, store.documents.occurrences, store.documents.fields, store.given.of,
            store.naming.pipeline, partial(_rivals, store))  # fmt: skip
    some, way = (id, *(drawing.document() for _ in range(7))), drawing.random.choice(ways)
    counted = [or_refused(store.documents.facets, viewer, each) for each in some]
    taken = [(gone.target, gone.reason) if (gone := store.withdrawals.of(viewer, each)) else "" for each in some]
    return [*told, taken, counted, [or_refused(way, viewer, each) for each in some]]


def _rivals(store: Store, viewer: Viewer, id: str) -> Any:
    """What competed for the first page of a scan."""
    return store.existing.of(viewer, id, 1)


WAYS: Final[dict[str, Way]] = {
    "register": _register,
    "direct ids": _by_id,
}
