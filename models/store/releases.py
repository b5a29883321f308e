"""What is handed out on requests: recorded and set going in one transaction, so that none is lost and none doubled.

The copy is made by a job (:class:`models.job.JobKind.RELEASE`), the same way as any file comes in, in the reader's
source. Its id follows from reader, source and bytes: it is known before it is there, and making it twice makes one.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.disclosure import Origin, Release
from models.errors import AccessDeniedError
from models.identity import document_id
from models.job import JobKind
from models.store.database import Database
from models.store.jobs import ask
from models.store.readable import readable
from models.store.requests import Requests, check_granted
from models.store.rows import aware
from models.store.schema import documents
from models.store.schema_sharing import releases, requests


class Releases:
    def __init__(self, database: Database, requests: Requests) -> None:
        self._database, self._requests = database, requests

    def add(self, viewer: Viewer, request: str, document: str, marked: Sequence[str]) -> Release:
        """Hand the document out on the request: recorded, and asked of a worker. Again: what was recorded before.

        Raises :class:`AccessDeniedError` for who is not the owner's officer or may not read the document, and
        :class:`InvalidRequestError` where the request is not granted, or asks another owner.
        """
        with self._database.write() as connection:
            wanted = self._requests.decided_by(connection, viewer, request)
            found = connection.execute(select(documents).where(documents.c.id == document, readable(viewer)))
            row = found.one_or_none()
            if row is None or row.owner != wanted.owner:
                raise AccessDeniedError("Handlingen finns inte hos den som begäran gäller")
            check_granted(wanted)
            same = and_(releases.c.request == request, releases.c.document == document)
            before = connection.execute(select(releases).where(same)).one_or_none()
            if before is not None:
                if before.done is None:  # asked of a worker that may have given it up: it is made once all the same
                    ask(connection, JobKind.RELEASE, wanted.reader, viewer.name, {"release": before.id})
                return _release(before)
            copy = document_id(wanted.reader, wanted.source, row.sha256)
            new = Release(
                *(secrets.token_hex(16), request, document, copy, row.sha256, row.name),
                *(tuple(marked), viewer.name, swedish.now()),
            )
            names = ("id", "request", "document", "copy", "sha256", "name", "by", "at")
            values = {name: getattr(new, name) for name in names}
            connection.execute(insert(releases).values(marked=list(marked), **values))
            ask(connection, JobKind.RELEASE, wanted.reader, viewer.name, {"release": new.id})
        return new

    def of(self, viewer: Viewer, request: str) -> list[Release]:
        """What was handed out on the request, in order. Raises :class:`AccessDeniedError` as :meth:`Requests.get`."""
        query = select(releases).where(releases.c.request == request).order_by(releases.c.at, releases.c.id)
        with self._database.read() as connection:
            self._requests.found(connection, viewer, request)
            return [_release(row) for row in connection.execute(query)]

    def about(self, viewer: Viewer, document: str) -> list[Origin]:
        """By which requests the document came here, or, to its owner's officer, on which it was handed out."""
        here = and_(releases.c.copy == document, requests.c.reader.in_(viewer.own))
        away = and_(releases.c.document == document, requests.c.owner.in_(viewer.deciding))
        return self._origins(or_(here, away))

    def task(self, id: str) -> Origin:
        """The release as the worker that makes the copy needs it; for no page, and no viewer. Raises
        :class:`AccessDeniedError`."""
        found = self._origins(releases.c.id == id)
        if not found:
            raise AccessDeniedError("Utlämnandet finns inte")
        return found[0]

    def finish(self, id: str) -> None:
        """Note that the copy is there."""
        undone = update(releases).where(releases.c.id == id, releases.c.done.is_(None))
        with self._database.write() as connection:
            connection.execute(undone.values(done=swedish.now()))

    def _origins(self, which: Any) -> list[Origin]:
        with self._database.read() as connection:
            query = select(releases).join(requests, requests.c.id == releases.c.request).where(which)
            found = [_release(row) for row in connection.execute(query.order_by(releases.c.at, releases.c.id))]
            ids = {each.request for each in found}
            rows = connection.execute(select(requests).where(requests.c.id.in_(ids))).all()
        known = {row.id: self._requests.read(row) for row in rows}
        return [Origin(each, known[each.request]) for each in found]


def _release(row: Row[Any]) -> Release:
    return Release(
        *(row.id, row.request, row.document, row.copy, row.sha256, row.name, tuple(row.marked), row.by),
        *(aware(row.at), aware(row.done) if row.done else None),
    )
