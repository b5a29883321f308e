"""A case folder as somebody may read it today: what they may not read is not there, in number and order either.

The ledger first, then the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models import sought
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document, Field
from models.dossier import Dossier, DossierItem, ItemKind, Section
from models.errors import AccessDeniedError
from models.mention import Entity
from models.quotation import placed
from models.store.store import Store
from search.citing import Citation, cite
from search.facet import shown_name
from search.page_texts import page_texts

_AT_ONCE: Final = 500  # documents whose fields are read in one question


@dataclass(frozen=True, slots=True)
class ShownItem:
    """``number`` counts what the reader is shown. Of a document, page or fragment ``citation`` says what it is, and
    ``quote`` the words as they stand on the page now; ``lost``: they stand there no more. ``named`` are an entity, or
    the middle of a network, by id and name."""

    number: int
    item: DossierItem
    citation: Citation | None = None
    document: Document | None = None
    quote: str = ""
    lost: bool = False
    page: int = 0
    named: tuple[tuple[Entity, str], ...] = ()

    @property
    def kind(self) -> ItemKind:
        return self.item.thing.kind


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what is in it; the first part has none."""

    section: Section | None
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    dossier: Dossier
    parts: tuple[Part, ...]
    removed: tuple[ShownItem, ...] = ()

    @property
    def items(self) -> tuple[ShownItem, ...]:
        return tuple(item for part in self.parts for item in part.items)

    @property
    def documents(self) -> dict[str, Document]:
        """Those that something in it is of, in order."""
        return {item.document.id: item.document for item in self.items if item.document}


def read_dossier(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> DossierView:
    """Raises :class:`AccessDeniedError` for one that is not there and one that is others' alike."""
    try:
        dossier = store.dossiers.get(viewer, id)
    except AccessDeniedError:
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, id))
        raise
    view = shown_dossier(viewer, store, dossier)
    shown = (*view.items, *view.removed)
    documents = {item.document.id: item.document.owner for item in shown if item.document}
    entities = dict.fromkeys(entity.id for item in shown for entity, _ in item.named)
    about = (*map(sought.document, documents), *map(sought.entity, entities))
    owners = tuple(sorted({dossier.owner, *documents.values()}))
    why, told = purpose, {"items": len(view.items)}
    event = Event(Action.READ_DOSSIER, viewer.actor, why.text, why.case, id, owners, told, about=about)
    store.ledger.write(event)
    return view


def shown_dossier(viewer: Viewer, store: Store, dossier: Dossier) -> DossierView:
    """The same, to be written in the ledger by whoever shows it."""
    items = store.dossier_items.all(viewer, dossier)
    known = {item.id: shown for item, shown in zip(items, _shown(viewer, store, items), strict=True) if shown}
    parts, number = [], 0
    for section in (None, *dossier.sections):
        inside = [
            known[item.id] for item in items if item.id in known and item.section == (section.id if section else "")
        ]
        numbered = [replace(each, number=number + at) for at, each in enumerate(inside, 1)]
        number += len(inside)
        parts.append(Part(section, tuple(numbered)))
    gone = store.dossier_items.all(viewer, dossier, removed=True) if dossier.writable else []
    return DossierView(dossier, tuple(parts), tuple(each for each in _shown(viewer, store, gone) if each))


def _shown(viewer: Viewer, store: Store, items: Sequence[DossierItem]) -> list[ShownItem | None]:
    """Each as it may be shown; None where it may not be after all."""
    things = [item.thing for item in items]
    documents = store.documents.many(viewer, [thing.document for thing in things if thing.document])
    fields = _fields(viewer, store, sorted(documents))
    texts = page_texts(viewer, store, [(thing.document, thing.page) for thing in things if thing.quotation])
    names = store.entities.names(viewer, _ids(items))
    found: list[ShownItem | None] = []
    for item in items:
        if item.thing.document:
            document, told = documents.get(item.thing.document), fields.get(item.thing.document, [])
            found.append(_of_document(item, document, told, texts) if document else None)
        else:
            named = tuple((names[id], shown_name(names[id])) for id in item.thing.entities if id in names)
            found.append(ShownItem(0, item, named=named) if named else None)
    return found


def _fields(viewer: Viewer, store: Store, ids: Sequence[str]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for begin in range(0, len(ids), _AT_ONCE):
        found |= store.documents.fields_of(viewer, ids[begin : begin + _AT_ONCE])
    return found


def _of_document(
    item: DossierItem, document: Document, fields: Sequence[Field], texts: dict[tuple[str, int], str]
) -> ShownItem:
    thing = item.thing
    citation = cite(document, fields, thing.page)
    if thing.quotation is None:
        return ShownItem(0, item, citation, document, page=thing.page)
    text = texts.get((thing.document, thing.page), "")
    span = placed(text, thing.quotation)
    return ShownItem(0, item, citation, document, text[slice(*span)] if span else "", span is None, thing.page)


def _ids(items: Iterable[DossierItem]) -> list[str]:
    return [id for item in items for id in item.thing.entities]
