"""What is due by the rules, what of it is chosen, and the order to erase it: by an officer's decision, never else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from models import swedish
from models.access import Purpose, Viewer
from models.audit import Action
from models.due import Due, Line
from models.erasure import Ground, GroundKind
from models.retention import Rule
from models.retention_errors import ChoiceChangedError
from models.store.store import Store
from search.erasing import order_erasure
from search.retention.recording import check_officer, or_refused, write


@dataclass(frozen=True, slots=True)
class OwnerDue:
    """What is due of an owner's, by the rules that are in force."""

    owner: str
    rules: tuple[Rule, ...]
    due: Due


@dataclass(frozen=True, slots=True)
class RuleDue:
    """What is due by one rule of an owner's: of each sort its lines, those due first at the top."""

    rule: Rule
    due: Due

    @property
    def now(self) -> list[Line]:
        return self.due.chosen(self.rule.id)

    @property
    def soon(self) -> list[Line]:
        return [each for each in self.due.soon if each.rule == self.rule.id]

    @property
    def held(self) -> list[Line]:
        return [each for each in self.due.held if each.rule == self.rule.id]

    @property
    def undated(self) -> list[str]:
        """Documents that the rule is about, and that lack the day it counts from."""
        return [id for id, (_, rule) in self.due.undecided.items() if rule == self.rule.id]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be erased by a rule: ``lines`` as they were chosen, all ``documents`` that go, the size of their
    originals in bytes. ``seen`` tells this choice from any other."""

    rule: Rule
    lines: tuple[Line, ...]
    documents: tuple[str, ...]
    size: int

    @property
    def seen(self) -> str:
        return hashlib.sha256("\n".join((self.rule.id, *self.documents)).encode()).hexdigest()


def overview(viewer: Viewer, purpose: Purpose, store: Store) -> list[OwnerDue]:
    """Of each owner whose officer the viewer is. Raises :class:`AccessDeniedError` for who is nobody's."""
    check_officer(store, viewer, purpose, "due")
    rules = store.retention.all(viewer)
    found = []
    for owner in sorted(viewer.deciding, key=swedish.sort_key):
        write(store, viewer, purpose, Action.RETENTION, "", owner, act="due")
        mine = [rule for rule in rules if rule.owner == owner]
        found.append(OwnerDue(owner, tuple(mine), store.dues.of(viewer, owner, mine, swedish.today())))
    return found


def of_rule(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> RuleDue:
    """By one rule that is in force. Raises as :meth:`models.store.retention.Retention.standing`."""
    rule = or_refused(store, viewer, purpose, id, "due", lambda: store.retention.standing(viewer, id))
    write(store, viewer, purpose, Action.RETENTION, id, rule.owner, act="due")
    return _of_rule(viewer, store, rule)


def choose(viewer: Viewer, purpose: Purpose, store: Store, id: str, documents: Sequence[str] | None = None) -> Chosen:
    """All that is due by the rule now, or these of its lines, with all that goes with them."""
    rule = or_refused(store, viewer, purpose, id, "choose", lambda: store.retention.standing(viewer, id))
    write(store, viewer, purpose, Action.RETENTION, id, rule.owner, act="choose")
    return _chosen(viewer, store, rule, documents)


def order(viewer: Viewer, purpose: Purpose, store: Store, id: str, documents: Sequence[str] | None, seen: str) -> str:
    """Have what was chosen and seen erased; the order's id. Raises :class:`ChoiceChangedError` where it has become
    another since, and what :func:`search.erasing.order_erasure` raises."""
    rule = or_refused(store, viewer, purpose, id, "order", lambda: store.retention.standing(viewer, id))
    chosen = _chosen(viewer, store, rule, documents)
    if chosen.seen != seen or not chosen.documents:
        raise ChoiceChangedError("Det som ska gallras har ändrats sedan du valde")
    ground = Ground(GroundKind.RULE, rule.period.provision, rule.id)
    return order_erasure(viewer, purpose, store, list(chosen.documents), ground)


def _of_rule(viewer: Viewer, store: Store, rule: Rule) -> RuleDue:
    """Every rule of the owner is asked: the longest keeps."""
    rules = [each for each in store.retention.all(viewer) if each.owner == rule.owner]
    return RuleDue(rule, store.dues.of(viewer, rule.owner, rules, swedish.today()))


def _chosen(viewer: Viewer, store: Store, rule: Rule, documents: Sequence[str] | None) -> Chosen:
    found = _of_rule(viewer, store, rule)
    lines = found.due.chosen(rule.id, documents)
    taken = found.due.taken(lines)
    return Chosen(rule, tuple(lines), tuple(taken), store.dues.size(viewer, taken))
