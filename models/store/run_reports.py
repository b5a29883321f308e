"""What the archive desk tells of ingest runs: how far they have come, what became of the files, and what is left.

Counts are of what the viewer may read. A run of which they may read nothing is not there, unless they began it. How
many files a run has in all is told to who began it alone: to others, the difference would count what is kept from them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import CTE, ColumnElement, Row, Select, and_, func, or_, select

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.errors import AccessDeniedError
from models.job import JobState
from models.store.claims import AHEAD
from models.store.covered import Covered
from models.store.database import Database
from models.store.readable import open_page, readable
from models.store.rows import aware
from models.store.runs import FileState, Way, known_file, lost_paths, told_of_lost
from models.store.schema import documents, jobs, occurrences, pages, run_files, runs, sources

_MINUTE: Final = 60.0
_RECENT: Final = timedelta(minutes=5)
_UNREAD: Final = (DocumentState.FAILED.value,)
_STILL: Final = jobs.c.state.in_((JobState.WAITING.value, JobState.RUNNING.value))


class RunState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"  # not finished, and nobody at work on it


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run (*inläsning*). ``files``, ``documents`` and ``pages`` are those that the viewer may read.

    ``rate`` is pages a minute so far; ``left`` minutes, None where it cannot be told. ``done`` of ``total`` files are
    known to who began it: to others both are None.
    """

    id: str
    source: str
    owner: str
    by: str
    way: Way
    state: RunState
    started: datetime
    finished: datetime | None
    files: int
    documents: int
    pages: int
    rate: float = 0.0
    left: int | None = None
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is not well of a run, for one reason: ``documents`` by id, and ``lost`` paths whose bytes were not had."""

    state: str
    reason: str
    documents: tuple[str, ...]
    lost: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.documents) + len(self.lost)


class _Counts(NamedTuple):
    """Of a run: what the viewer may read; of how many files all is known, whoever may read them; and whether some wait
    for a worker."""

    files: int
    documents: int
    pages: int
    over: int
    waits: bool


class RunReports:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def newest(self, viewer: Viewer, limit: int, offset: int = 0, *, recent: bool = False) -> list[RunReport]:
        """The newest runs, or those that go on or have just begun, ended or stopped."""
        known = _seen(viewer)
        if recent:
            known = known.where(_is_recent())
        rows = self._all(known.order_by(runs.c.started.desc(), runs.c.id).limit(limit).offset(offset))
        return self._told(viewer, rows)

    def get(self, viewer: Viewer, id: str) -> RunReport:
        """The run. Raises :class:`AccessDeniedError`, also for one of which the viewer may read nothing."""
        rows = self._all(_seen(viewer).where(runs.c.id == id))
        if not rows:
            raise AccessDeniedError("Inläsningen finns inte")
        return self._told(viewer, rows)[0]

    def pages_by_method(self, viewer: Viewer, id: str) -> Counter[str]:
        """How many pages the run's documents have of each method, as ``samsyn status`` counts."""
        new = came([id])
        query = select(pages.c.method, func.count()).select_from(new)
        query = query.join(documents, documents.c.id == new.c.document).join(pages, pages.c.document == documents.c.id)
        query = query.where(readable(viewer), open_page(viewer, pages)).group_by(pages.c.method)
        return Counter({row[0]: int(row[1]) for row in self._all(query)})

    def troubles(self, viewer: Viewer, id: str) -> list[Trouble]:
        """What of the run is not wholly read, the most first."""
        new = came([id])
        query = select(documents.c.id, documents.c.state, documents.c.reason).join(
            new, new.c.document == documents.c.id
        )
        stands = and_(documents.c.superseded.is_(False), documents.c.withdrawn.is_(None))
        query = query.where(readable(viewer), stands, documents.c.state != DocumentState.READ.value)
        found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for row in self._all(query.order_by(documents.c.created, documents.c.id)):
            found.setdefault((row.state, row.reason), ([], []))[0].append(row.id)
        never = self._lost(viewer, id)
        paths = lost_paths(self._covered, viewer, never)
        for row in never:
            found.setdefault((row.state, row.reason), ([], []))[1].append(paths[row.path])
        told = [Trouble(*key, tuple(ids), tuple(sorted(lost))) for key, (ids, lost) in found.items()]
        return sorted(told, key=lambda each: (-each.count, each.state, each.reason))

    def _lost(self, viewer: Viewer, id: str) -> Sequence[Row[Any]]:
        """The run's files that never became documents, as far as the viewer may know of them."""
        query = select(run_files, sources.c.owner).join(runs, runs.c.id == run_files.c.run)
        query = query.join(sources, sources.c.name == runs.c.source).where(sources.c.owner.in_(viewer.owners))
        lost = and_(run_files.c.run == id, run_files.c.document.is_(None), told_of_lost(viewer))
        return self._all(query.where(lost))

    def _told(self, viewer: Viewer, rows: Sequence[Row[Any]]) -> list[RunReport]:
        ids = [row.id for row in rows]
        files, counted = self._files(viewer, ids), self._counted(viewer, ids)
        over, waiting = self._over(ids), self._waiting(ids)
        return [
            _report(viewer, row, _Counts(files[row.id], *counted.get(row.id, (0, 0)), over[row.id], row.id in waiting))
            for row in rows
        ]

    def _files(self, viewer: Viewer, ids: Iterable[str]) -> Counter[str]:
        query = select(run_files.c.run, func.count()).join(runs, runs.c.id == run_files.c.run)
        query = query.where(run_files.c.run.in_(ids), known_file(viewer))
        return Counter({row[0]: int(row[1]) for row in self._all(query.group_by(run_files.c.run))})

    def _over(self, ids: Iterable[str]) -> Counter[str]:
        """Of how many files all is known, whoever may read them: what is left to do is reckoned from it."""
        over = or_(run_files.c.document.is_(None), documents.c.state.not_in(_UNREAD))
        query = select(run_files.c.run, func.count()).outerjoin(documents, documents.c.id == run_files.c.document)
        query = query.where(run_files.c.run.in_(ids), over).group_by(run_files.c.run)
        return Counter({row[0]: int(row[1]) for row in self._all(query)})

    def _waiting(self, ids: Iterable[str]) -> set[str]:
        """The runs some of whose files wait for a worker, or are with one."""
        return {row.run for row in self._all(select(jobs.c.run).distinct().where(jobs.c.run.in_(ids), _STILL))}

    def _counted(self, viewer: Viewer, ids: list[str]) -> dict[str, tuple[int, int]]:
        """Documents and pages of each run, what lies inside files included."""
        new = came(ids)
        number = func.count(pages.c.number).label("pages")
        query = select(new.c.run, func.count(documents.c.id.distinct()).label("documents"), number)
        query = query.join(documents, documents.c.id == new.c.document)
        query = query.outerjoin(pages, and_(pages.c.document == documents.c.id, open_page(viewer, pages)))
        query = query.where(readable(viewer), documents.c.state.not_in(_UNREAD)).group_by(new.c.run)
        return {row.run: (row.documents, row.pages) for row in self._all(query)}

    def _all(self, query: Any) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(query).all()


def _is_recent() -> ColumnElement[bool]:
    """One that stopped long ago is not: nothing of it changes, and to count it again and again is dear."""
    then = swedish.now() - _RECENT
    waits = select(jobs.c.id).where(jobs.c.run == runs.c.id, _STILL).correlate(runs).exists()
    unfinished = and_(runs.c.finished.is_(None), or_(runs.c.started > then, runs.c.lease_until > then, waits))
    return or_(runs.c.finished > then, unfinished)


def _seen(viewer: Viewer) -> Select[Any]:
    """The runs over sources of the viewer's owners of which they may know."""
    query = select(runs, sources.c.owner).join(sources, sources.c.name == runs.c.source)
    some = select(run_files.c.run).where(run_files.c.run == runs.c.id, known_file(viewer)).exists()
    mine = and_(runs.c.by == viewer.name, runs.c.by != "")
    return query.where(sources.c.owner.in_(viewer.owners), or_(mine, some))


def came(ids: Iterable[str]) -> CTE:
    """Run and document, for each that came with the runs and was not there before, and what lies inside them."""
    new = and_(run_files.c.run.in_(ids), run_files.c.state != FileState.DUPLICATE.value)
    query = select(run_files.c.run, run_files.c.document).where(new, run_files.c.document.is_not(None))
    found = query.cte("came", recursive=True)
    inside = select(found.c.run, occurrences.c.document).join(found, found.c.document == occurrences.c.parent)
    return found.union(inside)


def _report(viewer: Viewer, row: Row[Any], counts: _Counts) -> RunReport:
    state, began = _state(row, counts), aware(row.started)
    ended = aware(row.finished) if row.finished else None
    minutes = max(((ended or swedish.now()) - began).total_seconds(), 1.0) / _MINUTE
    mine, left = bool(row.by) and row.by == viewer.name, None
    if state is RunState.RUNNING and row.total and counts.over:
        left = math.ceil(max(row.total - counts.over, 0) * minutes / counts.over)
    return RunReport(
        row.id,
        row.source,
        row.owner,
        row.by,
        Way(row.way or Way.SERVER.value),
        state,
        began,
        ended,
        counts.files,
        counts.documents,
        counts.pages,
        rate=counts.pages / minutes,
        left=left,
        done=counts.over if mine else None,
        total=row.total if mine else None,
    )


def _state(row: Row[Any], counts: _Counts) -> RunState:
    if row.finished:
        return RunState.DONE
    now = swedish.now()
    alive = row.lease_until is not None and now < aware(row.lease_until) <= now + AHEAD
    return RunState.RUNNING if alive or counts.waits else RunState.STOPPED
