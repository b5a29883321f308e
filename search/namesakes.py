"""Namesakes (*namnar*) of an entity: others that are called as it is, with what tells them apart."""

from __future__ import annotations

from models.access import Viewer
from models.mention import Entity
from models.store.namesakes import told_apart
from models.store.store import Store


def namesakes_of(viewer: Viewer, store: Store, entity: Entity) -> dict[str, str]:
    """By id, a short note for the entity and for each that is called as it is, of all the viewer's owners; empty where
    nobody else is. Called for the page of an entity, whose event is in the ledger."""
    found = store.entities.names(viewer, {entity.id, *store.entities.find(viewer, entity.label, entity.name)})
    alike = [id for id, each in found.items() if (each.label, each.name) == (entity.label, entity.name)]
    return told_apart(store.database, store.key, viewer, alike) if len(alike) > 1 else {}
