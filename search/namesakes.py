"""Namesakes (*namnar*) of an entity: others that are called as it is, with what tells each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from models.access import Viewer
from models.mention import Entity
from models.store.namesakes import Telling, tellings
from models.store.store import Store

_LOOKED_INTO: Final = 50  # whoever may be one with the entity is not to be missed for being far down a list


@dataclass(frozen=True, slots=True)
class Namesakes:
    """``own`` tells the entity itself. By id, what tells others that are called as it is: ``perhaps`` those of the same
    day of birth or organisation number, which may be one with it (owners do not tie by numbers), ``others`` the rest.
    ``left`` are how many more there are. Empty where nobody else is."""

    own: str = ""
    perhaps: Mapping[str, Telling] = field(default_factory=dict)
    others: Mapping[str, Telling] = field(default_factory=dict)
    left: int = 0


def namesakes_of(viewer: Viewer, store: Store, entity: Entity, most: int) -> Namesakes:
    """At most so many others beside those who may be one with it, of all the viewer's owners. Called for the page of an
    entity, whose event is in the ledger."""
    found = store.entities.names(viewer, {entity.id, *store.entities.find(viewer, entity.label, entity.name)})
    alike = (each.id for each in found.values() if (each.label, each.name) == (entity.label, entity.name))
    ids = sorted({*alike} - {entity.id})
    if not ids or entity.id not in found:
        return Namesakes()
    some = [entity.id, *ids[: max(most, _LOOKED_INTO)]]
    told = tellings(store.database, store.key, viewer, some, every=True)
    mine = told.pop(entity.id)
    perhaps = {id: each for id, each in told.items() if mine.own and each.own == mine.own}
    others = dict(islice(((id, each) for id, each in told.items() if id not in perhaps), most))
    return Namesakes(str(mine), perhaps, others, len(ids) - len(perhaps) - len(others))
