"""What is told of watched folders, to those who may read their owners' documents.

A file that waits has no marking of its own yet: it is told of as its source is kept, and so is the folder; one that
changed, as the documents that lay in its place are. Counts of what was taken are of what the viewer may read; paths are
covered as names of documents are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select

from models import swedish
from models.access import Viewer, at_home
from models.errors import AccessDeniedError
from models.job import JobState
from models.store.claims import is_void
from models.store.covered import Covered
from models.store.database import Database
from models.store.readable import readable
from models.store.rows import aware
from models.store.runs import kept_source, known_file
from models.store.schema import (
    documents,
    jobs,
    occurrences,
    run_files,
    runs,
    sources,
    watchable_folders,
    watched_files,
    watched_folders,
)
from models.store.watched import folder_of
from models.watched_folder import FileStand, FolderProblem, FolderReport, FolderState

_SILENCE: Final = timedelta(minutes=15)  # a look that copies a hundred files takes less
_SOME: Final = 20  # problems named of each folder: how many there are is said


class WatchedReports:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def all(self, viewer: Viewer) -> list[FolderReport]:
        """The folders that are watched for the viewer's own owners, in Swedish order of path."""
        with self._database.read() as connection:
            rows = connection.execute(_told(viewer)).all()
        return sorted((self._report(viewer, row) for row in rows), key=lambda each: _order(each.folder.path))

    def get(self, viewer: Viewer, id: str) -> FolderReport:
        """Raises :class:`AccessDeniedError`, also for one that the viewer may not know of."""
        with self._database.read() as connection:
            row = connection.execute(_told(viewer).where(watched_folders.c.id == id)).one_or_none()
        if row is None:
            raise AccessDeniedError("Mappen bevakas inte")
        return self._report(viewer, row)

    def choices(self, viewer: Viewer) -> dict[str, list[str]]:
        """By owner, the folders below the owner's roots, as a worker last saw them; without those whose path names
        somebody who is covered for the viewer."""
        mine = watchable_folders.c.owner.in_(at_home(viewer).owners)
        found: dict[str, list[str]] = {}
        with self._database.read() as connection:
            for row in connection.execute(select(watchable_folders).where(mine)):
                found.setdefault(row.owner, []).append(row.path)
        return {owner: self._open(viewer, owner, found[owner]) for owner in sorted(found, key=swedish.sort_key)}

    def _open(self, viewer: Viewer, owner: str, paths: list[str]) -> list[str]:
        told = self._covered.words(viewer, owner, paths)
        return sorted((path for path, covered in zip(paths, told, strict=True) if path == covered), key=_order)

    def _report(self, viewer: Viewer, row: Row[Any]) -> FolderReport:
        today = row.run if row.day == swedish.today().isoformat() else ""
        problems, troubled = self._problems(viewer, row)
        kept, (path,) = self._kept_waits(viewer, row), self._covered.words(viewer, row.owner, [row.path])
        return FolderReport(
            replace(folder_of(row), path=Path(path)),
            folder_state(row),
            row.reason,
            aware(row.looked) if row.looked else None,
            self._files(viewer, today) if today else 0,
            today,
            row.waiting - len(kept),
            self._covering(viewer, row.owner, [(*each, 0) for each in dict(row.waits).items() if each[0] not in kept]),
            self._covering(viewer, row.owner, problems),
            troubled,
        )

    def _covering(self, viewer: Viewer, owner: str, files: list[tuple[str, str, int]]) -> list[FolderProblem]:
        paths = self._covered.words(viewer, owner, [path for path, *_ in files])
        told = zip(paths, files, strict=True)
        return [FolderProblem(path, reason, failures) for path, (_, reason, failures) in told]

    def _kept_waits(self, viewer: Viewer, row: Row[Any]) -> set[str]:
        """Those of the files that wait which the viewer may not know of."""
        by_place = {f"{row.path}/{path}": path for path in row.waits}
        here = and_(watched_files.c.folder == row.id, watched_files.c.path.in_(list(row.waits)))
        with self._database.read() as connection:
            known = connection.execute(select(watched_files.c.path).where(here, _is_kept(viewer, row.source)))
            lay = connection.execute(_kept(viewer, row.source).where(occurrences.c.path.in_(list(by_place))))
            return {row.path for row in known} | {by_place[row.path] for row in lay}

    def _problems(self, viewer: Viewer, row: Row[Any]) -> tuple[list[tuple[str, str, int]], int]:
        """Some of the files that could not be had, or read, and how many there are."""
        failed = and_(watched_files.c.state == FileStand.QUEUED.value, jobs.c.state == JobState.FAILED.value)
        wrong = or_(watched_files.c.state == FileStand.PROBLEM.value, failed)
        here = and_(watched_files.c.folder == row.id, watched_files.c.gone.is_(None))
        untaken = watched_files.c.state != FileStand.TAKEN.value  # nearly all are: their jobs need not be asked
        reason = func.coalesce(func.nullif(watched_files.c.reason, ""), jobs.c.reason)
        query = select(watched_files.c.path, reason.label("reason"), watched_files.c.failures)
        query = query.outerjoin(jobs, jobs.c.id == watched_files.c.job)
        query = query.where(here, untaken, wrong, ~_is_kept(viewer, row.source))
        with self._database.read() as connection:
            count = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
            some = connection.execute(query.order_by(watched_files.c.path).limit(_SOME)).all()
        return [(row.path, row.reason, row.failures) for row in some], int(count)

    def _files(self, viewer: Viewer, run: str) -> int:
        query = select(func.count()).select_from(run_files).join(runs, runs.c.id == run_files.c.run)
        with self._database.read() as connection:
            found = connection.execute(query.where(run_files.c.run == run, known_file(viewer)))
            return int(found.scalar_one())


def _told(viewer: Viewer) -> Select[Any]:
    query = select(watched_folders, sources.c.owner).join(sources, sources.c.name == watched_folders.c.source)
    here = and_(sources.c.owner.in_(at_home(viewer).owners), watched_folders.c.removed.is_(None))
    return query.where(here, ~kept_source(viewer, watched_folders.c.source))


def _is_kept(viewer: Viewer, source: str) -> ColumnElement[bool]:
    """The condition on ``watched_files`` that a document has lain there before that the viewer may not read: it keeps
    what comes after it in its place as well."""
    lay = _kept(viewer, source).where(occurrences.c.path == watched_files.c.place)
    return lay.correlate(watched_files).exists()


def _kept(viewer: Viewer, source: str) -> Select[tuple[str]]:
    """The paths of the source's documents that the viewer may not read."""
    query = select(occurrences.c.path).join(documents, documents.c.id == occurrences.c.document)
    return query.where(occurrences.c.parent.is_(None), documents.c.source == source, not_(readable(viewer)))


def folder_state(row: Row[Any]) -> FolderState:
    """How it stands with the folder of this row."""
    now = swedish.now()
    if row.paused:
        return FolderState.PAUSED
    if is_void(row.worker, row.lease_until, now):
        return FolderState.UNTENDED
    seen = max(aware(each) for each in (row.created, row.tried, row.looked) if each)
    if now - seen > _SILENCE:
        return FolderState.SILENT
    return FolderState.TROUBLE if row.reason else FolderState.WATCHED


def _order(path: object) -> tuple[str, str]:
    return swedish.sort_key(str(path))
