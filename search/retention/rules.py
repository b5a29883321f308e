"""Rules of retention, shown, made, replaced and ended, with a line in the ledger before."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.audit import Action
from models.retention import Period, Rule, check_reason
from models.store.store import Store
from search.retention.recording import look, or_refused, write


def listed(viewer: Viewer, purpose: Purpose, store: Store, *, standing: bool = True) -> list[Rule]:
    """The rules of the owners whose officer the viewer is. Raises :class:`AccessDeniedError` for who is nobody's."""
    look(store, viewer, purpose, Action.RETENTION, "rules")
    return store.retention.all(viewer, standing=standing)


def add(viewer: Viewer, purpose: Purpose, store: Store, owner: str, period: Period) -> Rule:
    """Raises as :meth:`models.store.retention.Retention.check`."""
    or_refused(store, viewer, purpose, "", "rule", lambda: store.retention.check(viewer, owner, period))
    write(store, viewer, purpose, Action.RETENTION, "", owner, act="rule", **_told(period))
    return store.retention.add(viewer, owner, period)


def replace(viewer: Viewer, purpose: Purpose, store: Store, id: str, period: Period, reason: str) -> Rule:
    """Another rule in its place. Raises as :meth:`models.store.retention.Retention.replace`."""
    former = or_refused(store, viewer, purpose, id, "replace", lambda: store.retention.standing(viewer, id))
    store.retention.check(viewer, former.owner, period)
    check_reason(reason)
    told = _told(period) | {"reason": reason}
    write(store, viewer, purpose, Action.RETENTION, id, former.owner, act="replace", **told)
    return store.retention.replace(viewer, id, period, reason)


def end(viewer: Viewer, purpose: Purpose, store: Store, id: str, reason: str) -> Rule:
    """Take it out of force. Raises as :meth:`models.store.retention.Retention.end`."""
    rule = or_refused(store, viewer, purpose, id, "end", lambda: store.retention.standing(viewer, id))
    check_reason(reason)
    write(store, viewer, purpose, Action.RETENTION, id, rule.owner, act="end", reason=reason)
    return store.retention.end(viewer, id, reason)


def _told(period: Period) -> dict[str, str | int]:
    """What the ledger says of a rule: codes, and names of the installation's own."""
    told: dict[str, str | int] = {"source": period.source, "provision": period.provision, "months": period.months}
    return {**told, "kind": period.kind, "counted": period.counted.value}
