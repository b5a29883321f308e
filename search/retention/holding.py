"""Legal holds, shown, placed and lifted by two, with a line in the ledger before."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.audit import Action
from models.errors import AccessDeniedError
from models.hold import Hold, HoldAct, HoldScope
from models.retention import check_provision, check_reason
from models.store.store import Store
from search.retention.recording import check_officer, or_refused, write


def listed(viewer: Viewer, purpose: Purpose, store: Store) -> list[Hold]:
    """Those of the owners whose officer the viewer is, the newest first. Raises :class:`AccessDeniedError` for who is
    nobody's."""
    check_officer(store, viewer, purpose, "holds")
    for owner in sorted(viewer.deciding):
        write(store, viewer, purpose, Action.HOLD, "", owner, act="list")
    return store.holds.all(viewer)


def place(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    owner: str,
    scope: HoldScope,
    target: str,
    *,
    provision: str,
    reason: str,
) -> Hold:
    """Hold the target. Raises as :meth:`models.store.holds.Holds.place`."""

    def check() -> None:
        if not store.holds.may_place(viewer, owner, scope, target):
            raise AccessDeniedError("Det finns inget sådant att spärra")

    or_refused(store, viewer, purpose, target, "placed", check)
    check_provision(provision)
    check_reason(reason)
    told = {"act": "placed", "scope": scope.value, "provision": provision, "reason": reason}
    write(store, viewer, purpose, Action.HOLD, target, owner, **told)
    return store.holds.place(viewer, owner, scope, target, provision, reason)


def propose(viewer: Viewer, purpose: Purpose, store: Store, id: str, reason: str) -> Hold:
    """Propose that it be lifted. Raises as :meth:`models.store.holds.Holds.propose`."""
    _record(viewer, purpose, store, id, HoldAct.PROPOSED, reason)
    return store.holds.propose(viewer, id, reason)


def approve(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Hold:
    """Lift it, as the second person. Raises as :meth:`models.store.holds.Holds.approve`."""
    _record(viewer, purpose, store, id, HoldAct.LIFTED)
    return store.holds.approve(viewer, id)


def decline(viewer: Viewer, purpose: Purpose, store: Store, id: str, reason: str) -> Hold:
    """Let it stand. Raises as :meth:`models.store.holds.Holds.decline`."""
    _record(viewer, purpose, store, id, HoldAct.DECLINED, reason)
    return store.holds.decline(viewer, id, reason)


def _record(viewer: Viewer, purpose: Purpose, store: Store, id: str, act: HoldAct, reason: str | None = None) -> None:
    hold = or_refused(store, viewer, purpose, id, act.value, lambda: store.holds.check(viewer, id, act))
    if reason is not None:
        check_reason(reason)
    told = {"act": act.value, "hold": id, **({"reason": reason} if reason else {})}
    write(store, viewer, purpose, Action.HOLD, hold.target, hold.owner, **told)
