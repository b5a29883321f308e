"""Taking documents out of search and bringing them back, with a line in the ledger before it is done."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.masking import mask
from models.store.store import Store
from models.withdrawal import Scope, Withdrawal


def withdraw(
    viewer: Viewer, purpose: Purpose, store: Store, scope: Scope, target: str, reason: str
) -> tuple[Withdrawal, int]:
    """Take the target out of search; the withdrawal and how many documents it took.

    The index follows with the next drain. Raises :class:`models.errors.AccessDeniedError`.
    """
    _write(store, viewer, purpose, Action.WITHDRAW, target, scope=scope.value, reason=mask(reason))
    return store.withdrawals.take(viewer, scope, target, reason)


def restore(viewer: Viewer, purpose: Purpose, store: Store, withdrawal: str) -> tuple[Withdrawal, int]:
    """Undo a withdrawal; it and how many documents came back. Raises :class:`models.errors.AccessDeniedError`."""
    _write(store, viewer, purpose, Action.RESTORE, withdrawal)
    return store.withdrawals.undo(viewer, withdrawal)


def _write(store: Store, viewer: Viewer, purpose: Purpose, action: Action, target: str, **details: str) -> None:
    owners = tuple(sorted(viewer.own))
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, owners, details))
