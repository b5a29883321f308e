"""A document of the register as a unit of the index: each page analysed, the facets as the register has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from models.access import Viewer
from models.document import Document, Page
from models.layout import joined
from models.store.store import Store
from search.analysis import Token, analyse
from search.index import IndexedPage, IndexUnit
from search.query import TokenField


def unit(viewer: Viewer, store: Store, document_id: str) -> IndexUnit:
    """The unit. Raises :class:`AccessDeniedError` for a document that is not there or may not be read."""
    document = store.documents.get(viewer, document_id)
    return IndexUnit(
        document=document.id,
        owner=document.owner,
        date=document.date,
        facets=store.documents.facets(viewer, document_id),
        pages=tuple(map(_indexed, store.documents.pages(viewer, document_id))),
        name_tokens=_keys(TokenField.EXACT, analyse(_name_text(document))),
    )


def _indexed(page: Page) -> IndexedPage:
    tokens = analyse(joined(page.text, page.layout.joins).text)
    return IndexedPage(page.number, {field: _keys(field, tokens) for field in TokenField})


def _keys(field: TokenField, tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(key for token in tokens for key in getattr(token, field.value))


def _name_text(document: Document) -> str:
    """The file name without what joins its words and without its ending, and the title on a line of its own."""
    return f"{PurePath(document.name).stem.replace('_', ' ')}\n{document.title}"
