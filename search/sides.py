"""What somebody must see to judge who is who: words of pages around their names, with the names marked, and what tells
namesakes apart. The ledger first, then the answer; masked as everything is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.access import Purpose, Viewer
from models.document import Document
from models.masking import mask_with
from models.mention import SENSITIVE_LABELS, Mention
from models.reference import KeptReference
from models.store.judgeable import open_references
from models.store.namesakes import told_apart
from models.store.store import Store
from search.reading import read_entity

Named = tuple[Mention, str]
Piece = tuple[str, str]
"""Words, and the id of the entity that they name: empty between the names that are marked."""
_EACH: Final = 3  # documents that speak for each entity
_LISTED: Final = 60  # places to choose among: a screenful or three
_AROUND: Final = 140  # characters before and after a name: a sentence or two


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page around a mention, which stands at ``start`` to ``end`` of the page's text."""

    document: Document
    page: int
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of an entity in one or more places (a reference, by its id), by the first of them."""

    reference: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Side:
    """An entity as the viewer knows it: ``note`` tells it from namesakes, ``documents`` (ids) name it, ``quotes`` are
    what the first of them say."""

    id: str
    label: str
    name: str
    note: str
    documents: tuple[str, ...]
    quotes: tuple[Quote, ...]


def sides(viewer: Viewer, purpose: Purpose, store: Store, owner: str, ids: Sequence[str]) -> list[Side]:
    """These entities, each with what the owner's documents say of it: others of the same name are others' to judge.

    Raises :class:`AccessDeniedError` for one that is not there.
    """
    views = [read_entity(viewer, purpose, store, id) for id in ids]
    notes = told_apart(store.database, store.key, viewer, ids, every=True)
    found = []
    for view in views:
        one, documents = view.entity, [document for document, _ in view.documents if document.owner == owner]
        quotes = [_first(viewer, store, document, one.id, ids) for document in documents[:_EACH]]
        told = tuple(quote for quote in quotes if quote is not None)
        held = tuple(document.id for document in documents)
        found.append(Side(one.id, one.label.value, one.name, notes.get(one.id, ""), held, told))
    return found


def places(viewer: Viewer, purpose: Purpose, store: Store, owner: str, entity: str) -> tuple[list[Said], int]:
    """What an owner's documents say of the entity, a line for each that can be told to be of somebody else, by document
    and place; at most a screenful, and how many there are. Raises :class:`AccessDeniedError`."""
    view = read_entity(viewer, purpose, store, entity)
    with store.database.read() as connection:
        references = open_references(connection, viewer, owner, entity)
    known = {document.id: document for document, _ in view.documents}
    every = [each for each in references if each.document in known]
    shown = every[:_LISTED]
    named = {id: store.documents.mentions(viewer, id) for id in {each.document for each in shown}}
    told = (_said(viewer, store, known[each.document], each, entity, named[each.document]) for each in shown)
    return [each for each in told if each is not None], len(every)


def is_elsewhere(viewer: Viewer, store: Store, owner: str, entity: str, document: str) -> bool:
    """Whether another of the owner's documents than this one names the entity where the viewer may read."""
    with store.database.read() as connection:
        return any(each.document != document for each in open_references(connection, viewer, owner, entity))


def quote(document: Document, text: str, mention: Mention, named: Sequence[Named], marked: Collection[str]) -> Quote:
    """The words around a mention in the page's ``text``, which is masked and as long as the page's own. Of ``named``,
    all that the page names, those of the ``marked`` entities (ids) are marked."""
    begin, stop = _window(text, mention.start, mention.end)
    pieces = tuple(_pieces(text, begin, stop, [each for each in named if each[1] in marked]))
    return Quote(document, mention.page, mention.start, mention.end, pieces)


def _first(viewer: Viewer, store: Store, document: Document, entity: str, marked: Collection[str]) -> Quote | None:
    """What the document says where it first names the entity."""
    named = store.documents.mentions(viewer, document.id)
    mention = next((each for each, id in named if id == entity), None)
    if mention is None:
        return None
    here = [each for each in named if each[0].page == mention.page]
    return quote(document, _text(viewer, store, document.id, mention.page, here), mention, here, marked)


def _said(
    viewer: Viewer, store: Store, document: Document, one: KeptReference, entity: str, named: Sequence[Named]
) -> Said | None:
    """What the document, which names all these, says where the reference begins, or in the next place that the viewer
    may read."""
    its = [each for each, id in named if id == entity]
    at = next((each for each in its if (each.page, each.start) >= (one.page, one.start)), next(iter(its), None))
    if at is None:
        return None
    here = [each for each in named if each[0].page == at.page]
    return Said(one.id, quote(document, _text(viewer, store, document.id, at.page, here), at, here, (entity,)))


def _text(viewer: Viewer, store: Store, document: str, page: int, named: Sequence[Named]) -> str:
    """The page's text, masked; ``named`` is what stands on it."""
    hidden = [(each.start, each.end) for each, _ in named if each.label in SENSITIVE_LABELS]
    return mask_with(store.documents.texts(viewer, [(document, page)]).get((document, page), ""), hidden)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with some words before and after it, none of them cut."""
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while 0 < begin < start and not text[begin - 1].isspace():
        begin += 1
    while end < stop < len(text) and not text[stop].isspace():
        stop -= 1
    return begin, stop


def _pieces(text: str, begin: int, stop: int, marked: Sequence[Named]) -> Iterator[Piece]:
    inside = {(each.start, each.end): id for each, id in marked if begin <= each.start and each.end <= stop}
    edges = sorted({begin, stop, *(edge for span in inside for edge in span)})
    for start, end in pairwise(edges):
        yield text[start:end], inside.get((start, end), "")
