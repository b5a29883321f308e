"""What an owner's officer sees of retention: rules, what is due, holds, what was erased; to everybody else, nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from models.access import Viewer
from models.erasure import Tombstone
from models.hold import Hold
from models.store.store import Store
from search.retention import due, holding, report, rules
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, order_of
from tests.secrecy.papers import OWNERS
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way, or_refused


def _due(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is due by each rule, without the (random) ids of rules and holds."""
    return or_refused(lambda who, _: _told(who, place.store), viewer, "")


def _told(viewer: Viewer, store: Store) -> Any:
    told = []
    for each in due.overview(viewer, PURPOSE, store):
        lines = [
            [(line.document, line.due, line.along, line.size, len(line.holds)) for line in some]
            for some in (each.due.now, each.due.soon, each.due.held)
        ]
        periods = sorted(repr(rule.period) for rule in each.rules)
        shown = store.documents.many(viewer, [line.document for line in each.due.now])
        unsure = sorted((id, why) for id, (why, _) in each.due.undecided.items())
        told.append((each.owner, periods, lines, each.due.bound, unsure, plain(shown)))
    return told


def _rules(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    def ask(who: Viewer, _: str) -> Any:
        return [(each.owner, each.period, each.by) for each in rules.listed(who, PURPOSE, place.store, standing=False)]

    return or_refused(ask, viewer, "")


def _holds(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """All that there are, those on some documents, and which of these are being tried for release."""

    def ask(who: Viewer, _: str) -> Any:
        return sorted(map(_without_id, holding.listed(who, PURPOSE, place.store)), key=repr)

    some = [drawing.document() for _ in range(8)]
    on = [sorted(map(_without_id, place.store.holds.of(viewer, id)), key=repr) for id in some]
    dues = place.store.dues
    tried = {id: place.saved[asked] for id, asked in dues.tried(viewer, some).items()}
    return or_refused(ask, viewer, ""), on, dues.copies(viewer, some), dues.size(viewer, some), tried


def _without_id(hold: Hold) -> Any:
    return hold.owner, hold.scope, hold.target, hold.provision, [(step.act, step.reason) for step in hold.steps]


def _report(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    def ask(who: Viewer, _: str) -> Any:
        told = report.report(who, PURPOSE, place.store, report.this_year())
        counts = [replace(each, rule=place.saved.get(each.rule, "")) for each in told.counts]
        return counts, list(told.holds), list(told.years)

    return or_refused(ask, viewer, "")


def _erasing(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What an order would come to, and what was ordered and erased."""
    erasures = place.store.erasures

    def reach(who: Viewer, id: str) -> Any:
        found = erasures.reach(who, [id])
        return (
            sorted(found.documents),
            sorted(found.held),
            sorted(found.contained),
            sorted(found.watched),
            sorted(found.tried),
        )

    def ordered_at(who: Viewer, owner: str) -> Any:
        id = place.id_of(order_of(owner))
        return erasures.get(who, id).ground.reason, [
            (each.document, each.hindrance) for each in erasures.items(who, id)
        ]

    some = [drawing.document() for _ in range(8)]
    ordered = [(each.owner, each.state, each.counts) for each in erasures.orders(viewer)]
    stones = [_without_ids(each, place) for each in erasures.tombstones(viewer)]
    each = [or_refused(ordered_at, viewer, owner) for owner in OWNERS]
    open_ones = sorted(place.saved[id] for id in erasures.unfinished(viewer))
    return [or_refused(reach, viewer, id) for id in some], ordered, each, plain(stones), open_ones


def _without_ids(stone: Tombstone, place: Installation) -> Tombstone:
    """With what its order and rule are called, for their (random) ids."""
    return replace(stone, order=place.saved.get(stone.order, ""), rule=place.saved.get(stone.rule, ""))


WAYS: Final[dict[str, Way]] = {
    "due": _due,
    "retention rules": _rules,
    "holds": _holds,
    "retention report": _report,
    "erasing": _erasing,
}
