"""Where an entity is named, and what a document names: what somebody must see to judge it. The ledger comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.masking import mask
from models.mention import SENSITIVE_LABELS, Entity, Mention
from models.store.store import Store
from search import reading
from search.facet import masked_number, shown_name

Named = tuple[Mention, str]


@dataclass(frozen=True, slots=True)
class Places:
    """An entity, the documents that name it most often, and its mentions in each, masked; ``total`` documents do."""

    entity: Entity
    documents: tuple[tuple[Document, tuple[Mention, ...]], ...]
    total: int


def places(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, limit: int = 20) -> Places:
    """Where the entity is named, in at most ``limit`` documents. Raises :class:`AccessDeniedError`."""
    view = reading.read_entity(viewer, purpose, store, id, most=limit)
    shown = []
    for document, _times in view.documents:
        named = store.documents.mentions(viewer, document.id)
        shown.append((document, tuple(masked(mention) for mention, entity in named if entity == id)))
    return Places(view.entity, tuple(shown), view.total)


def document_names(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> tuple[Document, tuple[Named, ...]]:
    """The document and all its mentions, masked, with their entities' ids. Raises :class:`AccessDeniedError`."""
    view = reading.read_document(viewer, purpose, store, id)
    return view.document, view.mentions


def listed(
    viewer: Viewer, purpose: Purpose, store: Store, label: str | None, limit: int
) -> tuple[list[tuple[Entity, int]], Mapping[str, str]]:
    """The entities that most documents name, with how many do; and what each may be shown as, by id."""
    found = list(store.entities.list(viewer, label, limit))
    record_look(viewer, purpose, store, listed=len(found))
    return found, {entity.id: shown_name(entity) for entity, _ in found}


def record_look(viewer: Viewer, purpose: Purpose, store: Store, target: str = "", **details: str | int) -> None:
    """Write in the ledger that the viewer looked over entities, or at what was judged of them."""
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(Event(Action.READ_ENTITY, viewer.actor, purpose.text, purpose.case, target, owners, details))


def masked(mention: Mention) -> Mention:
    """The mention as it may be shown."""
    if mention.label in SENSITIVE_LABELS:
        number = masked_number(mention.value)
        return replace(mention, text=number, value=number)
    return replace(mention, text=mask(mention.text), value=mask(mention.value))
