"""What a viewer opens: a document, a page, its picture, the original, an entity. The ledger first, then the answer.

Personnummer are masked in every text, of the same length, so that offsets hold, and covered in the picture of a page;
the original shows what stands in it, and is given out for a reason. People with protected identity are covered by the
register already (:mod:`models.store.covered`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document, Field, Occurrence, Page
from models.errors import AccessDeniedError, SamsynError
from models.layout import Layout
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS, Entity, Mention
from models.protected import sees_protected
from models.scanning_errors import InfectedFileError
from models.store.store import Store
from search.facet import masked_number, shown_name
from search.hidden import check_original, picture, why_no_picture
from search.marking import Box, Span, boxes, marks
from search.outline import Outline, outline
from search.parsing import parse
from search.query import Node
from search.synonyms import synonyms_of
from search.virus_scan import check_clean

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
    """A page, and the document around it (``outline``, ``family``, ``fields``).

    ``marks`` are spans of the page's text, ``boxes`` (points, top left) what they cover of its picture.
    """

    document: Document
    page: Page
    outline: Outline
    family: tuple[Document, ...]
    fields: tuple[Field, ...]
    mentions: tuple[Named, ...]
    marks: tuple[Span, ...]
    boxes: tuple[Box, ...]
    masked: bool = False  # personnummer on it are masked
    unseen: str = ""  # why its picture is not shown, or empty
    protected: bool = False  # people with protected identity stand in the document, and the viewer sees them


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with the documents that name it and how often, most often first; of the ``rest`` only their dates and
    how often."""

    entity: Entity
    documents: tuple[tuple[Document, int], ...]
    rest: tuple[tuple[date | None, int], ...] = ()

    @property
    def total(self) -> int:
        return len(self.documents) + len(self.rest)

    @property
    def mentions(self) -> int:
        return sum(times for _, times in (*self.documents, *self.rest))

    @property
    def days(self) -> list[date | None]:
        """The date of each document, of those that are told and of the rest."""
        return [*(document.date for document, _ in self.documents), *(day for day, _ in self.rest)]


def read_document(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, unmask: str = "") -> DocumentView:
    """The document with its pages' texts. ``unmask``: the reason for showing personnummer, or empty."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    document = reader.document(id)
    reader.record(Action.READ_DOCUMENT, id, document.owner)
    named = store.documents.mentions(viewer, id)
    pages = {page.number: reader.page(page, named) for page in store.documents.pages(viewer, id)}
    return DocumentView(
        document=reader.shown(document),
        pages=tuple(pages.values()),
        mentions=tuple(reader.mention(each, pages[each[0].page]) for each in named),
        family=tuple(reader.shown(other) for other in store.documents.family(viewer, id)),
        fields=tuple(reader.field(field) for field in store.documents.fields(viewer, id)),
        occurrences=tuple(reader.occurrence(each) for each in store.documents.occurrences(viewer, id)),
    )


def read_page(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    id: str,
    number: int | None,
    query: str = "",
    *,
    tolerant: bool = False,
    entity: str = "",
    unmask: str = "",
) -> PageView:
    """One page with its words, and where on it the words of ``query`` stand; with ``tolerant``, misreadings too.

    ``number`` None: the first page with a hit of the query or of ``entity``, else the first page. One event, with the
    page's number, whatever else of the document is shown around it.
    """
    reader = _Reader(viewer, purpose, store, unmask.strip())
    document = reader.document(id)
    tree = _tree(store, query, tolerant) if query.strip() else None
    around = outline(viewer, store, id, tree, entity)
    number = around.first if number is None else number
    if not around.has(number):
        reader.refuse(id, AccessDeniedError("Sidan finns inte"))
    reader.record(Action.READ_DOCUMENT, id, document.owner, page=number)
    page = store.documents.page(viewer, id, number)
    named = store.documents.mentions(viewer, id, number)
    shown = reader.page(page, named)
    on_page = [mention for mention, _ in named]
    spans = marks(page.text, tree, page.layout.joins, on_page) if tree is not None else []
    return PageView(
        document=reader.shown(document),
        page=shown,
        outline=around,
        family=tuple(reader.shown(other) for other in store.documents.family(viewer, id)),
        fields=tuple(reader.field(field) for field in store.documents.fields(viewer, id)),
        mentions=tuple(reader.mention(each, shown) for each in named),
        marks=tuple(spans),
        boxes=tuple(boxes(page, spans)),
        masked=shown.text != page.text,
        unseen=why_no_picture(viewer, store, id, page, unmask=bool(reader.unmask)) if page.image else "",
        protected=sees_protected(viewer, document.owner) and bool(store.protected.spans(id)),
    )


def _tree(store: Store, query: str, tolerant: bool) -> Node:
    return parse(query, tolerant=tolerant, synonyms=synonyms_of(store.settings.home)).tree


def page_image(viewer: Viewer, purpose: Purpose, store: Store, id: str, number: int, *, unmask: str = "") -> bytes:
    """The page's picture, a JPEG, with what is masked in its text covered; ``unmask``: the reason for showing
    personnummer, or empty. Raises :class:`AccessDeniedError` for a page without one, and
    :class:`models.errors.CoveredPictureError` for one that cannot be covered."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    document = reader.document(id)
    page = store.documents.page(viewer, id, number)
    shown = picture(viewer, store, id, page, unmask=bool(reader.unmask))
    reader.record(Action.READ_PAGE_IMAGE, id, document.owner, page=number)
    return shown


def original(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, reason: str = "") -> bytes:
    """The file as it came in. Where personnummer stand in it, only for a ``reason``, which is logged.

    Raises :class:`models.errors.OriginalReasonError`, and :class:`AccessDeniedError` where people with protected
    identity stand in it and the viewer may not see them, or some page is kept from the viewer;
    :class:`InfectedFileError` where the site has it scanned and it is known to be malicious.
    """
    reader = _Reader(viewer, purpose, store, reason.strip())
    document = reader.document(id)
    try:
        if store.markings.hides(viewer, id):
            raise AccessDeniedError("Originalet finns inte att hämta")  # what it holds cannot be left out of it
        check_original(viewer, store, id, reader.unmask)
        content = store.vault.get(document.sha256)
        check_clean(store.settings.virus_scanner, content)
    except (AccessDeniedError, InfectedFileError) as error:
        reader.refuse(id, error)
    reader.record(Action.DOWNLOAD, id, document.owner)
    return content


def read_entity(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, *, unmask: str = "", most: int | None = None
) -> EntityView:
    """The entity and the documents that the viewer may read of those that name it: all of them, or so many."""
    reader = _Reader(viewer, purpose, store, unmask.strip())
    try:
        entity = store.entities.get(viewer, id)
    except AccessDeniedError as error:
        reader.refuse(id, error)
    reader.record(Action.READ_ENTITY, id, *sorted(viewer.owners))
    counts = store.entities.heads(viewer, id)
    told, rest = (counts, ()) if most is None else (counts[:most], counts[most:])
    documents = store.documents.many(viewer, [document.id for document, _ in told])
    named = tuple((reader.shown(documents[each.id]), count) for each, count in told if each.id in documents)
    others = tuple((document.date, count) for document, count in rest)
    return EntityView(reader.entity(entity), named, others)


def _shown_layout(page: Page, text: str) -> Layout:
    """The layout without what the engine read where the text is masked: it would tell of the number."""
    told = [each for each in page.layout.corrections if text[each.start : each.end] == page.text[each.start : each.end]]
    return replace(page.layout, corrections=tuple(told))


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

    def refuse(self, id: str, error: SamsynError) -> NoReturn:
        self._write(Action.REFUSED, id, (), {})
        raise error

    def record(self, action: Action, id: str, *owners: str, **details: int) -> None:
        if self.unmask:
            self._write(Action.UNMASK, id, owners, {"reason": self.unmask})
        self._write(action, id, owners, dict(details))

    def _write(self, action: Action, id: str, owners: tuple[str, ...], details: dict[str, str | int]) -> None:
        why = self.purpose
        self.store.ledger.write(Event(action, self.viewer.actor, why.text, why.case, id, owners, details))

    def shown(self, document: Document) -> Document:
        name, title, reason = map(self.text, (document.name, document.title, document.kind_reason))
        return replace(document, name=name, title=title, kind_reason=reason)

    def occurrence(self, occurrence: Occurrence) -> Occurrence:
        return replace(occurrence, path=self.text(occurrence.path), name=self.text(occurrence.name))

    def page(self, page: Page, named: Sequence[Named]) -> Page:
        """Masked by shape, and where the register says that a personnummer stands, whatever it looks like."""
        spans = [
            (mention.start, mention.end)
            for mention, _ in named
            if mention.page == page.number and mention.label in SENSITIVE_LABELS
        ]
        text = page.text if self.unmask else mask_with(page.text, spans)
        words = tuple(replace(word, text=text[word.start : word.end]) for word in page.words)
        return replace(page, text=text, words=words, layout=_shown_layout(page, text))

    def mention(self, named: Named, page: Page) -> Named:
        """Its text as it stands on the page that is shown."""
        mention, entity = named
        if self.unmask:
            return named
        sensitive = mention.label in SENSITIVE_LABELS
        value = masked_number(mention.value) if sensitive else mask(mention.value)
        return replace(mention, text=page.text[mention.start : mention.end], value=value), entity

    def field(self, field: Field) -> Field:
        return replace(field, value=self.text(field.value), text=self.text(field.text))

    def entity(self, entity: Entity) -> Entity:
        value = entity.value if self.unmask else mask(entity.value)
        if not self.unmask and entity.label in SENSITIVE_LABELS:
            value = shown_name(entity)
        return replace(entity, name=shown_name(entity, unmask=bool(self.unmask)), value=value)

    def text(self, text: str) -> str:
        return text if self.unmask else mask(text)
