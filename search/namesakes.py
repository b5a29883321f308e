"""Namesakes (*namnar*) of an entity: others that are called as it is, with what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.access import Viewer
from models.mention import Entity
from models.store.namesakes import told_apart
from models.store.store import Store


@dataclass(frozen=True, slots=True)
class Namesakes:
    """By id, a short note for the entity and for others that are called as it is; ``left`` are how many more there
    are. Empty where nobody else is."""

    notes: dict[str, str] = field(default_factory=dict)
    left: int = 0


def namesakes_of(viewer: Viewer, store: Store, entity: Entity, most: int) -> Namesakes:
    """At most so many others, of all the viewer's owners. Called for the page of an entity, whose event is in the
    ledger."""
    found = store.entities.names(viewer, {entity.id, *store.entities.find(viewer, entity.label, entity.name)})
    alike = (each.id for each in found.values() if (each.label, each.name) == (entity.label, entity.name))
    others = sorted({*alike} - {entity.id})
    if not others or entity.id not in found:
        return Namesakes()
    notes = told_apart(store.database, store.key, viewer, [entity.id, *others[:most]], every=True)
    return Namesakes(notes, len(others[most:]))
