"""Ordering that documents be erased, and what is done of it, with a line in the ledger before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.erasure import Ground
from models.store.erasing.work import Order
from models.store.erasures import checked
from models.store.store import Store


def order_erasure(viewer: Viewer, purpose: Purpose, store: Store, documents: Sequence[str], ground: Ground) -> str:
    """The id of the order. Raises as :meth:`models.store.erasures.Erasures.order`; what was refused stands in the
    ledger too, but for a ground that is none: the ledger keeps a provision in the open."""
    ground = checked(ground)
    said: dict[str, str | int] = {"decision": "order", "provision": ground.provision, "rule": ground.rule}
    said |= {"documents": len(documents), **({"reason": ground.reason} if ground.reason else {})}
    _write(viewer, purpose, store, "", sorted(viewer.deciding), said)
    return store.erasures.order(viewer, purpose, documents, ground)


def resume_erasure(viewer: Viewer, purpose: Purpose, store: Store, order: str) -> None:
    """As :meth:`models.store.erasures.Erasures.resume`."""
    found = store.erasures.get(viewer, order)
    _write(viewer, purpose, store, order, [found.owner], {"decision": "resume"})
    store.erasures.resume(viewer, order)


def told_erased(viewer: Viewer, store: Store, order: Order, marks: Iterable[str]) -> None:
    """Write that these documents are about to be erased. Their ids go with them: they stand by their marks."""
    why = Purpose("gallring", order.case)
    said = {"decision": "erase", "provision": order.ground.provision, "rule": order.ground.rule, "order": order.id}
    for mark in marks:
        _write(viewer, why, store, mark, [order.owner], said)


def told_hindered(viewer: Viewer, store: Store, order: Order, marks: Iterable[str]) -> None:
    """Write that these were not erased after all."""
    for mark in marks:
        event = Event(
            Action.REFUSED,
            viewer.actor,
            "gallring",
            order.case,
            mark,
            (order.owner,),
            {"decision": "erase", "order": order.id},
        )
        store.ledger.write(event)


def told_silenced(viewer: Viewer, store: Store, order: Order, events: int) -> None:
    """Write that the free text of so many events is about to be erased."""
    said: dict[str, str | int] = {"decision": "words", "order": order.id, "events": events}
    _write(viewer, Purpose("gallring", order.case), store, "", [order.owner], said)


def _write(
    viewer: Viewer, purpose: Purpose, store: Store, target: str, owners: Sequence[str], said: Mapping[str, str | int]
) -> None:
    event = Event(Action.ERASE, viewer.actor, purpose.text, purpose.case, target, tuple(owners), said)
    store.ledger.write(event)
