"""Which pipeline named which document, and whether naming one anew has changed what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, and_, func, select

from models.access import Viewer
from models.store.database import Database
from models.store.documents import SEARCHABLE
from models.store.readable import open_page, readable
from models.store.schema import documents, draft_fields, draft_mentions, drafts, fields, mentions

_SOME: Final = 500  # ids in one IN (…)
_HEAD: Final = ("media_type", "title", "kind", "kind_confidence", "kind_reason", "date", "facts")
_RESOLVED: Final = ("entity", "reference")  # what a mention names follows from the whole owner's documents
_KEPT: Final = ((draft_mentions, mentions), (draft_fields, fields))


class Naming:
    def __init__(self, database: Database) -> None:
        self._database = database

    def behind(self, viewer: Viewer, pipeline: str, sources: Collection[str], owners: Collection[str]) -> list[str]:
        """The documents with pages that another pipeline named, or one not known, by id.

        Of these sources and owners; of all that the viewer may read where none is said. Withdrawn and superseded ones
        too: they may come back.
        """
        wanted = select(documents.c.id).where(
            documents.c.named_by != pipeline,
            documents.c.state.in_(SEARCHABLE),
            readable(viewer),
        )
        for column, said in ((documents.c.source, sources), (documents.c.owner, owners)):
            wanted = wanted.where(column.in_(said)) if said else wanted
        with self._database.read() as connection:
            return list(connection.execute(wanted.order_by(documents.c.id)).scalars())

    def pipeline(self, viewer: Viewer, document: str) -> str:
        """The identity of the pipeline that named the document; empty where none did, or it may not be read."""
        mine = and_(documents.c.id == document, readable(viewer))
        with self._database.read() as connection:
            return connection.execute(select(documents.c.named_by).where(mine)).scalar_one_or_none() or ""

    def mentions(self, viewer: Viewer, ids: Iterable[str]) -> int:
        """How many mentions these documents have together; those that may not be read are left out."""
        wanted, total = list(ids), 0
        query = select(func.count()).select_from(mentions).join(documents, documents.c.id == mentions.c.document)
        with self._database.read() as connection:
            for begin in range(0, len(wanted), _SOME):
                mine = documents.c.id.in_(wanted[begin : begin + _SOME])
                counted = query.where(mine, readable(viewer), open_page(viewer, mentions))
                total += int(connection.execute(counted).scalar_one())
        return total

    def differs(self, document: str) -> bool:
        """Whether the document's draft names other things, or says other things of it, than what is known."""
        with self._database.read() as connection:
            head = _one(connection, drafts, drafts.c.document, document)
            known = _one(connection, documents, documents.c.id, document)
            if head is None or known is None or any(getattr(head, name) != getattr(known, name) for name in _HEAD):
                return True
            return any(_all(connection, new, document) != _all(connection, old, document) for new, old in _KEPT)


def _one(connection: Connection, table: Table, key: Any, document: str) -> Row[Any] | None:
    return connection.execute(select(*(table.c[name] for name in _HEAD)).where(key == document)).one_or_none()


def _all(connection: Connection, table: Table, document: str) -> list[tuple[Any, ...]]:
    said = [column for column in table.columns if column.name not in _RESOLVED]
    query = select(*said).where(table.c.document == document).order_by(*table.primary_key.columns)
    return [tuple(row) for row in connection.execute(query)]
