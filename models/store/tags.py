"""Tags: short words on documents, pages and words on these, one owner's staff's in common. Each is there for those who
may read what it is on, and so are the counts."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.identity import opaque_id
from models.masking import mask
from models.note import Place, Tag, tag_word
from models.quotation import Quotation
from models.store.covered import Covered
from models.store.database import Database, insert_missing
from models.store.pointing import anchored_place, told_here
from models.store.rows import aware
from models.store.schema import documents
from models.store.schema_notes import tags
from models.store.written import KEPT_REMOVED, Writing

_NO_WORDS: Final = {"start": -1, "length": 0}


class Tags:
    def __init__(self, database: Database, key: bytes, covered: Covered) -> None:
        self._database, self._key, self._covered = database, key, covered
        self._writing = Writing(key, "tag")

    def add(self, viewer: Viewer, place: Place, written: str) -> str:
        """Put a word on the place; the word as it is kept. Doing it twice is doing it once, and one that was taken away
        comes back.

        Raises as :meth:`models.store.notes.Notes.add`.
        """
        word, id, now = tag_word(mask(written)), secrets.token_hex(16), swedish.now()
        if not word:
            raise ValueError("a tag needs a word")
        on = place.quotation
        at = {"start": on.start, "length": len(on.text)} if on else _NO_WORDS
        where = {"document": place.document, "page": place.page, **at, "word": word}
        by = {"by": viewer.name, "at": now}
        sealed = self._writing.sealed(id, on.kept()) if on else ""
        with self._database.write() as connection:
            anchored_place(connection, viewer, place)
            if not insert_missing(connection, tags, [{"id": id, **where, **by, "sealed": sealed}]):
                same = and_(tags.c.removed.is_not(None), *(tags.c[name] == value for name, value in where.items()))
                connection.execute(update(tags).where(same).values(**by, removed=None))
        return word

    def get(self, viewer: Viewer, id: str) -> Tag:
        """One that the viewer is told of, or was until it was taken away. Raises :class:`AccessDeniedError`."""
        kept = or_(_there(), tags.c.removed >= swedish.now() - KEPT_REMOVED)
        rows = self._told(viewer, and_(tags.c.id == id, kept))
        if not rows:
            raise AccessDeniedError("Etiketten finns inte")
        return self._tag(rows[0])

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take one away, to be brought back by :meth:`restore`; whoever may put one there may. Those taken away long
        ago are erased. Raises as :meth:`get`."""
        now = swedish.now()
        self.get(viewer, id)
        with self._database.write() as connection:
            connection.execute(update(tags).where(tags.c.id == id, _there()).values(removed=now))
            connection.execute(delete(tags).where(tags.c.removed < now - KEPT_REMOVED))

    def restore(self, viewer: Viewer, id: str) -> None:
        """Put one back. Raises as :meth:`get`."""
        self.get(viewer, id)
        with self._database.write() as connection:
            connection.execute(update(tags).where(tags.c.id == id).values(removed=None))

    def of_document(self, viewer: Viewer, document: str) -> list[Tag]:
        """Those on the document, its pages and words on these, by page, then in Swedish order."""
        found = [self._tag(row) for row in self._told(viewer, and_(tags.c.document == document, _there()))]
        return sorted(found, key=lambda tag: (tag.place.page, swedish.sort_key(tag.word)))

    def in_use(self, viewer: Viewer) -> list[tuple[str, str, int]]:
        """Each word with its opaque id and on how many documents that the viewer may read, in Swedish order."""
        columns = (tags.c.word, documents.c.owner, func.count(tags.c.document.distinct()).label("times"))
        query = select(*columns).select_from(_joined()).where(_told_to(viewer), _there())
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(tags.c.word, documents.c.owner)).all()
        counts = Counter[str]()
        for row in rows:
            counts[row.word] += row.times
        for word in self._covered.doubtful(viewer, [(row.owner, row.word) for row in rows]):
            counts[word] = len(self.of_word(viewer, word))
        return [(word, self.id(word), counts[word]) for word in sorted(+counts, key=swedish.sort_key)]

    def word(self, viewer: Viewer, id: str) -> str:
        """The word with this id, of those in use where the viewer may read; empty where there is none."""
        return next((word for word, known, _ in self.in_use(viewer) if known == id), "")

    def of_word(self, viewer: Viewer, word: str) -> dict[str, list[Tag]]:
        """The documents with the word, and where on each it stands: on the whole first, then by page."""
        found: dict[str, list[Tag]] = {}
        for row in self._told(viewer, and_(tags.c.word == word, _there())):
            found.setdefault(row.document, []).append(self._tag(row))
        return found

    def id(self, word: str) -> str:
        """What stands for the word in an address."""
        return opaque_id(self._key, "tag", word)

    def _told(self, viewer: Viewer, condition: ColumnElement[bool]) -> list[Row[Any]]:
        query = select(tags, documents.c.owner).select_from(_joined()).where(condition, _told_to(viewer))
        where = (tags.c.document, tags.c.page, tags.c.start, tags.c.length, tags.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(*where)).all()
        return self._uncovered(viewer, rows)

    def _uncovered(self, viewer: Viewer, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
        """Without words that name people whom the viewer may not see: by a part of the name, too, where the document
        names them."""
        masks = self._covered.masks(viewer, [row.document for row in rows])
        return [row for row in rows if row.document not in masks or masks[row.document](row.word) == row.word]

    def _tag(self, row: Row[Any]) -> Tag:
        on = Quotation.of(self._writing.opened(row.id, row.sealed)) if row.sealed else None
        return Tag(row.id, row.word, row.by, aware(row.at), Place(row.document, row.page, on))


def _told_to(viewer: Viewer) -> ColumnElement[bool]:
    """Of what is only lent the staff's tags are theirs."""
    return and_(documents.c.owner.in_(viewer.own), told_here(viewer, tags))


def _there() -> ColumnElement[bool]:
    return tags.c.removed.is_(None)


def _joined() -> Any:
    return tags.join(documents, documents.c.id == tags.c.document)
