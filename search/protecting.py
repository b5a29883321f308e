"""Putting people on an owner's list of protected identities, and taking them off, with a line in the ledger before.

The ledger says who, when, whose list and why, never of whom: the person is told by the line's id.
"""

from __future__ import annotations

from collections.abc import Callable

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.protected import Identity, ProtectedPerson
from models.store.store import Store

Progress = Callable[[int], object]


def add(
    viewer: Viewer, purpose: Purpose, store: Store, owner: str, who: Identity, label: str, reason: str
) -> ProtectedPerson:
    """Put somebody on the owner's list; documents that lie there are covered by :func:`sweep`, which must follow.

    Raises :class:`AccessDeniedError` for who is not the owner's officer, and
    :class:`models.errors.ProtectedPersonError`.
    """
    try:
        store.protected.check(viewer, owner, who, label, reason)
    except AccessDeniedError:
        _refuse(store, viewer, purpose, "", "protected add")
        raise
    _write(store, viewer, purpose, owner, "", "protected add")
    return store.protected.add(viewer, owner, who, label, reason)


def lift(viewer: Viewer, purpose: Purpose, store: Store, id: str, reason: str) -> ProtectedPerson:
    """Take a line out of force; its documents are uncovered by :func:`sweep`. Raises as :func:`add`."""
    try:
        line = store.protected.to_lift(viewer, id, reason)
    except AccessDeniedError:
        _refuse(store, viewer, purpose, id, "protected lift")
        raise
    if line.lifted is not None:
        return line
    _write(store, viewer, purpose, line.owner, id, "protected lift")
    return store.protected.lift(viewer, id, reason)


def lines(viewer: Viewer, purpose: Purpose, store: Store) -> list[ProtectedPerson]:
    """The lists of the owners whose officer the viewer is, the newest line first."""
    for owner in sorted(viewer.officer_of):
        _write(store, viewer, purpose, owner, "", "protected list")
    return store.protected.all(viewer)


def sweep(store: Store, progress: Progress = lambda _: None) -> int:
    """Go through the documents of each owner whose list has changed; how many were touched. The index follows with the
    next drain. Harmless to call: it finishes what was interrupted."""
    return sum(store.protected.sweep(owner, progress) for owner in store.protected.waiting())


def _write(store: Store, viewer: Viewer, purpose: Purpose, owner: str, id: str, command: str) -> None:
    told = {"command": command}
    event = Event(Action.ADMINISTRATION, viewer.actor, purpose.text, purpose.case, id, (owner,), told)
    store.ledger.write(event)


def _refuse(store: Store, viewer: Viewer, purpose: Purpose, id: str, command: str) -> None:
    event = Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, id, (), {"command": command})
    store.ledger.write(event)
