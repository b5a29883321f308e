"""What is handed out on requests: recorded and set going in one transaction, so that none is lost and none doubled.

The copy is made by a job (:class:`models.job.JobKind.RELEASE`), the same way as any file comes in, in the reader's
source. Its id follows from reader, source and bytes: of a whole document it is known before it is there; of a masked
one from when its bytes are noted. Making it twice makes one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.disclosure import DisclosureRequest, Origin, Release
from models.errors import AccessDeniedError
from models.identity import document_id
from models.job import JobKind
from models.store.database import Database
from models.store.jobs import ask, asked_still
from models.store.readable import readable
from models.store.requests import Requests
from models.store.rows import aware
from models.store.schema import documents
from models.store.schema_sharing import releases, requests
from models.trial import Trial, Verdict


class Releases:
    def __init__(self, database: Database, requests: Requests) -> None:
        self._database, self._requests = database, requests

    def record(
        self, connection: Connection, viewer: Viewer, asked: DisclosureRequest, trial: Trial, marked: Sequence[str]
    ) -> Release:
        """Record, in the transaction that sends the trial, that its document goes out, and ask a worker for the copy.

        Raises :class:`AccessDeniedError` for a document that is not the owner's or not the viewer's to read.
        """
        mine = select(documents).where(documents.c.id == trial.document, readable(viewer))
        row = connection.execute(mine.where(documents.c.owner == asked.owner)).one_or_none()
        if row is None:
            raise AccessDeniedError("Handlingen finns inte hos den som begäran gäller")
        sha256, name = row.sha256, row.name
        masked: tuple[str, ...] | None = None
        if trial.verdict is Verdict.MASKED:  # the name of the original may say what is masked
            sha256, name, masked = "", f"handling-{trial.id[:8]} (maskad).pdf", trial.decision.masked_by
        copy = document_id(asked.reader, asked.source, sha256) if sha256 else ""
        new = Release(
            *(secrets.token_hex(16), asked.id, trial.document, copy, sha256, name),
            *(tuple(marked), viewer.name, swedish.now()),
            trial=trial.id,
            masked=masked,
        )
        names = ("id", "request", "document", "copy", "sha256", "name", "by", "at", "trial")
        values = {name: getattr(new, name) for name in names}
        lists = {"marked": list(marked), "masked": list(new.masked) if new.masked is not None else None}
        connection.execute(insert(releases).values(**values, **lists))
        ask(connection, JobKind.RELEASE, asked.reader, viewer.name, {"release": new.id})
        return new

    def again(self, viewer: Viewer, request: str, these: Collection[str]) -> int:
        """Ask a worker once more for the copies of ``these`` that are not there, which it may have given up; how many.
        Each is made once all the same. Raises :class:`AccessDeniedError` for who is not the owner's officer."""
        with self._database.write() as connection:
            asked = self._requests.decided_by(connection, viewer, request)
            mine = and_(releases.c.request == request, releases.c.id.in_(these))
            undone = select(releases.c.id).where(mine, releases.c.done.is_(None))
            ids = connection.execute(undone.order_by(releases.c.at)).scalars().all()
            for id in ids:
                ask(connection, JobKind.RELEASE, asked.reader, viewer.name, {"release": id})
        return len(ids)

    def made(self, id: str, sha256: str) -> Origin:
        """Note which bytes the masked copy has, once: of a copy that is made again the first stand. As :meth:`task`."""
        origin = self.task(id)
        copy = document_id(origin.request.reader, origin.request.source, sha256)
        first = update(releases).where(releases.c.id == id, releases.c.sha256 == "")
        with self._database.write() as connection:
            connection.execute(first.values(sha256=sha256, copy=copy))
        return self.task(id)

    def of(self, viewer: Viewer, request: str) -> list[Release]:
        """What was handed out on the request, in order. Raises :class:`AccessDeniedError` as :meth:`Requests.get`."""
        query = select(releases).where(releases.c.request == request).order_by(releases.c.at, releases.c.id)
        with self._database.read() as connection:
            self._requests.found(connection, viewer, request)
            return [_release(row) for row in connection.execute(query)]

    def asked_for(self, viewer: Viewer, request: str) -> frozenset[str]:
        """Those of the request's that a worker is asked to make the copy of. Raises as :meth:`of`."""
        mine = select(releases.c.id).where(releases.c.request == request)
        with self._database.read() as connection:
            self._requests.found(connection, viewer, request)
            asked_for = {each["release"] for each in asked_still(connection, JobKind.RELEASE)}
            return frozenset(asked_for & {*connection.execute(mine).scalars()})

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
        *(row.id, row.request, row.document or "", row.copy, row.sha256, row.name, tuple(row.marked), row.by),
        *(aware(row.at), aware(row.done) if row.done else None),
        row.trial,
        None if row.masked is None else tuple(row.masked),
    )
