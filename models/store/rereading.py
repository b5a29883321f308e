"""Pages that OCR had a part in and read badly: which they are, and what came of reading them again.

Each page keeps what read it last (``read_by``: :func:`ingest.ocr.identity.reading_identity`), also where the reading
that stood was the better one, so that each is tried once by whatever reads in a new way.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, not_, select, update

from models.access import Viewer
from models.document import READING_TYPES, Page, PageMethod
from models.store.database import Database
from models.store.documents import SEARCHABLE
from models.store.draft_rows import page_row
from models.store.readable import open_page, readable
from models.store.schema import documents, draft_pages, pages, rivals

RECOGNISED: Final = (PageMethod.OCR, PageMethod.MIXED, PageMethod.UNREAD)
"""How a page stands whose text may become another by OCR. One without words is blank, and is left so."""
_METHODS: Final = tuple(each.value for each in RECOGNISED)


class Poor(NamedTuple):
    """Which pages are to be read again: those with a quality (0–1) below ``below`` that ``reading`` has not read; with
    ``anyway``, those that it has too."""

    below: float
    reading: str
    anyway: bool = False


class Rereading:
    def __init__(self, database: Database) -> None:
        self._database = database

    def behind(
        self, viewer: Viewer, poor: Poor, sources: Collection[str], owners: Collection[str]
    ) -> list[tuple[str, int]]:
        """The documents with such pages, by id, each with how many; of these sources and owners, of all that the viewer
        may read where none is said. Withdrawn and superseded ones too: they may come back."""
        wanted = _poor(viewer, select(pages.c.document, func.count().label("some")), poor)
        for column, said in ((documents.c.source, sources), (documents.c.owner, owners)):
            wanted = wanted.where(column.in_(said)) if said else wanted
        with self._database.read() as connection:
            found = connection.execute(wanted.group_by(pages.c.document).order_by(pages.c.document))
            return [(row.document, int(row.some)) for row in found]

    def pages(self, viewer: Viewer, document: str, poor: Poor) -> list[int]:
        """The numbers of those of a document, rising."""
        mine = _poor(viewer, select(pages.c.number), poor).where(pages.c.document == document)
        with self._database.read() as connection:
            return list(connection.execute(mine.order_by(pages.c.number)).scalars())

    def note(self, document: str, reading: str) -> None:
        """Say of the draft's pages that OCR had, or may have, a part in, that this has read them."""
        mine = and_(draft_pages.c.document == document, draft_pages.c.method.in_(_METHODS))
        with self._database.write() as connection:
            connection.execute(update(draft_pages).where(mine).values(read_by=reading))

    def keep(self, document: str, better: Collection[Page], tried: Collection[int], reading: str) -> None:
        """Put better pages in the draft in place of those that stood there, and say of all that were ``tried`` (their
        numbers) that this has read them."""
        mine = draft_pages.c.document == document
        numbers = [page.number for page in better]
        with self._database.write() as connection:
            connection.execute(delete(draft_pages).where(mine, draft_pages.c.number.in_(numbers)))
            if better:
                connection.execute(insert(draft_pages), [page_row(document, page) for page in better])
            again = update(draft_pages).where(mine, draft_pages.c.number.in_(sorted(tried)))
            connection.execute(again.values(read_by=reading))


def _poor(viewer: Viewer, query: Select[Any], poor: Poor) -> Select[Any]:
    """Without pages that have the text of a reading which came along: that is not ours to read again."""
    query = query.join(documents, documents.c.id == pages.c.document)
    mine = and_(readable(viewer), open_page(viewer, pages))
    ours = and_(documents.c.state.in_(SEARCHABLE), documents.c.media_type.not_in(READING_TYPES), not_(_is_rivals()))
    badly = and_(pages.c.method.in_(_METHODS), pages.c.quality < poor.below)
    new = [] if poor.anyway else [pages.c.read_by != poor.reading]
    return query.where(mine, ours, badly, *new)


def _is_rivals() -> ColumnElement[bool]:
    chosen = and_(rivals.c.document == pages.c.document, rivals.c.page == pages.c.number, rivals.c.chosen)
    return select(rivals.c.page).where(chosen).correlate(pages).exists()
