"""The jobs table: the front end writes a row, a worker takes it, and a worker that falls silent loses it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.job import Job, JobKind, JobState
from models.limits import Limits
from models.store.claims import is_void
from models.store.database import Database
from models.store.rows import aware
from models.store.schema import jobs


class Jobs:
    def __init__(self, database: Database, limits: Limits) -> None:
        self._database = database
        self._limits = limits

    def add(self, kind: JobKind, owner: str, created_by: str, arguments: Mapping[str, str]) -> str:
        """Ask for work; returns the job's id."""
        with self._database.write() as connection:
            return ask(connection, kind, owner, created_by, arguments)

    def get(self, viewer: Viewer, id: str) -> Job:
        """The job. Raises :class:`AccessDeniedError` where it is not the viewer's own or not of the viewer's owners."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == id)).one_or_none()
        if row is None or row.created_by != viewer.name or row.owner not in viewer.owners:
            raise AccessDeniedError("Jobbet finns inte")
        return _job(row)

    def list(self, viewer: Viewer, limit: int = 50) -> list[Job]:
        """The viewer's own jobs, newest first."""
        mine = and_(jobs.c.created_by == viewer.name, jobs.c.owner.in_(viewer.owners))
        with self._database.read() as connection:
            rows = connection.execute(select(jobs).where(mine).order_by(jobs.c.created.desc()).limit(limit)).all()
        return [_job(row) for row in rows]

    def take(self, worker: str) -> Job | None:
        """The oldest job that waits, or whose worker's lease has run out, leased to this worker; None if there is none.

        A job that has been taken ``limits.attempts`` times without ending fails with the reason ``attempts``.
        """
        now = swedish.now()
        waiting = and_(
            jobs.c.state == JobState.WAITING.value, or_(jobs.c.not_before.is_(None), jobs.c.not_before <= now)
        )
        open_ones = select(jobs).where(or_(waiting, jobs.c.state == JobState.RUNNING.value))
        oldest_first = open_ones.order_by(jobs.c.created, jobs.c.id).with_for_update(skip_locked=True)
        with self._database.write() as connection:
            for row in connection.execute(oldest_first).all():
                running = row.state == JobState.RUNNING.value
                if running and not is_void(row.worker, row.lease_until, now):
                    continue
                change = update(jobs).where(jobs.c.id == row.id)
                if row.attempts >= self._limits.attempts:
                    connection.execute(change.values(state=JobState.FAILED.value, reason="attempts"))
                    continue
                taken = change.values(
                    state=JobState.RUNNING.value,
                    worker=worker,
                    attempts=row.attempts + 1,
                    lease_until=self._lease(now),
                    progress=0.0,
                )
                return _job(connection.execute(taken.returning(jobs)).one())
        return None

    def progress(self, id: str, worker: str, fraction: float) -> bool:
        """Say how far the job has come (0–1) and renew the lease. False where another worker has it by now."""
        return self._change(id, worker, progress=fraction, lease_until=self._lease(swedish.now()))

    def renew(self, id: str, worker: str) -> bool:
        """Renew the lease and nothing else."""
        return self._change(id, worker, lease_until=self._lease(swedish.now()))

    def finish(self, id: str, worker: str, result: Mapping[str, str]) -> bool:
        return self._change(id, worker, state=JobState.DONE.value, progress=1.0, result=dict(result))

    def fail(self, id: str, worker: str, reason: str) -> bool:
        """End the job without its result. ``reason`` is an error code."""
        return self._change(id, worker, state=JobState.FAILED.value, reason=reason)

    def release(self, id: str, worker: str, *, after: timedelta | None = None, blame: bool = True) -> bool:
        """Give the job back: the fault may pass (tried again ``after`` a while), or the worker was asked to stop.

        Without ``blame`` the attempt is not counted.
        """
        values: dict[str, Any] = {"state": JobState.WAITING.value, "lease_until": None}
        if after is not None:
            values["not_before"] = swedish.now() + after
        if not blame:
            values["attempts"] = jobs.c.attempts - 1
        return self._change(id, worker, **values)

    def _change(self, id: str, worker: str, **values: Any) -> bool:
        mine = and_(
            jobs.c.id == id,
            jobs.c.worker == worker,
            jobs.c.state == JobState.RUNNING.value,
        )
        with self._database.write() as connection:
            return connection.execute(update(jobs).where(mine).values(**values)).rowcount == 1

    def _lease(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self._limits.lease_seconds)


def ask(connection: Connection, kind: JobKind, owner: str, created_by: str, arguments: Mapping[str, str]) -> str:
    """As :meth:`Jobs.add`, in the transaction of what the work is of."""
    id = secrets.token_hex(16)
    asked = {"id": id, "kind": kind.value, "owner": owner, "created_by": created_by, "arguments": dict(arguments)}
    connection.execute(insert(jobs).values(**asked, state=JobState.WAITING.value, created=swedish.now()))
    return id


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        owner=row.owner,
        created_by=row.created_by,
        arguments=row.arguments,
        created=aware(row.created),
        attempts=row.attempts,
        lease_until=row.lease_until and aware(row.lease_until),
        progress=row.progress,
        result=row.result,
        reason=row.reason,
    )
