"""The ledger's lines of retention, each written before what it is of is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.store.store import Store

T = TypeVar("T")


def write(
    store: Store, viewer: Viewer, purpose: Purpose, action: Action, target: str, owner: str, **told: str | int
) -> None:
    event = Event(action, viewer.actor, purpose.text, purpose.case, target, (owner,), told)
    store.ledger.write(event)


def or_refused(store: Store, viewer: Viewer, purpose: Purpose, target: str, act: str, check: Callable[[], T]) -> T:
    """What ``check`` gives; who is refused stands in the ledger, without an owner, whom they do not know."""
    try:
        return check()
    except AccessDeniedError:
        told: dict[str, str | int] = {"act": act}
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, target, (), told))
        raise


def check_officer(store: Store, viewer: Viewer, purpose: Purpose, act: str) -> None:
    """Raises :class:`AccessDeniedError` for who is no owner's officer: there is no such page."""
    if not viewer.deciding:
        or_refused(store, viewer, purpose, "", act, _refuse)


def look(store: Store, viewer: Viewer, purpose: Purpose, action: Action, act: str, **told: str | int) -> None:
    """Write, for each owner whose officer the viewer is, that all of it is looked at. Raises as
    :func:`check_officer`."""
    check_officer(store, viewer, purpose, act)
    for owner in sorted(viewer.deciding):
        write(store, viewer, purpose, action, "", owner, act=act, **told)


def _refuse() -> None:
    raise AccessDeniedError("Sidan finns inte")
