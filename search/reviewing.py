"""The review desk (*granskning*): a month's items drawn, looked at and closed, each step with its event in the ledger.

Only a reviewer comes here. What is shown of an event is who, when and what sort of thing: never a document's name or
text, nor an entity's name.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from models import swedish
from models.access import Deed, Purpose, Viewer, may
from models.audit import Action, Event, Record
from models.errors import AccessDeniedError, InvalidFindingError
from models.masking import mask
from models.review import Finding, Item, Period, Rule, Suspicion
from models.store.review_names import ReviewNames
from models.store.review_rules import Counting, sampled
from models.store.reviews import Reviews
from models.store.schema import ledger
from models.store.store import Store

LONGEST_TEXT: Final = 2_000
"""Characters of what a reviewer writes: a page."""


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event as a reviewer sees it. ``kind`` and ``source`` are of a document that is still there; ``erased``: what
    was said in words is gone."""

    sequence: int
    time: datetime
    actor: str
    action: Action
    target: str
    kind: str
    source: str
    purpose: str
    case: str
    words: str
    erased: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    item: Item
    events: tuple[ShownEvent, ...]


def protected_targets(viewer: Viewer, store: Store) -> frozenset[str]:
    """Documents and entities (ids) of people with protected identity, of the viewer's owners' lists."""
    return store.protected.documents(viewer) | store.protected.entities(viewer)


def draw(viewer: Viewer, purpose: Purpose, store: Store, month: str) -> int:
    """Make the items of a month (``2026-11``); how many are new.

    The sample is drawn once, when the month is over; the rules may be asked again. Raises
    :class:`AccessDeniedError`, and :class:`InvalidFindingError` for a month that is none or has not begun.
    """
    period = _period(month)
    _record(viewer, purpose, store, viewer.owners, "draw", period=period.name)
    desk = _desk(store)
    names = ReviewNames(store.database, store.ledger.keys)
    with store.database.read() as connection:
        counting = Counting.of(connection, viewer, period, store.settings.limits)
        found = [*counting.suspicions(), *names.suspicions(counting), *_protected(counting, store)]
        drawn = any(item.suspicion.rule is Rule.SAMPLE for item in desk.all(viewer, period.name))
        if not drawn and period.ends <= swedish.now():
            found += sampled(connection, viewer, period, store.settings.limits.review_sample, _by_chance)
    return desk.add(period.name, found)


def items(viewer: Viewer, purpose: Purpose, store: Store, month: str = "", *, closed: bool | None = None) -> list[Item]:
    """The items that the viewer may see, open ones first. Raises :class:`AccessDeniedError`."""
    _record(viewer, purpose, store, viewer.owners, "list", **({"period": month} if month else {}))
    return _desk(store).all(viewer, month, closed=closed)


def item(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> ShownItem:
    """An item with its first events. Raises :class:`AccessDeniedError`, for one about the viewer too."""
    found = _allowed(viewer, store, id)
    _record(viewer, purpose, store, found.suspicion.owners, "show", id, rule=found.suspicion.rule.value)
    wanted = select(ledger).where(ledger.c.sequence.in_(found.suspicion.events)).order_by(ledger.c.sequence)
    return ShownItem(found, tuple(shown(viewer, store, store.ledger.found(wanted))))


def close(viewer: Viewer, purpose: Purpose, store: Store, id: str, finding: Finding, text: str = "") -> Item:
    """Close an item. Raises :class:`AccessDeniedError`, and :class:`InvalidFindingError` for an incident or question
    without words, and an item that is closed."""
    found, said = _allowed(viewer, store, id), text.strip()
    if finding is not Finding.OK and not said:
        raise InvalidFindingError("Skriv vad frågan eller incidenten gäller")
    if len(said) > LONGEST_TEXT:
        raise InvalidFindingError(f"Texten är längre än {LONGEST_TEXT} tecken", next="Korta den.")
    details = {"rule": found.suspicion.rule.value, "finding": finding.value}
    _record(viewer, purpose, store, found.suspicion.owners, "close", id, **details)
    return _desk(store).close(viewer, id, finding, said)


def _desk(store: Store) -> Reviews:
    return Reviews(store.database, store.ledger.keys, store.key)


def _allowed(viewer: Viewer, store: Store, id: str) -> Item:
    if not may(viewer, Deed.REVIEW):
        raise AccessDeniedError("Granskningen är till för granskare")
    return _desk(store).get(viewer, id)


def _period(month: str) -> Period:
    try:
        period = Period.of(month)
    except ValueError:
        raise InvalidFindingError("Månaden går inte att läsa", next="Skriv den som 2026-11.") from None
    if period.begins > swedish.now():
        raise InvalidFindingError("Månaden har inte börjat", next="Välj en månad som har varit.")
    return period


def _by_chance(first: int, last: int) -> int:
    """Nobody can know beforehand, or draw the same again."""
    return first + secrets.randbelow(last - first + 1)


def _protected(counting: Counting, store: Store) -> Iterable[Suspicion]:
    targets = protected_targets(counting.viewer, store)
    return counting.by_target(Rule.PROTECTED, targets) if targets else ()


def shown(viewer: Viewer, store: Store, records: Sequence[Record]) -> Iterator[ShownEvent]:
    """The events as a reviewer sees them. What was asked for has been written in the ledger by whoever calls this."""
    documents = store.documents.many(viewer, {record.event.target for record in records if record.event.target})
    for record in records:
        event, document = record.event, documents.get(record.event.target)
        yield ShownEvent(
            record.sequence,
            record.time,
            event.actor,
            event.action,
            event.target,
            document.kind if document else "",
            document.source if document else "",
            mask(event.purpose),
            mask(event.case),
            mask(event.words),
            record.erased,
        )


def _record(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    owners: Collection[str],
    what: str,
    target: str = "",
    **details: str,
) -> None:
    """The event, before anything is shown or changed; refuses who is no reviewer."""
    if not may(viewer, Deed.REVIEW):
        raise AccessDeniedError("Granskningen är till för granskare")
    told = {"command": f"review {what}", **details}
    whose = tuple(sorted(owners))
    store.ledger.write(Event(Action.REVIEW, viewer.actor, purpose.text, purpose.case, target, whose, told))
