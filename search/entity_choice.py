"""Which entity somebody means: by its id, or by exactly what it is called."""

from __future__ import annotations

import re
from typing import Final

from models.access import Viewer
from models.errors import AccessDeniedError, AmbiguousNameError
from models.mention import Entity, Label
from models.store.store import Store

ID: Final = re.compile(r"[0-9a-f]{32}")
_SHOWN: Final = 10  # candidates that an error lists


def chosen_entity(viewer: Viewer, store: Store, words: str, label: str = "") -> Entity:
    """The entity with this id, or with exactly this name, value or alias; of ``label`` only, where one is given.

    Raises :class:`AccessDeniedError` where the viewer may read none, and :class:`AmbiguousNameError`, which lists the
    ids, where several are called so.
    """
    if ID.fullmatch(words):
        return store.entities.get(viewer, words)
    labels = [label] if label else [each.value for each in Label]
    ids = [id for each in labels for id in store.entities.find(viewer, each, words)]
    known = store.entities.names(viewer, ids)
    named = {id: len(store.entities.documents(viewer, id)) for id in known}
    found = [known[id] for id in known if named[id]] or list(known.values())
    if not found:
        raise AccessDeniedError("Det finns inget med det namnet", next="Visa vad som finns: samsyn entity list.")
    if len(found) > 1:
        raise AmbiguousNameError(f"Flera heter så: {_listed(found, named)}", next="Ange id i stället för namnet.")
    return found[0]


def _listed(found: list[Entity], named: dict[str, int]) -> str:
    ranked = sorted(found, key=lambda each: (-named[each.id], each.id))
    told = [f"{each.id} ({each.label.value}, {named[each.id]} handlingar)" for each in ranked[:_SHOWN]]
    return ", ".join(told) + (f" och {len(found) - _SHOWN} till" if len(found) > _SHOWN else "")
