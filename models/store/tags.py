"""Tags: short words on documents and pages, one owner's staff's in common. Each is there for those who may read what it
is on, and so are the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select

from models import swedish
from models.access import Viewer
from models.identity import opaque_id
from models.masking import mask
from models.note import Tag, tag_word
from models.store.covered import Covered
from models.store.database import Database, insert_missing
from models.store.pointing import anchored, anchored_in_whole, told_here
from models.store.rows import aware
from models.store.schema import documents
from models.store.schema_notes import tags


class Tags:
    def __init__(self, database: Database, key: bytes, covered: Covered) -> None:
        self._database, self._key, self._covered = database, key, covered

    def add(self, viewer: Viewer, document: str, page: int, written: str) -> str:
        """Put a word on the document (``page`` 0) or a page; the word as it is kept. Doing it twice is doing it once.

        Raises as :meth:`models.store.notes.Notes.add`.
        """
        word = tag_word(mask(written))
        if not word:
            raise ValueError("a tag needs a word")
        with self._database.write() as connection:
            if page:
                anchored(connection, viewer, document, page)
            else:
                anchored_in_whole(connection, viewer, document)
            row = {"document": document, "page": page, "word": word, "by": viewer.name, "at": swedish.now()}
            insert_missing(connection, tags, [row])
        return word

    def remove(self, viewer: Viewer, document: str, page: int, word: str) -> None:
        """Take a word away; whoever may put one there may. One that is not there is no error."""
        with self._database.write() as connection:
            if page:
                anchored(connection, viewer, document, page)
            else:
                anchored_in_whole(connection, viewer, document)
            here = and_(tags.c.document == document, tags.c.page == page, tags.c.word == word)
            connection.execute(delete(tags).where(here))

    def of_document(self, viewer: Viewer, document: str) -> list[Tag]:
        """Those on the document and its pages, by page, then in Swedish order."""
        rows = self._told(viewer, tags.c.document == document)
        found = [Tag(row.document, row.page, row.word, row.by, aware(row.at)) for row in rows]
        return sorted(found, key=lambda tag: (tag.page, swedish.sort_key(tag.word)))

    def in_use(self, viewer: Viewer) -> list[tuple[str, str, int]]:
        """Each word with its opaque id and on how many documents that the viewer may read, in Swedish order."""
        columns = (tags.c.word, documents.c.owner, func.count(tags.c.document.distinct()).label("times"))
        query = select(*columns).select_from(_joined()).where(_told_to(viewer))
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(tags.c.word, documents.c.owner)).all()
        counts = Counter[str]()
        for row in rows:
            counts[row.word] += row.times
        for word in self._covered.doubtful(viewer, [(row.owner, row.word) for row in rows]):
            counts[word] = len(self.documents(viewer, word))
        return [(word, self.id(word), counts[word]) for word in sorted(+counts, key=swedish.sort_key)]

    def word(self, viewer: Viewer, id: str) -> str:
        """The word with this id, of those in use where the viewer may read; empty where there is none."""
        return next((word for word, known, _ in self.in_use(viewer) if known == id), "")

    def documents(self, viewer: Viewer, word: str) -> dict[str, list[int]]:
        """The documents with the word, and on which of their pages it is (0: on the whole)."""
        found: dict[str, list[int]] = {}
        for row in self._told(viewer, tags.c.word == word):
            found.setdefault(row.document, []).append(row.page)
        return {document: sorted(pages) for document, pages in found.items()}

    def id(self, word: str) -> str:
        """What stands for the word in an address."""
        return opaque_id(self._key, "tag", word)

    def _told(self, viewer: Viewer, condition: Any) -> list[Row[Any]]:
        query = select(tags, documents.c.owner).select_from(_joined()).where(condition, _told_to(viewer))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(tags.c.document, tags.c.page)).all()
        return self._uncovered(viewer, rows)

    def _uncovered(self, viewer: Viewer, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
        """Without words that name people whom the viewer may not see: by a part of the name, too, where the document
        names them."""
        masks = self._covered.masks(viewer, [row.document for row in rows])
        return [row for row in rows if row.document not in masks or masks[row.document](row.word) == row.word]


def _told_to(viewer: Viewer) -> ColumnElement[bool]:
    """Of what is only lent the staff's tags are theirs."""
    return and_(documents.c.owner.in_(viewer.own), told_here(viewer, tags))


def _joined() -> Any:
    return tags.join(documents, documents.c.id == tags.c.document)
