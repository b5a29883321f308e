"""Others that somebody may mean: those called just so, or those whose names hold what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.access import Purpose, Viewer, has_grant
from models.mention import Label
from models.store.judgeable import is_known
from models.store.namesakes import told_apart
from models.store.store import Store
from search.entity_places import record_look
from search.facet import shown_name
from search.index import Index
from search.request import SearchRequest
from search.service import search

_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """An entity as the viewer knows it, in how many documents, and what tells it from others called so."""

    id: str
    name: str
    documents: int
    note: str


def called_so(viewer: Viewer, purpose: Purpose, store: Store, owner: str, label: Label, name: str) -> list[Alike]:
    """The owner's entities of this label with exactly this name, most named first."""
    ids = store.entities.find(viewer, label.value, name)
    record_look(viewer, purpose, store, namesakes=len(ids))
    return _told(viewer, store, owner, {id: len(store.entities.documents(viewer, id)) for id in ids})


def holding(
    viewer: Viewer, purpose: Purpose, store: Store, index: Index, owner: str, label: Label, part: str
) -> list[Alike]:
    """Those whose names hold ``part``: sought as the facets' values are, so that a mask is never seen through."""
    asked = SearchRequest(
        include={"owner": (owner,)},
        facets=(label.value,),
        facet_find={label.value: part},
        facet_limit=_MOST,
        limit=0,
    )
    found = search(viewer, purpose, asked, store=store, index=index).facets.get(label.value)
    return _told(viewer, store, owner, {value.id: value.count for value in found.values} if found else {})


def _told(viewer: Viewer, store: Store, owner: str, counts: Mapping[str, int]) -> list[Alike]:
    if not has_grant(viewer, owner):
        return []
    with store.database.read() as connection:
        held = [id for id in counts if counts[id] and is_known(connection, viewer, owner, id)]
    known, notes = store.entities.names(viewer, held), told_apart(store.database, store.key, viewer, held, every=True)
    found = [Alike(id, shown_name(known[id]), counts[id], notes.get(id, "")) for id in held if id in known]
    return sorted(found, key=lambda each: (-each.documents, each.id))[:_MOST]
