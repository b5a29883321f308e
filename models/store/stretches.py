"""Documents whose pages several workers read: each reads a stretch (*sträcka*) of them, with a claim of its own.

Whoever meets a document with many pages for OCR says so (:meth:`Stretches.share`) and lets go of it. Each stretch is
claimed, read and kept by itself, so that a worker that dies loses that stretch only. When all are done, whoever claims
the document next puts the pages together (:meth:`Stretches.pages`) as if it had read them. A document and a stretch of
it are never claimed at the same time: who would erase it, or name it anew, finds it being read.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from models import swedish
from models.access import Viewer, has_grant
from models.document import Page
from models.errors import AccessDeniedError
from models.limits import Limits
from models.store import rows
from models.store.claims import is_void
from models.store.database import Database
from models.store.draft_rows import page_row
from models.store.registration import Claim
from models.store.schema import documents, shared_readings, stretch_pages, stretches
from models.store.shared_documents import forget_stretches

Ends = tuple[int, int]
"""The first and the last page of a stretch."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is known of a document that is read so: ``count`` pages; ``left`` are the stretches that wait."""

    media_type: str
    count: int
    title: str
    facts: Mapping[str, str]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages ``first`` to ``last`` of a document. ``cut``: it ended a worker, and is these stretches of a page now."""

    document: str
    first: int
    last: int
    cut: tuple[str, ...] = ()


class Stretches:
    def __init__(self, database: Database, limits: Limits) -> None:
        self._database, self._limits = database, limits

    def share(
        self, document: str, worker: str, manner: str, of: Shared, read: Sequence[Page], ends: Iterable[Ends]
    ) -> tuple[str, ...] | None:
        """Keep what is ``read`` already, make stretches of the rest and let go of the document: all or nothing.

        Returns their ids, or None where another worker has the document. ``manner`` says how it is read.
        """
        made = [_row(document, *each) for each in ends]
        known = {"media_type": of.media_type, "pages": of.count, "title": of.title, "facts": dict(of.facts)}
        with self._database.write() as connection:
            if not _let_go(connection, document, worker):
                return None
            forget_stretches(connection, document)
            connection.execute(insert(shared_readings).values(document=document, manner=manner, **known))
            connection.execute(insert(stretches), made)
            if read:
                connection.execute(insert(stretch_pages), [page_row(document, page) for page in read])
        return tuple(row["id"] for row in made)

    def go_on(self, viewer: Viewer, document: str, worker: str, manner: str) -> Shared | None:
        """How the document stands, which this worker has claimed, and None where its pages are not shared, or were read
        in another manner: then nothing of that is kept. Where stretches are left it is let go of."""
        with self._database.write() as connection:
            known = _shared(connection, viewer, document)
            if known is None or not _is_of(connection, document, worker):
                return None
            all_of_it = select(stretches).where(stretches.c.document == document).order_by(stretches.c.first)
            left = tuple(row.id for row in connection.execute(all_of_it) if not row.done)
            if known.manner != manner or not (left or _is_whole(connection, document, known.pages)):
                forget_stretches(connection, document)
                return None
            if left:
                _let_go(connection, document, worker)
        return Shared(known.media_type, known.pages, known.title, known.facts, left)

    def claim(self, id: str, worker: str) -> tuple[Claim, Stretch] | None:
        """Take the stretch for this worker, and count the attempt; None where there is nothing left to do with it.

        One that has ended a worker is cut into its pages, so that none is blamed for another: nobody has claimed those.
        """
        now = swedish.now()
        with self._database.write() as connection:
            row = _locked(connection, id)
            if row is None or row.done:
                return None
            found = Stretch(row.document, row.first, row.last)
            if not is_void(row.worker, row.lease_until, now, self._limits.lease_seconds) or self._is_held(
                connection, row.document, now
            ):
                return Claim.HELD, found
            if row.attempts and row.first < row.last:
                cut = [_row(row.document, number, number) for number in range(row.first, row.last + 1)]
                connection.execute(delete(stretches).where(stretches.c.id == id))
                connection.execute(insert(stretches), cut)
                return Claim.TAKEN, Stretch(row.document, row.first, row.last, tuple(each["id"] for each in cut))
            lease = now + timedelta(seconds=self._limits.lease_seconds)
            claimed = {"worker": worker, "lease_until": lease, "attempts": row.attempts + 1}
            connection.execute(update(stretches).where(stretches.c.id == id).values(**claimed))
        return (Claim.EXHAUSTED if row.attempts >= self._limits.attempts else Claim.TAKEN), found

    def renew(self, id: str, worker: str) -> bool:
        """Lengthen the lease; False where the stretch is another's by now."""
        lease = swedish.now() + timedelta(seconds=self._limits.lease_seconds)
        with self._database.write() as connection:
            return _change(connection, id, worker, {"lease_until": lease})

    def keep(self, id: str, worker: str, read: Sequence[Page]) -> bool:
        """Its pages are read; False where it is another's by now, or nobody's: then nothing is kept."""
        with self._database.write() as connection:
            row = _locked(connection, id)
            if row is None or row.worker != worker:
                return False
            ended = {"done": True, "worker": "", "lease_until": None, "attempts": 0}
            connection.execute(update(stretches).where(stretches.c.id == id).values(**ended))
            connection.execute(insert(stretch_pages), [page_row(row.document, page) for page in read])
        return True

    def fail(self, id: str, worker: str, *, blame: bool) -> None:
        """Let go of a stretch that could not be read now. ``blame``: the attempt counts."""
        values: dict[str, Any] = {} if blame else {"attempts": 0}
        with self._database.write() as connection:
            _change(connection, id, worker, {"worker": "", "lease_until": None, **values})

    def of(self, viewer: Viewer, document: str) -> Shared | None:
        """What is known of a document whose pages are shared; None of any other."""
        with self._database.read() as connection:
            known = _shared(connection, viewer, document)
        return known and Shared(known.media_type, known.pages, known.title, known.facts)

    def pages(self, viewer: Viewer, document: str) -> tuple[Page, ...]:
        """What has been read of it."""
        with self._database.read() as connection:
            _check(connection, viewer, document)
            query = select(stretch_pages).where(stretch_pages.c.document == document).order_by(stretch_pages.c.number)
            return tuple(rows.page(row, with_words=True) for row in connection.execute(query))

    def _is_held(self, connection: Connection, document: str, now: datetime) -> bool:
        known = select(documents.c.worker, documents.c.lease_until).where(documents.c.id == document)
        row = connection.execute(known).one()
        return not is_void(row.worker, row.lease_until, now, self._limits.lease_seconds)


def _check(connection: Connection, viewer: Viewer, document: str) -> None:
    owner = connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one_or_none()
    if owner is None or not has_grant(viewer, owner):
        raise AccessDeniedError("Handlingen finns inte")


def _shared(connection: Connection, viewer: Viewer, document: str) -> Row[Any] | None:
    _check(connection, viewer, document)
    return connection.execute(select(shared_readings).where(shared_readings.c.document == document)).one_or_none()


def _row(document: str, first: int, last: int) -> dict[str, Any]:
    return {"id": secrets.token_hex(16), "document": document, "first": first, "last": last}


def _locked(connection: Connection, id: str) -> Row[Any] | None:
    """The stretch, with its document's row locked first, as whoever erases it or claims it locks that."""
    of = select(stretches.c.document).where(stretches.c.id == id).scalar_subquery()
    connection.execute(select(documents.c.id).where(documents.c.id == of).with_for_update()).all()
    return connection.execute(select(stretches).where(stretches.c.id == id).with_for_update()).one_or_none()


def _let_go(connection: Connection, document: str, worker: str) -> bool:
    mine = update(documents).where(documents.c.id == document, documents.c.worker == worker)
    return connection.execute(mine.values(worker="", lease_until=None, attempts=0)).rowcount == 1


def _is_of(connection: Connection, document: str, worker: str) -> bool:
    mine = select(documents.c.id).where(documents.c.id == document, documents.c.worker == worker)
    return connection.execute(mine.with_for_update()).first() is not None


def _change(connection: Connection, id: str, worker: str, values: Mapping[str, Any]) -> bool:
    mine = update(stretches).where(stretches.c.id == id, stretches.c.worker == worker)
    return connection.execute(mine.values(**values)).rowcount == 1


def _is_whole(connection: Connection, document: str, count: int) -> bool:
    numbers = select(stretch_pages.c.number).where(stretch_pages.c.document == document)
    return sorted(connection.execute(numbers).scalars()) == list(range(1, count + 1))
