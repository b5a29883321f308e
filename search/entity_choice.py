"""Which entity somebody means: by its id, or by exactly what it is called."""

from __future__ import annotations

import re
from typing import Final

from models.access import Viewer
from models.errors import AccessDeniedError, AmbiguousNameError
from models.mention import Entity, Label, one_of
from models.store.store import Store

ID: Final = re.compile(r"[0-9a-f]{32}")
_SHOWN: Final = 10  # candidates that an error lists


def chosen_entity(viewer: Viewer, store: Store, words: str, label: str = "") -> Entity:
    """The entity with this id, or with exactly this name, value or alias; of ``label`` only, where one is given.

    Raises :class:`AccessDeniedError` where the viewer may read none, and :class:`AmbiguousNameError`, which lists the
    ids, where several are called so.
    """
    found = called(viewer, store, words, label)
    if len(found) > 1:
        raise AmbiguousNameError(f"Flera heter så: {_listed(found)}", next="Ange id i stället för namnet.")
    return found[0][0]


def called(viewer: Viewer, store: Store, words: str, label: str = "") -> list[tuple[Entity, int]]:
    """The entities that the words may mean, and how many documents name each; the likeliest, named by most, first.

    Raises :class:`AccessDeniedError` where the viewer may read none.
    """
    if ID.fullmatch(words):
        found = store.entities.get(viewer, words)
        return [(found, len(store.entities.documents(viewer, words)))]
    labels = [label] if label else [each.value for each in Label]
    ids = [id for each in labels for id in store.entities.find(viewer, each, words)]
    known = store.entities.names(viewer, ids)
    named = {id: len(store.entities.documents(viewer, id)) for id in known}
    living = [known[id] for id in known if named[id]] or list(known.values())
    if not living:
        raise AccessDeniedError("Det finns inget med det namnet", next="Visa vad som finns: samsyn entity list.")
    return sorted(((each, named[each.id]) for each in living), key=lambda one: (-one[1], one[0].id))


def _listed(found: list[tuple[Entity, int]]) -> str:
    told = [f"{each.id} ({one_of(each.label)}, {count} handlingar)" for each, count in found[:_SHOWN]]
    return ", ".join(told) + (f" och {len(found) - _SHOWN} till" if len(found) > _SHOWN else "")
