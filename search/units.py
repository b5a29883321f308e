"""A document of the register as a unit of the index: each page analysed, the facets as the register has them."""

from __future__ import annotations

from collections.abc import Sequence
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


def unit(viewer: Viewer, store: Store, document_id: str) -> IndexUnit:
    """The unit. Raises :class:`AccessDeniedError` for a document that is not there or may not be read."""
    document = store.documents.get(viewer, document_id)
    named: dict[int, list[Mention]] = {}
    for mention, _ in store.documents.mentions(viewer, document_id):
        named.setdefault(mention.page, []).append(mention)
    return IndexUnit(
        document=document.id,
        owner=document.owner,
        date=document.date,
        facets=store.documents.facets(viewer, document_id),
        pages=tuple(_indexed(page, named.get(page.number, ())) for page in store.documents.pages(viewer, document_id)),
        name_tokens=page_keys(name_text(document))[TokenField.EXACT],
    )


def _indexed(page: Page, named: Sequence[Mention]) -> IndexedPage:
    words = page_keys(joined(page.text, page.layout.joins).text)
    return IndexedPage(page.number, {**words, TokenField.NAMED: mention_tokens(named)})


def name_text(document: Document) -> str:
    """What a name is found by: the file's, without what joins its words and its ending, and the title on a new line."""
    return f"{PurePath(document.name).stem.replace('_', ' ')}\n{document.title}"
