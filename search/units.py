"""A document of the register as units of the index, one for each reader class: each page analysed that its readers may
read, the facets as the register has them for those readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from models.access import Viewer
from models.document import Document, Page
from models.layout import joined
from models.mention import Mention
from models.store.store import Store
from search.index import IndexedPage, IndexUnit
from search.named import mention_tokens
from search.page_keys import page_keys
from search.query import TokenField
from search.reader_classes import ReaderClass, reader_classes

_ALL = ReaderClass()
_Keys = Mapping[TokenField, tuple[str, ...]]


def units(viewer: Viewer, store: Store, document_id: str) -> tuple[IndexUnit, ...]:
    """The units; one, for every reader, of a document of which nothing is withheld. The viewer reads all of it.

    Raises :class:`AccessDeniedError` for a document that is not there or may not be read.
    """
    document, analysed = store.documents.get(viewer, document_id), _Analysed()
    return tuple(
        _unit(*_as_read(viewer, store, document, readers), store, readers, analysed)
        for readers in classes(store, document)
    )


def classes(store: Store, document: Document) -> tuple[ReaderClass, ...]:
    """The document's reader classes, as the register has it now."""
    needs, most = store.markings.needs(document.id), store.settings.limits.page_markings
    return reader_classes(needs, most, protected=store.covered.covers(_reader(document, _ALL), [document.id]))


def _reader(document: Document, readers: ReaderClass) -> Viewer:
    """One of the class, as whom the register is asked: so its units say no more than the register does."""
    return Viewer("tjänst:läsarklass", frozenset({document.owner}), groups=readers.needs)


def _as_read(viewer: Viewer, store: Store, document: Document, readers: ReaderClass) -> tuple[Viewer, Document]:
    """Who reads the document for the class, and the document as they have it."""
    if readers == _ALL:
        return viewer, document
    reader = _reader(document, readers)
    return reader, store.documents.get(reader, document.id)


def _unit(viewer: Viewer, document: Document, store: Store, readers: ReaderClass, analysed: _Analysed) -> IndexUnit:
    id, named = document.id, dict[int, list[Mention]]()
    for mention, _ in store.documents.mentions(viewer, id):
        named.setdefault(mention.page, []).append(mention)
    pages = store.documents.pages(viewer, id)
    return IndexUnit(
        document=id,
        owner=document.owner,
        date=document.date,
        facets=store.documents.facets(viewer, id),
        pages=tuple(analysed.page(page, named.get(page.number, ())) for page in pages),
        name_tokens=page_keys(name_text(document))[TokenField.EXACT],
        needs=readers.needs,
        lacks=readers.lacks,
    )


@dataclass(frozen=True, slots=True)
class _Analysed:
    """The pages' words, told once for all of a document's units that have the same text there."""

    keys: dict[tuple[int, str], _Keys] = field(default_factory=dict)

    def page(self, page: Page, named: Sequence[Mention]) -> IndexedPage:
        words = self.keys.get((page.number, page.text))
        if words is None:
            words = page_keys(joined(page.text, page.layout.joins).text)
            self.keys[page.number, page.text] = words
        return IndexedPage(page.number, {**words, TokenField.NAMED: mention_tokens(named)})


def name_text(document: Document) -> str:
    """What a name is found by: the file's, without what joins its words and its ending, and the title on a new line."""
    return f"{PurePath(document.name).stem.replace('_', ' ')}\n{document.title}"
