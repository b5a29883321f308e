"""What a viewer opens: a document, a page, its picture, the original, an entity. The ledger first, then the answer.

Personnummer are masked in every text, of the same length, so that offsets hold. The picture of a page and the original
show what stands on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document, Field, Occurrence, Page
from models.errors import AccessDeniedError
from models.masking import mask
from models.mention import SENSITIVE_LABELS, Entity, Mention
from models.store.store import Store
from search.facet import masked_number, shown_name
from search.marking import Box, Span, boxes, marks
from search.parsing import parse

Named = tuple[Mention, str]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the viewer may see it. ``pages`` are without words; ``mentions`` carry their entity's id."""

    document: Document
    pages: tuple[Page, ...]
    mentions: tuple[Named, ...]
    family: tuple[Document, ...]
    fields: tuple[Field, ...]
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page. ``marks`` are spans of its text, ``boxes`` (points, top left) what they cover of its picture."""

    document: Document
    page: Page
    mentions: tuple[Named, ...]
    marks: tuple[Span, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with the documents that name it and how often, most often first."""

    entity: Entity
    documents: tuple[tuple[Document, int], ...]


def read_document(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, unmask: str = "") -> DocumentView:
    """The document with its pages' texts. ``unmask``: the reason for showing personnummer, or empty."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    document = reader.document(id)
    reader.record(Action.READ_DOCUMENT, id, document.owner)
    return DocumentView(
        document=reader.shown(document),
        pages=tuple(reader.page(page) for page in store.documents.pages(viewer, id)),
        mentions=tuple(reader.mention(named) for named in store.documents.mentions(viewer, id)),
        family=tuple(reader.shown(other) for other in store.documents.family(viewer, id)),
        fields=tuple(reader.field(field) for field in store.documents.fields(viewer, id)),
        occurrences=tuple(reader.occurrence(each) for each in store.documents.occurrences(viewer, id)),
    )


def read_page(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    id: str,
    number: int,
    query: str = "",
    *,
    tolerant: bool = False,
    unmask: str = "",
) -> PageView:
    """One page with its words, and where on it the words of ``query`` stand; with ``tolerant``, misreadings too."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    document = reader.document(id)
    reader.record(Action.READ_DOCUMENT, id, document.owner, page=number)
    page = store.documents.page(viewer, id, number)
    spans = marks(page.text, parse(query, tolerant=tolerant).tree) if query.strip() else []
    return PageView(
        document=reader.shown(document),
        page=reader.page(page),
        mentions=tuple(reader.mention(named) for named in store.documents.mentions(viewer, id, number)),
        marks=tuple(spans),
        boxes=tuple(boxes(page, spans)),
    )


def page_image(viewer: Viewer, purpose: Purpose, store: Store, id: str, number: int) -> bytes:
    """The page's picture, a JPEG. Raises :class:`AccessDeniedError` for a page without one."""
    reader = _Reader(viewer, purpose, store)
    document = reader.document(id)
    page = store.documents.page(viewer, id, number)
    if page.image is None:
        raise AccessDeniedError("Sidan har ingen bild")
    reader.record(Action.READ_PAGE_IMAGE, id, document.owner, page=number)
    return store.vault.get(page.image)


def original(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> bytes:
    """The file as it came in."""
    reader = _Reader(viewer, purpose, store)
    document = reader.document(id)
    reader.record(Action.DOWNLOAD, id, document.owner)
    return store.vault.get(document.sha256)


def read_entity(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, unmask: str = "") -> EntityView:
    """The entity and the documents that the viewer may read of those that name it."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    try:
        entity = store.entities.get(viewer, id)
    except AccessDeniedError as error:
        reader.refuse(id, error)
    reader.record(Action.READ_ENTITY, id, *sorted(viewer.owners))
    counts = store.entities.documents(viewer, id)
    documents = store.documents.many(viewer, [document for document, _ in counts])
    named = tuple((reader.shown(documents[each]), count) for each, count in counts if each in documents)
    return EntityView(reader.entity(entity), named)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody reading: what they may open, what is recorded, and how it is shown to them."""

    viewer: Viewer
    purpose: Purpose
    store: Store
    unmask: str = ""

    def document(self, id: str) -> Document:
        try:
            return self.store.documents.get(self.viewer, id)
        except AccessDeniedError as error:
            self.refuse(id, error)

    def refuse(self, id: str, error: AccessDeniedError) -> NoReturn:
        self._write(Action.REFUSED, id, (), {})
        raise error

    def record(self, action: Action, id: str, *owners: str, **details: int) -> None:
        if self.unmask:
            self._write(Action.UNMASK, id, owners, {"reason": self.unmask})
        self._write(action, id, owners, dict(details))

    def _write(self, action: Action, id: str, owners: tuple[str, ...], details: dict[str, str | int]) -> None:
        why = self.purpose
        self.store.ledger.write(Event(action, self.viewer.name, why.text, why.case, id, owners, details))

    def shown(self, document: Document) -> Document:
        return replace(document, name=self.text(document.name), title=self.text(document.title))

    def occurrence(self, occurrence: Occurrence) -> Occurrence:
        return replace(occurrence, path=self.text(occurrence.path), name=self.text(occurrence.name))

    def page(self, page: Page) -> Page:
        text = self.text(page.text)
        words = tuple(replace(word, text=text[word.start : word.end]) for word in page.words)
        return replace(page, text=text, words=words)

    def mention(self, named: Named) -> Named:
        mention, entity = named
        if self.unmask:
            return named
        if mention.label in SENSITIVE_LABELS:
            return replace(mention, text=_covered(mention.text), value=masked_number(mention.value)), entity
        return replace(mention, text=mask(mention.text), value=mask(mention.value)), entity

    def field(self, field: Field) -> Field:
        return replace(field, value=self.text(field.value), text=self.text(field.text))

    def entity(self, entity: Entity) -> Entity:
        value = entity.value if self.unmask else mask(entity.value)
        if not self.unmask and entity.label in SENSITIVE_LABELS:
            value = shown_name(entity)
        return replace(entity, name=shown_name(entity, unmask=bool(self.unmask)), value=value)

    def text(self, text: str) -> str:
        return text if self.unmask else mask(text)


def _covered(number: str) -> str:
    """A personnummer with its last four digits covered, however it is written; as long as before."""
    characters, left = list(number), 4
    for at in range(len(characters) - 1, -1, -1):
        if left and characters[at].isdigit():
            characters[at], left = "X", left - 1
    return "".join(characters)
