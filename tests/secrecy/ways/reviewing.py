"""The review desk: its items, and who has looked at what; of the ledger, and of documents only what sort they are.

What is told is of one reader's events (``keeping.look_through``): what others did, and the asking itself, is each
installation's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from models.access import Viewer
from models.review import Rule
from search import reviewing
from search.looked_at import who_looked
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.keeping import as_reviewer
from tests.secrecy.oracle import LOOKED, PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way


def _who(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    what = drawing.random.choice((drawing.document(), drawing.entity(), drawing.name()))
    looks = who_looked(as_reviewer(viewer), PURPOSE, place.store, what)
    return dict(looks.actors).get(LOOKED, 0), looks.documents  # of the newest events those of the cases themselves


def _items(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Those of readings without a case, with their events; and whether the others' are there."""
    who, store = as_reviewer(viewer), place.store
    found = [each for each in reviewing.items(who, PURPOSE, store) if each.suspicion.actor == LOOKED]
    told = []
    for item in (each for each in found if each.suspicion.rule is Rule.NO_CASE):
        shown = reviewing.item(who, PURPOSE, store, item.id)
        told.append((replace(item.suspicion, events=()), [_event(each) for each in shown.events]))
    return sorted(plain(told), key=repr)


def _event(shown: reviewing.ShownEvent) -> Any:
    """Without its number, which is each ledger's own."""
    return plain(replace(shown, sequence=0))


WAYS: Final[dict[str, Way]] = {
    "who has looked": _who,
    "review desk": _items,
}
