"""What the rows and entities of a picture are called for its viewer, and what tells namesakes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.access import Viewer
from models.mention import Entity
from models.store.namesakes import told_apart
from models.store.store import Store
from search.facet import shown_name
from search.situation.picture import Row
from search.words.situation import ROWS
from search.words.titles import KINDS


@dataclass(frozen=True, slots=True)
class Named:
    """``label`` is what may be shown, masked; ``note`` is empty where nobody else is called so."""

    entity: Entity
    label: str
    note: str = ""


def row_name(row: Row) -> str:
    """As a report and a terminal say it."""
    names = {"kind": KINDS.get(row.label, row.label), "no_town": ROWS["no_town"]}
    return f"{names.get(row.type, row.label)} {row.note}".strip()


def named(viewer: Viewer, store: Store, ids: Iterable[str]) -> dict[str, Named]:
    """By id, of those that the viewer may know; the others are left out."""
    known = store.entities.names(viewer, ids)
    called = {id: shown_name(entity) for id, entity in known.items()}
    times = Counter((known[id].label, name) for id, name in called.items())
    alike = [id for id, name in called.items() if times[known[id].label, name] > 1]
    notes = told_apart(store.database, store.key, viewer, alike) if alike else {}
    return {id: Named(known[id], name, notes.get(id, "")) for id, name in called.items()}
