"""Masked copies: one's own drafts, those that an officer sees, what is proposed in them, how their pages become."""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from models.redaction import Redaction
from search.redacting.deciding import begin, standing
from search.redacting.previewing import preview
from search.redacting.suggesting import suggestions
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way

_CLERK: Final = "tjänst:skribent"
"""Who has begun copies in every installation, which an officer sees; what other viewers began, one of them has not."""


def _copies(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    mine = [each for each in place.store.redactions.all(viewer) if each.by in (viewer.name, _CLERK)]
    return sorted(repr(_shown(viewer, place, each)) for each in mine)


def _shown(viewer: Viewer, place: Installation, copy: Redaction) -> Any:
    """Without what is each installation's own: ids, moments, the print of what was read. With what the page before
    the last step tells, and what the document is called."""
    told = [(each.place, each.why, each.text) for each in suggestions(viewer, place.store, copy)]
    called = [each.name for each in place.store.documents.many(viewer, [copy.document]).values()]
    left = standing(viewer, place.store, copy)
    return plain((copy.owner, copy.document, copy.by, copy.masks, copy.recipient, told, called, left))


def _preview(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """A page of a copy of some document, where the viewer has one."""
    document, number = drawing.document(), drawing.random.randrange(1, 4)
    mine = [each for each in place.store.redactions.all(viewer, document) if each.by in (viewer.name, _CLERK)]
    if not mine:
        return None
    sheets = preview(viewer, PURPOSE, place.store, mine[0], number)
    return [(sheet.jpeg, [word.text for word in sheet.page.words]) for sheet in sheets]


def _begin(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Begun and thrown away at once: whether it is refused tells whether something is kept from the viewer."""
    document = drawing.document()
    if any(each.by == viewer.name for each in place.store.redactions.all(viewer, document)):
        return "is there"
    copy = begin(viewer, PURPOSE, place.store, document)
    place.store.redactions.remove(viewer, copy.id)
    return copy.owner, copy.document, copy.provision


WAYS: Final[dict[str, Way]] = {
    "masked copies": _copies,
    "page of a masked copy": _preview,
    "beginning a masked copy": _begin,
}
