"""The jobs table: the front end writes a row, a worker takes it, and a worker that falls silent loses it.

Arguments hold what people typed (a purpose, say): they are sealed (:mod:`models.store.kept_words`). A job whose key was
destroyed is not there any more.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, insert, or_, select, text, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.job import READING_KINDS, Job, JobKind, JobState, Rank, rank_of
from models.limits import Limits
from models.measure import MEASURED
from models.store.claims import AHEAD, is_void
from models.store.database import Database
from models.store.kept_words import opened, sealed
from models.store.ledger_keys import LedgerKeys
from models.store.rows import aware
from models.store.runs import kept_source
from models.store.schema import jobs, runs

_FIRST: Final = 20  # jobs that wait, looked at to take one


class Jobs:
    def __init__(self, database: Database, limits: Limits, keys: LedgerKeys) -> None:
        self._database = database
        self._limits = limits
        self._keys = keys

    def add(self, kind: JobKind, owner: str, created_by: str, arguments: Mapping[str, str]) -> str:
        """Ask for work; returns the job's id."""
        _ = self._keys.secret  # outside the transaction
        with self._database.write() as connection:
            kept = sealed(self._keys, connection, created_by, arguments, swedish.now())
            return ask(connection, kind, owner, created_by, kept)

    def add_once(self, kind: JobKind, owner: str, created_by: str) -> None:
        """Ask for work that has no arguments, unless somebody's asking for the same waits already."""
        waiting = select(jobs.c.id).where(jobs.c.kind == kind.value, jobs.c.state == JobState.WAITING.value)
        with self._database.write() as connection:
            if not self._database.is_sqlite:  # where others write meanwhile
                connection.execute(text("LOCK TABLE jobs IN SHARE ROW EXCLUSIVE MODE"))
            if connection.execute(waiting.limit(1)).first() is None:
                ask(connection, kind, owner, created_by, {})

    def get(self, viewer: Viewer, id: str) -> Job:
        """The job. Raises :class:`AccessDeniedError` where it is not the viewer's own or not of the viewer's owners."""
        with self._database.read() as connection:
            found = _jobs(self._keys, connection, connection.execute(select(jobs).where(jobs.c.id == id)).all())
        if not found or found[0].created_by != viewer.name or found[0].owner not in viewer.owners:
            raise AccessDeniedError("Jobbet finns inte")
        return found[0]

    def list(self, viewer: Viewer, limit: int = 50) -> list[Job]:
        """The viewer's own jobs, newest first; those of a run are told of with it (:mod:`models.store.run_reports`)."""
        mine = and_(jobs.c.created_by == viewer.name, jobs.c.owner.in_(viewer.owners), jobs.c.run.is_(None))
        with self._database.read() as connection:
            rows = connection.execute(select(jobs).where(mine).order_by(jobs.c.created.desc()).limit(limit)).all()
            return _jobs(self._keys, connection, rows)

    def failed(self, viewer: Viewer, run: str) -> Sequence[Job]:
        """The viewer's own jobs of a run that could not be done, oldest first; none of a run over a source that is kept
        from them as a whole: they name its files."""
        mine = and_(jobs.c.created_by == viewer.name, jobs.c.owner.in_(viewer.owners), jobs.c.run == run)
        these = select(jobs).join(runs, runs.c.id == jobs.c.run).where(mine, ~kept_source(viewer, runs.c.source))
        these = these.where(jobs.c.state == JobState.FAILED.value)
        with self._database.read() as connection:
            return _jobs(self._keys, connection, connection.execute(these.order_by(jobs.c.created)).all())

    def take(self, worker: str, lowest: Rank = Rank.STEADY) -> Job | None:
        """The job that waits and is to be done first, or whose worker's lease has run out, leased to this worker; None
        if there is none. The first is the oldest of the first rank; those below ``lowest`` are let be.

        A job that has been taken ``limits.attempts`` times without ending (once more where it reads: what ends its
        workers is then set aside), or whose arguments were erased, fails with the reason ``attempts``.
        """
        now, struck, _ = swedish.now(), False, self._keys.secret  # outside the transaction
        with self._database.write() as connection:
            for row in _open_ones(connection, now, lowest):
                running = row.state == JobState.RUNNING.value
                if running and not is_void(row.worker, row.lease_until, now, self._limits.lease_seconds):
                    continue
                if running:
                    MEASURED.add("claims_void")
                change = update(jobs).where(jobs.c.id == row.id)
                most = self._limits.attempts + (JobKind(row.kind) in READING_KINDS)
                if row.attempts >= most or not _jobs(self._keys, connection, [row]):
                    connection.execute(change.values(state=JobState.FAILED.value, reason="attempts"))
                    struck = True
                    continue
                taken = change.values(
                    state=JobState.RUNNING.value,
                    worker=worker,
                    attempts=row.attempts + 1,
                    lease_until=self._lease(now),
                    progress=0.0,
                )
                return _jobs(self._keys, connection, connection.execute(taken.returning(jobs)).all())[0]
        return self.take(worker, lowest) if struck else None

    def progress(self, id: str, worker: str, fraction: float) -> bool:
        """Say how far the job has come (0–1) and renew the lease. False where another worker has it by now."""
        return self._change(id, worker, progress=fraction, lease_until=self._lease(swedish.now()))

    def begin(self, id: str, counts: Mapping[str, int]) -> None:
        """Say of a running job how much there is to do (``rows`` of a list), until its result takes the place of it."""
        running = and_(jobs.c.id == id, jobs.c.state == JobState.RUNNING.value)
        with self._database.write() as connection:
            told = {name: str(count) for name, count in counts.items()}
            connection.execute(update(jobs).where(running).values(result=told))

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


def ask(
    connection: Connection,
    kind: JobKind,
    owner: str,
    created_by: str,
    arguments: Mapping[str, str],
    *,
    run: str = "",
    rank: Rank | None = None,
) -> str:
    """As :meth:`Jobs.add`, in the transaction of what the work is of; ``run`` is the one that it is a part of, ``rank``
    another than its kind's. The arguments are kept as they are given: without words that somebody typed, or sealed."""
    id = secrets.token_hex(16)
    asked = {
        "id": id,
        "kind": kind.value,
        "owner": owner,
        "created_by": created_by,
        "arguments": dict(arguments),
        "rank": rank_of(kind) if rank is None else rank,
    }
    connection.execute(
        insert(jobs).values(**asked, state=JobState.WAITING.value, created=swedish.now(), run=run or None)
    )
    return id


def asked_still(connection: Connection, kind: JobKind) -> list[Mapping[str, str]]:
    """The arguments of what a worker is still to do of a kind whose arguments are not sealed."""
    mine = and_(jobs.c.kind == kind.value, jobs.c.state.in_((JobState.WAITING.value, JobState.RUNNING.value)))
    return list(connection.execute(select(jobs.c.arguments).where(mine)).scalars())


def _open_ones(connection: Connection, now: datetime, lowest: Rank) -> list[Row[Any]]:
    """What runs, and the first of what waits (thousands may, and other workers take theirs), in their turn."""
    here = jobs.c.rank <= lowest
    astray = jobs.c.not_before > now + AHEAD  # by a clock that was put back since
    ready = or_(jobs.c.not_before.is_(None), jobs.c.not_before <= now, astray)
    waiting = select(jobs).where(jobs.c.state == JobState.WAITING.value, ready, here)
    first = waiting.order_by(jobs.c.rank, jobs.c.created, jobs.c.id).limit(_FIRST)
    running = select(jobs).where(jobs.c.state == JobState.RUNNING.value, here)
    found = [row for query in (running, first) for row in connection.execute(query.with_for_update(skip_locked=True))]
    return sorted(found, key=lambda row: (row.rank, row.created, row.id))


def _jobs(keys: LedgerKeys, connection: Connection, rows: Sequence[Row[Any]]) -> list[Job]:
    """The jobs of the rows, without those whose arguments were erased."""
    said = opened(keys, connection, [row.arguments for row in rows])
    return [_job(row, each) for row, each in zip(rows, said, strict=True) if each is not None]


def _job(row: Row[Any], arguments: Mapping[str, str]) -> Job:
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        owner=row.owner,
        created_by=row.created_by,
        arguments=arguments,
        created=aware(row.created),
        attempts=row.attempts,
        lease_until=row.lease_until and aware(row.lease_until),
        progress=row.progress,
        result=row.result,
        reason=row.reason,
        run=row.run or "",
    )
