"""The outbox (*utkorg*): what must reach the index, written in the transaction that made it so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, delete, func, insert, select, update

from models.access import Viewer
from models.store.database import Database
from models.store.readable import readable
from models.store.schema import documents, outbox

MEND: Final = "mend"
"""Put what the index has lost: as ``put``, but news to nobody (``search/alerting.py``). What is news of a ``put`` is
written before the index is touched; from then on it is one too."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """``operation`` is ``put``, ``mend`` or ``delete``. Rows of one document are taken in ``sequence`` order."""

    sequence: int
    document: str
    owner: str
    operation: str


class Outbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, limit: int = 100, owner: str | None = None) -> list[OutboxRow]:
        """The oldest rows, of the owner if one is named. They stay until :meth:`done`: a drain that dies between is
        done again."""
        oldest = select(outbox).order_by(outbox.c.sequence).limit(limit)
        return self._rows(oldest if owner is None else oldest.where(outbox.c.owner == owner))

    def all(self) -> list[OutboxRow]:
        """Every row that waits."""
        return self.take(limit=2**31 - 1)

    def owners(self, after: int = 0) -> dict[str, int]:
        """How many rows wait (``after`` one) of each owner of whom any does, whose oldest is oldest first."""
        query = select(outbox.c.owner, func.count().label("number")).group_by(outbox.c.owner)
        query = query.where(outbox.c.sequence > after) if after else query
        with self._database.read() as connection:
            found = connection.execute(query.order_by(func.min(outbox.c.sequence)))
            return {row.owner: row.number for row in found}

    def oldest(self, owner: str) -> int | None:
        """The sequence of the owner's oldest row that waits; None where none does. Where rows go, it grows."""
        with self._database.read() as connection:
            mine = select(func.min(outbox.c.sequence)).where(outbox.c.owner == owner)
            return connection.execute(mine).scalar()

    def last(self) -> int:
        """The sequence of the newest row that waits; 0 where none does."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(outbox.c.sequence))).scalar() or 0

    def newest(self, limit: int, owner: str) -> list[OutboxRow]:
        """What somebody has just changed and looks for: all rows, in order, of the documents of so many newest rows of
        the owner."""
        newest = select(outbox.c.document).where(outbox.c.owner == owner).order_by(outbox.c.sequence.desc())
        return self._theirs(newest.limit(limit))

    def newest_owners(self, limit: int) -> list[str]:
        """Whose so many newest rows are, the newest first."""
        newest = select(outbox.c.owner).order_by(outbox.c.sequence.desc()).limit(limit)
        with self._database.read() as connection:
            return list(dict.fromkeys(connection.execute(newest).scalars()))

    def between(self, after: int, last: int, owner: str, limit: int) -> list[OutboxRow]:
        """All rows, in order, of the documents of so many rows of the owner after the one, up to the other."""
        mine = select(outbox.c.document).where(outbox.c.owner == owner, outbox.c.sequence.between(after + 1, last))
        return self._theirs(mine.order_by(outbox.c.sequence).limit(limit))

    def _theirs(self, some: Select[tuple[str]]) -> list[OutboxRow]:
        """All rows of these documents. No older row of theirs is left over: a ``delete`` that was done after a newer
        ``put`` would take out what has come back."""
        with self._database.read() as connection:
            ids = sorted({*connection.execute(some).scalars()})
        return self._rows(select(outbox).where(outbox.c.document.in_(ids)).order_by(outbox.c.sequence)) if ids else []

    def _rows(self, query: Select[Any]) -> list[OutboxRow]:
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [OutboxRow(row.sequence, row.document, row.owner, row.operation) for row in rows]

    def leaving(self, viewer: Viewer, limit: int) -> list[str]:
        """What has been erased or withdrawn at the viewer's owners and stands in the index still (ids), so many of the
        newest. Nobody is told of them: they are what is not to be counted."""
        standing = select(documents.c.id).where(documents.c.id == outbox.c.document, documents.c.withdrawn.is_(None))
        mine = and_(outbox.c.owner.in_(viewer.owners), outbox.c.operation == "delete", ~standing.exists())
        query = select(outbox.c.document).where(mine).order_by(outbox.c.sequence.desc()).limit(limit)
        with self._database.read() as connection:
            return list(dict.fromkeys(connection.execute(query).scalars()))

    def waiting(self, viewer: Viewer) -> int:
        """How many documents that the viewer may read wait to reach the index."""
        mine = select(func.count(outbox.c.document.distinct()))
        mine = mine.join(documents, documents.c.id == outbox.c.document).where(readable(viewer))
        with self._database.read() as connection:
            return connection.execute(mine).scalar_one()

    def waits(self, viewer: Viewer) -> bool:
        """Whether a document that the viewer may read waits to reach the index."""
        mine = select(outbox.c.sequence).join(documents, documents.c.id == outbox.c.document).where(readable(viewer))
        with self._database.read() as connection:
            return connection.execute(mine.limit(1)).first() is not None

    def told(self, sequences: Sequence[int]) -> None:
        """Make mends of those of the rows that are puts: what is news of them is written, and the index is about to be
        touched. A drain that dies meanwhile is gone on with without it being told from an index that is half-way."""
        if sequences:
            puts = update(outbox).where(outbox.c.sequence.in_(sequences), outbox.c.operation == "put")
            with self._database.write() as connection:
                connection.execute(puts.values(operation=MEND))

    def done(self, sequences: Sequence[int]) -> None:
        """Strike the rows that the index now holds."""
        if sequences:
            with self._database.write() as connection:
                connection.execute(delete(outbox).where(outbox.c.sequence.in_(sequences)))

    def count(self, last: int | None = None) -> int:
        """How many rows wait, up to one of them where it is named."""
        query = select(func.count()).select_from(outbox)
        with self._database.read() as connection:
            return connection.execute(query if last is None else query.where(outbox.c.sequence <= last)).scalar_one()

    def ask_again(self, some: Iterable[tuple[str, str]]) -> None:
        """Ask for these documents of these owners to be mended: all of them, or none."""
        with self._database.write() as connection:
            for document, owner in some:
                enqueue(connection, document, owner, MEND)

    def add(self, document: str, owner: str, operation: str) -> None:
        """Ask for the document to be mended or deleted, outside any other change (``samsyn verify --repair``)."""
        with self._database.write() as connection:
            enqueue(connection, document, owner, operation)


def enqueue(connection: Connection, document: str, owner: str, operation: str) -> None:
    """Add a row in the caller's transaction."""
    connection.execute(insert(outbox).values(document=document, owner=owner, operation=operation))
