"""Every way by which something of a document comes out (``ways/``, by room), and what it answers as plain data.

A refusal is an answer too: its code and words must be those for what does not exist.
"""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from models.audit import Action, Event
from models.errors import SamsynError
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.plain import plain
from tests.secrecy.screens import commands, pages
from tests.secrecy.ways import (
    desk,
    documents,
    entities,
    extracts,
    networks,
    providers,
    redactions,
    register,
    retaining,
    reviewing,
    searching,
    situations,
    trials,
    written,
)
from tests.secrecy.ways.way import Way

PATHS: Final[dict[str, Way]] = {
    **searching.WAYS,
    **documents.WAYS,
    **entities.WAYS,
    **networks.WAYS,
    **providers.WAYS,
    **situations.WAYS,
    **written.WAYS,
    **extracts.WAYS,
    **redactions.WAYS,
    **desk.WAYS,
    **register.WAYS,
    **trials.WAYS,
    **retaining.WAYS,
    **reviewing.WAYS,
    "pages": pages,
    "commands": commands,
}


def answered(path: Way, viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The answer as plain data, or the refusal; and what the ledger says of it, which reviewers read."""
    before = place.store.ledger.last(1)
    try:
        told = plain(path(viewer, place, drawing))
    except SamsynError as error:
        told = {"refused": type(error).__name__, "said": str(error), "next": getattr(error, "next", "")}
    return {"told": told, "ledger": _written(place, before[0].sequence if before else 0)}


def _written(place: Installation, after: int) -> Any:
    """The newest events since, without the names of questions, which are each installation's own."""
    events = [each.event for each in place.store.ledger.last(4) if each.sequence > after]
    return [plain((each.action, each.actor, _target(place, each), each.owners, _details(each))) for each in events]


def _target(place: Installation, event: Event) -> str:
    """Of a refusal it is the id that the asker typed, where there is such a thing and where there is none."""
    return "" if event.action is Action.REFUSED else place.saved.get(event.target, event.target)


def _details(event: Event) -> dict[str, str | int]:
    return {name: value for name, value in (event.details or {}).items() if name != "query"}
