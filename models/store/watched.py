"""Watched folders in the register: which there are, who looks at them, and what was seen in them.

A complete file, the job that reads it and the run that it belongs to are written in one transaction: a file is queued
once, or not yet. Nothing here touches the folders themselves.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from models import swedish
from models.errors import AccessDeniedError
from models.front_errors import FolderRefusedError
from models.job import JobKind, JobState
from models.limits import Limits
from models.store.claims import is_void
from models.store.database import Database, insert_many
from models.store.jobs import ask
from models.store.lookups import parts
from models.store.rows import aware
from models.store.runs import FileState, RunFile, Way, note
from models.store.schema import jobs, runs, sources, watchable_folders, watched_files, watched_folders
from models.watched_folder import SOON, Complete, Facts, FileStand, KnownFile, Sight, WatchedFile, WatchedFolder

_OPEN: Final = (JobState.WAITING.value, JobState.RUNNING.value)


class WatchedFolders:
    def __init__(self, database: Database, limits: Limits) -> None:
        self._database, self._limits = database, limits

    def add(self, path: Path, source: str, *, by: str = "", settle: float | None = None) -> str:
        """Watch the folder for the source; returns its id. The same again changes how long files are to stand still,
        where that is said; one that was removed goes on with what was known of its files.

        Raises :class:`FolderRefusedError` where it, or one that it lies in or that lies in it, is watched already.
        """
        with self._database.write() as connection:
            for row in connection.execute(_standing()):
                other = Path(row.path)
                if other == path and row.source == source:
                    again = update(watched_folders).where(watched_folders.c.id == row.id)
                    connection.execute(again.values(settle=row.settle if settle is None else settle))
                    return str(row.id)
                if path.is_relative_to(other) or other.is_relative_to(path):
                    raise FolderRefusedError("Mappen, en mapp i den eller en som den ligger i bevakas redan")
            chosen = self._limits.watch_settle_seconds if settle is None else settle
            return self._begin(connection, str(path), source, {"by": by, "settle": chosen})

    def all(self) -> list[WatchedFolder]:
        """Those that are watched, in Swedish order of path: for the installation's own programs."""
        with self._database.read() as connection:
            rows = connection.execute(_standing()).all()
        return sorted(map(folder_of, rows), key=lambda folder: swedish.sort_key(str(folder.path)))

    def get(self, id: str) -> WatchedFolder:
        """Raises :class:`AccessDeniedError` for one that is not watched."""
        with self._database.read() as connection:
            row = connection.execute(_standing(watched_folders.c.id == id)).one_or_none()
        if row is None:
            raise AccessDeniedError("Mappen bevakas inte")
        return folder_of(row)

    def pause(self, id: str, paused: bool) -> None:
        self._change(id, paused=paused)

    def remove(self, id: str) -> None:
        """Watch it no more. What has been taken stays, and what waits to be read is read."""
        self._change(id, removed=swedish.now())

    def hold(self, id: str, worker: str) -> bool:
        """Lease the looking at a folder to this worker, or renew it; False where another has it."""
        now = swedish.now()
        until = now + timedelta(seconds=self._limits.lease_seconds)
        with self._database.write() as connection:
            row = _held(connection, id)
            if row is None:
                return False
            if row.worker != worker and not is_void(row.worker, row.lease_until, now, self._limits.lease_seconds):
                return False
            here = update(watched_folders).where(watched_folders.c.id == id)
            connection.execute(here.values(worker=worker, lease_until=until))
        return True

    def release(self, id: str, worker: str) -> None:
        """Let another look at once."""
        mine = and_(watched_folders.c.id == id, watched_folders.c.worker == worker)
        with self._database.write() as connection:
            connection.execute(update(watched_folders).where(mine).values(worker="", lease_until=None))

    def files(self, id: str) -> dict[str, KnownFile]:
        """What is known of the folder's files, by path. A file whose job could not be done is a problem again."""
        query = select(watched_files, jobs.c.state.label("job_state"), jobs.c.reason.label("job_reason"))
        queued = and_(jobs.c.id == watched_files.c.job, watched_files.c.state == FileStand.QUEUED.value)
        query = query.outerjoin(jobs, queued).where(watched_files.c.folder == id)
        with self._database.read() as connection:
            return {row.path: _known(row) for row in connection.execute(query)}

    def queued(self, id: str) -> int:
        """How many files of the folder wait to be read."""
        query = select(func.count()).select_from(watched_files).join(jobs, jobs.c.id == watched_files.c.job)
        query = query.where(watched_files.c.folder == id, watched_files.c.state == FileStand.QUEUED.value)
        with self._database.read() as connection:
            found = connection.execute(query.where(jobs.c.state.in_(_OPEN)))
            return int(found.scalar_one())

    def going_on(self, since: datetime) -> bool:
        """Whether a folder has not been looked at since then, or has files that are on their way in. For those of one
        that cannot be looked at nobody waits."""
        with self._database.read() as connection:
            rows = connection.execute(_standing(watched_folders.c.paused.is_(False))).all()
        fresh = all(row.tried is not None and aware(row.tried) > since for row in rows)
        soon = any(wait in SOON for row in rows if not row.reason for wait in dict(row.waits).values())
        return not fresh or soon or any(self.queued(row.id) for row in rows)

    def queue(self, folder: WatchedFolder, file: Complete) -> str:
        """Have a complete file read, as a part of the day's run; returns the job's id, empty where the folder is not
        watched any more."""
        now = swedish.now()
        with self._database.write() as connection:
            row = _held(connection, folder.id)
            if row is None:
                return ""
            failures = _failures(connection, folder.id, file)
            run, id = self._run(connection, row), self._put(connection, folder.id, file.path, file.facts, now)
            job = ask(connection, JobKind.WATCHED_FILE, folder.owner, folder.by, {"file": id}, run=run)
            values: dict[str, Any] = {"state": FileStand.QUEUED.value, "sha256": file.sha256, "place": file.place}
            values |= {"job": job, "failures": failures}
            connection.execute(update(watched_files).where(watched_files.c.id == id).values(**values))
            seen = update(watched_folders).where(watched_folders.c.id == folder.id)
            connection.execute(seen.values(looked=now))  # to copy many takes a while, and is no silence
        return job

    def lost(self, folder: WatchedFolder, path: str, facts: Facts, place: str, reason: str) -> None:
        """A file's bytes cannot be had: the day's run says so once."""
        now = swedish.now()
        with self._database.write() as connection:
            row = _held(connection, folder.id)
            if row is None:
                return
            here = and_(watched_files.c.folder == folder.id, watched_files.c.path == path)
            known = connection.execute(select(watched_files).where(here)).one_or_none()
            if known is None or (known.reason, known.state) != (reason, FileStand.PROBLEM.value):
                run = self._run(connection, row, files=0)
                note(connection, run, RunFile(place, FileState.QUARANTINED, None, reason))
            id = self._put(connection, folder.id, path, facts, now)
            values = {"state": FileStand.PROBLEM.value, "reason": reason, "place": place, "job": "", "failures": 0}
            connection.execute(update(watched_files).where(watched_files.c.id == id).values(**values))

    def noted(self, ids: Sequence[str], *, gone: bool) -> None:
        """The files lie there no more, or again as they were."""
        if not ids:
            return
        with self._database.write() as connection:
            for some in parts(ids):
                here = update(watched_files).where(watched_files.c.id.in_(some))
                connection.execute(here.values(gone=swedish.now() if gone else None))

    def told(self, id: str, sight: Sight | None, *, reason: str = "", mount: str | None = None) -> None:
        """What a look came to: what was seen, or for what ``reason`` nothing was."""
        now = swedish.now()
        values: dict[str, Any] = {"tried": now, "reason": reason}
        if sight is not None:
            values |= {"looked": now, "waiting": sight.waiting, "waits": dict(sight.waits or {})}
        self._change(id, **values, **({} if mount is None else {"mount": mount}))

    def file(self, id: str) -> WatchedFile:
        """What a job has in hand."""
        query = select(watched_files, watched_folders.c.source, watched_files.c.folder)
        query = query.join(watched_folders, watched_folders.c.id == watched_files.c.folder)
        with self._database.read() as connection:
            row = connection.execute(query.where(watched_files.c.id == id)).one()
        return WatchedFile(row.id, row.folder, row.source, row.sha256, row.place, row.path.rsplit("/", 1)[-1])

    def taken(self, file: WatchedFile) -> None:
        """The file is in the register and read, or set aside there. One that has changed meanwhile waits anew."""
        mine = and_(watched_files.c.id == file.id, watched_files.c.sha256 == file.sha256)
        mine = and_(mine, watched_files.c.state == FileStand.QUEUED.value)
        with self._database.write() as connection:
            connection.execute(update(watched_files).where(mine).values(state=FileStand.TAKEN.value, reason=""))

    def offer(self, found: Iterable[tuple[str, Path]]) -> None:
        """What a browser may choose from, by owner, in the place of what it could."""
        rows = [{"owner": owner, "path": str(path)} for owner, path in sorted(set(found))]
        with self._database.read() as connection:
            known = connection.execute(select(watchable_folders).order_by(watchable_folders.c.owner)).all()
        if {(row.owner, row.path) for row in known} == {(row["owner"], row["path"]) for row in rows}:
            return
        with self._database.write() as connection:
            connection.execute(delete(watchable_folders))
            insert_many(connection, watchable_folders, rows)

    def _begin(self, connection: Connection, path: str, source: str, chosen: Mapping[str, Any]) -> str:
        """Were its files unknown, those kept as another paper's would come as new versions of the first."""
        here = and_(watched_folders.c.path == path, watched_folders.c.source == source)
        former = select(watched_folders.c.id).where(here).order_by(watched_folders.c.removed.desc()).limit(1)
        known = connection.execute(former).scalar_one_or_none()
        if known is None:
            id = secrets.token_hex(16)
            new = {"id": id, "path": path, "source": source, "created": swedish.now()}
            connection.execute(insert(watched_folders).values(**new, **chosen))
            return id
        anew = {"removed": None, "paused": False, "mount": "", "created": swedish.now()}
        unseen: dict[str, Any] = {"looked": None, "tried": None, "reason": "", "waiting": 0, "waits": {}}
        again = update(watched_folders).where(watched_folders.c.id == known)
        connection.execute(again.values(**anew, **unseen, **chosen))
        return str(known)

    def _run(self, connection: Connection, folder: Row[Any], files: int = 1) -> str:
        """The day's run of the folder, which goes on with so many files more; begun with the first."""
        now = swedish.now()
        day = swedish.local(now).date().isoformat()
        lease = now + timedelta(seconds=self._limits.lease_seconds)
        if folder.run and folder.day == day:
            goes_on = {"finished": None, "lease_until": lease} if files else {}
            more = update(runs).where(runs.c.id == folder.run).values(total=runs.c.total + files, **goes_on)
            connection.execute(more)
            return str(folder.run)
        id = secrets.token_hex(16)
        known = {"id": id, "source": folder.source, "by": folder.by, "way": Way.WATCHED.value}
        ended = {"finished": None if files else now, "lease_until": lease}
        connection.execute(insert(runs).values(**known, started=now, total=files, **ended))
        here = update(watched_folders).where(watched_folders.c.id == folder.id)
        connection.execute(here.values(run=id, day=day))
        return id

    def _put(self, connection: Connection, folder: str, path: str, facts: Facts, now: datetime) -> str:
        """The file's row as it is now; its id."""
        here = and_(watched_files.c.folder == folder, watched_files.c.path == path)
        values = {"size": facts.size, "changed": facts.changed, "tried": now, "gone": None, "reason": ""}
        again = update(watched_files).where(here).values(**values).returning(watched_files.c.id)
        known = connection.execute(again).scalar_one_or_none()
        if known is not None:
            return str(known)
        id = secrets.token_hex(16)
        new = {"id": id, "folder": folder, "path": path, "place": "", "state": FileStand.QUEUED.value}
        connection.execute(insert(watched_files).values(**new, **values))
        return id

    def _change(self, id: str, **values: Any) -> None:
        with self._database.write() as connection:
            connection.execute(update(watched_folders).where(watched_folders.c.id == id).values(**values))


def _standing(*which: ColumnElement[bool]) -> Any:
    query = select(watched_folders, sources.c.owner).join(sources, sources.c.name == watched_folders.c.source)
    return query.where(watched_folders.c.removed.is_(None), *which)


def _held(connection: Connection, id: str) -> Row[Any] | None:
    """The folder, which nobody else changes until the transaction ends, if it is watched. Its source is let be: others
    read files into it meanwhile."""
    query = _standing(watched_folders.c.id == id).with_for_update(of=watched_folders)
    row: Row[Any] | None = connection.execute(query).one_or_none()
    return row


def folder_of(row: Row[Any]) -> WatchedFolder:
    return WatchedFolder(row.id, Path(row.path), row.source, row.owner, row.by, row.settle, row.paused, row.mount)


def _known(row: Row[Any]) -> KnownFile:
    failed = row.state == FileStand.QUEUED.value and row.job_state == JobState.FAILED.value
    stand, reason = (FileStand.PROBLEM, row.job_reason) if failed else (FileStand(row.state), row.reason)
    facts, tried = Facts(row.size, row.changed), aware(row.tried)
    return KnownFile(row.id, facts, stand, reason, row.place, row.gone is not None, tried, row.failures)


def _failures(connection: Connection, folder: str, file: Complete) -> int:
    """How many jobs in a row have failed on the file as it is now."""
    here = and_(watched_files.c.folder == folder, watched_files.c.path == file.path)
    here = and_(here, watched_files.c.sha256 == file.sha256, watched_files.c.state == FileStand.QUEUED.value)
    failed = and_(jobs.c.id == watched_files.c.job, jobs.c.state == JobState.FAILED.value)
    known = select(watched_files.c.failures).join(jobs, failed).where(here)
    before: int | None = connection.execute(known).scalar_one_or_none()
    return 0 if before is None else before + 1
