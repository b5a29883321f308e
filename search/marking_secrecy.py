"""Setting secrecy markings and lowering them, with a line in the ledger before it is done.

The index follows with the next drain, which the caller waits for before saying that it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.marking import Marking, MarkingScope, provision
from models.store.markings import check_reason, checked
from models.store.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """A marking as it is asked for: what it is on, for which group, by which provision, why, and until what day."""

    scope: MarkingScope
    target: str
    group: str
    ground: str
    page: int = 0
    reason: str = ""
    until: date | None = None


def mark(viewer: Viewer, purpose: Purpose, store: Store, wanted: Wanted) -> tuple[Marking, int]:
    """Set the marking; it and how many documents it touched. Raises what :meth:`models.store.markings.Markings.set`
    raises; what may not be marked stands in the ledger as refused."""
    if not store.markings.may_set(viewer, wanted.scope, wanted.target, wanted.page):
        _write(store, viewer, purpose, Action.REFUSED, wanted.target)
        raise AccessDeniedError("Det finns inget sådant att markera")
    group, stands_on = checked(wanted.group, wanted.until), provision(wanted.ground)
    told = {"act": "set", "scope": wanted.scope.value, "group": group, "provision": stands_on}
    told |= {"reason": wanted.reason} if wanted.reason else {}
    told |= {"until": wanted.until.isoformat()} if wanted.until else {}
    owner = _owner(viewer, store, wanted)
    _write(store, viewer, purpose, Action.MARK, wanted.target, wanted.page, of=(owner,), **told)
    return store.markings.set(
        viewer,
        wanted.scope,
        wanted.target,
        group=wanted.group,
        ground=wanted.ground,
        page=wanted.page,
        reason=wanted.reason,
        until=wanted.until,
    )


def lower(viewer: Viewer, purpose: Purpose, store: Store, id: str, reason: str) -> tuple[Marking, int]:
    """Take a marking out of force; it and how many documents that changed. Raises as
    :meth:`models.store.markings.Markings.lower`; who may not is in the ledger as refused."""
    known = store.markings.to_lower(viewer, id)
    if known is None:
        _write(store, viewer, purpose, Action.REFUSED, id)
        raise AccessDeniedError("Det finns ingen sådan markering att sänka")
    check_reason(reason)
    if known.lowered is None:
        of, told = (known.owner,), {"act": "lower", "reason": reason, "marking": id}
        _write(store, viewer, purpose, Action.MARK, known.target, known.page, of=of, **told)
    return store.markings.lower(viewer, id, reason)


def listed(viewer: Viewer, purpose: Purpose, store: Store, *, standing: bool = True) -> list[Marking]:
    """The markings that the viewer may know of, the newest first."""
    _write(store, viewer, purpose, Action.MARK, "", of=sorted(viewer.own), act="list")
    return store.markings.all(viewer, standing=standing)


def _owner(viewer: Viewer, store: Store, wanted: Wanted) -> str:
    """Whose it is, of what the viewer may mark."""
    if wanted.scope is MarkingScope.SOURCE:
        return store.sources.get(wanted.target).owner
    return store.documents.get(viewer, wanted.target).owner


def _write(
    store: Store,
    viewer: Viewer,
    purpose: Purpose,
    action: Action,
    target: str,
    page: int = 0,
    *,
    of: Sequence[str] = (),
    **told: str,
) -> None:
    """``of``: the owners whose reviewers see it; of what is refused none, for who is refused does not know whose it
    is."""
    details: dict[str, str | int] = {**told, **({"page": page} if page else {})}
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, tuple(of), details))
