"""Ingest runs (*inläsning*): every path that was seen and what became of it, so that none can be lost unnoticed."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.job import JobState
from models.marking import MarkingScope
from models.store.covered import Covered
from models.store.database import Database, insert_missing
from models.store.readable import in_whole, open_page, readable
from models.store.schema import documents, expected_files, jobs, markings, occurrences, pages, run_files, runs, sources

_SOME = 500  # ids in one IN (…)


class FileState(StrEnum):
    NEW = "new"
    DUPLICATE = "duplicate"  # its bytes were in the source before
    QUARANTINED = "quarantined"
    UNSEEN = "unseen"  # the run was to see it and has not: it goes on, or has stopped


@dataclass(frozen=True, slots=True)
class RunFile:
    """One line of a run's manifest. ``document`` is None where the bytes could not be had.

    Where the viewer may read all that they hold: ``sha256`` of the bytes; ``reading``, the document's state
    (:class:`models.document.DocumentState`) as it is now, with its ``reading_reason``.
    """

    path: str
    state: FileState
    document: str | None = None
    reason: str = ""
    sha256: str = ""
    reading: str = ""
    reading_reason: str = ""


class Way(StrEnum):
    """How a run's files came."""

    SERVER = "server"  # from a folder that the server reaches
    UPLOAD = "upload"  # handed in from a browser
    WATCHED = "watched"  # as they came into a watched folder, those of one day together


_BY_JOBS = (Way.UPLOAD.value, Way.WATCHED.value)
"""Ways of runs whose files are jobs, and which are over when these are."""


class Runs:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def begin(self, source: str, *, by: str = "", way: Way = Way.SERVER, total: int | None = None) -> str:
        """Begin a run; returns its id. ``by``: the user who asked for it; empty for the command line."""
        id = secrets.token_hex(16)
        known = {"id": id, "source": source, "started": swedish.now(), "by": by, "way": way.value, "total": total}
        with self._database.write() as connection:
            connection.execute(insert(runs).values(**known))
        return id

    def beat(self, run: str, seconds: float) -> None:
        """Say that the run goes on, and is to be believed to for so long."""
        until = swedish.now() + timedelta(seconds=seconds)
        with self._database.write() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(lease_until=until))

    def close(self, viewer: Viewer, run: str) -> None:
        """No more files come to the viewer's own hand-in than have. Another's raises :class:`AccessDeniedError`."""
        mine = and_(runs.c.id == run, runs.c.way == Way.UPLOAD.value, runs.c.by == viewer.name)
        came = select(func.count()).where(jobs.c.run == run).scalar_subquery()
        with self._database.write() as connection:
            if connection.execute(select(runs.c.id).where(mine)).first() is None:
                raise AccessDeniedError("Inlämningen finns inte")
            connection.execute(update(runs).where(mine, runs.c.finished.is_(None)).values(total=came))
        self.settle(run)

    def settle(self, run: str = "") -> None:
        """Finish a run all of whose files have come and been done with as jobs; without a run, each of them."""
        of_run = select(func.count()).where(jobs.c.run == runs.c.id).correlate(runs)
        still = of_run.where(jobs.c.state.in_((JobState.WAITING.value, JobState.RUNNING.value))).scalar_subquery()
        done = and_(runs.c.way.in_(_BY_JOBS), runs.c.finished.is_(None), still == 0)
        done = and_(done, runs.c.total <= of_run.scalar_subquery(), *([runs.c.id == run] if run else []))
        with self._database.write() as connection:
            connection.execute(update(runs).where(done).values(finished=swedish.now()))

    def note(self, run: str, file: RunFile) -> None:
        """Write what became of a path, in place of what stood there."""
        with self._database.write() as connection:
            note(connection, run, file)

    def noted(self, run: str, path: str, document: str) -> FileState | None:
        """What stands there of a path and of this document; None where nothing does yet."""
        mine = and_(run_files.c.run == run, run_files.c.path == path, run_files.c.document == document)
        rows = self._all(select(run_files.c.state).where(mine))
        return FileState(rows[0].state) if rows else None

    def finish(self, run: str) -> None:
        with self._database.write() as connection:
            connection.execute(delete(expected_files).where(expected_files.c.run == run))
            connection.execute(update(runs).where(runs.c.id == run).values(finished=swedish.now()))

    def files(self, viewer: Viewer, run: str) -> list[RunFile]:
        """:meth:`each_file`, by path as it is told: the order would tell of what is covered."""
        return sorted(self.each_file(viewer, run), key=lambda file: file.path)

    def each_file(self, viewer: Viewer, run: str) -> Iterator[RunFile]:
        """The run's manifest, without what is kept from the viewer and with people covered as in the names of
        documents; nothing for a run over a source whose owner the viewer may not read. Some at a time: a run may have
        seen millions. The caller sorts them: their order tells of what is covered."""
        facts = {"sha256": documents.c.sha256, "reading": documents.c.state, "reading_reason": documents.c.reason}
        whole = (case((in_whole(viewer), each), else_="").label(name) for name, each in facts.items())
        query = select(run_files, sources.c.owner, *whole).join(runs, runs.c.id == run_files.c.run)
        query = query.outerjoin(documents, documents.c.id == run_files.c.document)
        query = _of(viewer, query, runs.c.source).where(run_files.c.run == run, known_file(viewer))
        lost = self._all(query.where(run_files.c.document.is_(None)))  # who is named by them together is covered
        paths = lost_paths(self._covered, viewer, lost)
        yield from (_file(row, paths[row.path]) for row in lost)
        last, had = "", query.where(run_files.c.document.is_not(None)).order_by(run_files.c.path).limit(_SOME)
        while rows := self._all(had.where(run_files.c.path > last)):
            last, masks = rows[-1].path, self._covered.masks(viewer, [row.document for row in rows])
            for row in rows:
                yield _file(row, masks[row.document](row.path) if row.document in masks else row.path)

    def pages_by_method(self, ids: Sequence[str]) -> Counter[str]:
        """How many pages these documents have of each method."""
        found: Counter[str] = Counter()
        for begin in range(0, len(ids), _SOME):
            mine = pages.c.document.in_(ids[begin : begin + _SOME])
            query = select(pages.c.method, func.count()).where(mine).group_by(pages.c.method)
            found.update({row[0]: int(row[1]) for row in self._all(query)})
        return found

    def status(self, viewer: Viewer) -> dict[str, Any]:
        """How many of the viewer's documents and pages stand in which state, and why some are not well.

        A file that could not even be taken in counts while that is the last that is known of its path.
        """
        reasons = self._count(viewer, documents.c.reason, documents.c.reason != "")
        reasons += self._count(viewer, pages.c.reason, pages.c.method == "unread")
        reasons += Counter(row.reason for row in self._all(_lost(viewer)))
        return {
            "documents": dict(self._count(viewer, documents.c.state)),
            "pages": dict(self._count(viewer, pages.c.method)),
            "reasons": dict(sorted(reasons.items())),
        }

    def _count(self, viewer: Viewer, column: Column[str], *which: ColumnElement[bool]) -> Counter[str]:
        """How many rows there are of each value of the column, among those of the viewer's documents."""
        query = select(column, func.count()).where(readable(viewer), *which).group_by(column)
        if column.table is pages:
            query = query.join(documents, documents.c.id == pages.c.document).where(open_page(viewer, pages))
        return Counter({row[0]: int(row[1]) for row in self._all(query)})

    def _all(self, query: Any) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(query).all()


def _file(row: Row[Any], path: str) -> RunFile:
    told = row.reason, row.sha256, row.reading, row.reading_reason
    return RunFile(path, FileState(row.state), row.document, *told)


def expect_fewer(connection: Connection, gone: Iterable[str]) -> None:
    """Of each run one file less for each time it stands here: the job of that file was erased, and is counted no more
    when it is asked whether all have come."""
    for run, count in sorted(Counter(gone).items()):
        less = case((runs.c.total > count, runs.c.total - count), else_=0)
        mine = and_(runs.c.id == run, runs.c.total.is_not(None))
        connection.execute(update(runs).where(mine).values(total=less))


def note(connection: Connection, run: str, file: RunFile) -> None:
    """As :meth:`Runs.note`, in the transaction of what it is told of."""
    key = {"run": run, "path": file.path}
    values = {"state": file.state.value, "document": file.document, "reason": file.reason}
    if insert_missing(connection, run_files, [key | values]) == 0:
        mine = (run_files.c.run == run) & (run_files.c.path == file.path)
        connection.execute(update(run_files).where(mine).values(**values))


def _of(viewer: Viewer, query: Select[Any], source: Column[str]) -> Select[Any]:
    """Narrowed to sources whose owner the viewer may read."""
    return query.join(sources, sources.c.name == source).where(sources.c.owner.in_(viewer.owners))


def known_file(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on ``run_files`` that the viewer may know of the file, in a query that joins ``runs``."""
    here = select(documents.c.id).where(documents.c.id == run_files.c.document, readable(viewer))
    return or_(and_(run_files.c.document.is_(None), told_of_lost(viewer)), here.correlate(run_files).exists())


def told_of_lost(viewer: Viewer, path: Column[str] = run_files.c.path) -> ColumnElement[bool]:
    """The condition, in a query that joins ``runs``, that the viewer may know of a file at this path that never became
    a document: nothing that lay there is kept from them, and no marking keeps the run's source, as it would have kept
    what the file held."""
    return not_(or_(kept_source(viewer, runs.c.source), _kept_place(viewer, path, runs.c.source, path.table, runs)))


def _kept_place(
    viewer: Viewer, path: ColumnElement[str], source: ColumnElement[str], *around: FromClause
) -> ColumnElement[bool]:
    """The condition that something has lain at this path of the source that is kept from the viewer, where these are
    columns of what the query is ``around``."""
    lay = select(occurrences.c.id).join(documents, documents.c.id == occurrences.c.document)
    lay = lay.where(occurrences.c.path == path, documents.c.source == source, not_(readable(viewer)))
    return lay.correlate(*around).exists()


def kept_source(viewer: Viewer, source: Column[str]) -> ColumnElement[bool]:
    """The condition that a marking keeps the source that this column names from the viewer."""
    standing = and_(markings.c.scope == MarkingScope.SOURCE.value, markings.c.lowered.is_(None))
    foreign = or_(markings.c.group.not_in(viewer.groups), markings.c.owner.in_(viewer.shared))
    kept = select(markings.c.id).where(
        standing, markings.c.target == source, foreign, markings.c.owner.not_in(viewer.officer_of)
    )
    return kept.correlate(source.table).exists()


def lost_paths(covered: Covered, viewer: Viewer, rows: Sequence[Row[Any]]) -> dict[str, str]:
    """By path, how the viewer may read it, of files of one ``owner`` that never became documents."""
    paths = [row.path for row in rows]
    return dict(zip(paths, covered.words(viewer, rows[0].owner, paths), strict=True)) if rows else {}


def lost_by_path(covered: Covered, viewer: Viewer, rows: Iterable[Row[Any]]) -> Iterator[str]:
    """As :func:`lost_paths`, of several owners: each path once, in order within its owner."""
    by_owner: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_owner.setdefault(row.owner, []).append(row)
    for some in by_owner.values():
        yield from sorted({*lost_paths(covered, viewer, some).values()})


def _lost(viewer: Viewer) -> Select[Any]:
    """The reason of each path whose bytes could not be had when it was last seen."""
    newest_first = func.row_number().over(
        partition_by=(runs.c.source, run_files.c.path), order_by=(runs.c.started.desc(), runs.c.id)
    )
    seen = select(run_files.c.path, runs.c.source, run_files.c.document, run_files.c.reason, newest_first.label("turn"))
    seen = _of(viewer, seen.join(runs, runs.c.id == run_files.c.run), runs.c.source)
    newest = seen.where(not_(kept_source(viewer, runs.c.source))).subquery()
    lost = and_(newest.c.turn == 1, newest.c.document.is_(None), newest.c.reason != "")
    return select(newest.c.reason).where(lost, not_(_kept_place(viewer, newest.c.path, newest.c.source, newest)))
