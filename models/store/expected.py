"""The paths that a run is going to see: of one that was stopped half-way, which it has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, select, update

from models import swedish
from models.access import Viewer
from models.store.claims import AHEAD
from models.store.covered import Covered
from models.store.database import Database, insert_many
from models.store.runs import FileState, RunFile, lost_by_path, lost_paths, told_of_lost
from models.store.schema import expected_files, run_files, runs, sources

_SOME = 500  # paths written at a time


class Expected:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def expect(self, run: str, paths: Iterable[str]) -> None:
        """Say what the run is going to see, and how many they are; forgotten when it is finished. Walks the paths once,
        some at a time."""
        waiting, total = iter(paths), 0
        while some := list(islice(waiting, _SOME)):
            total += len(some)
            with self._database.write() as connection:
                insert_many(connection, expected_files, [{"run": run, "path": path} for path in some])
                connection.execute(update(runs).where(runs.c.id == run).values(total=total))

    def left(self, run: str) -> list[str]:
        """What the run has not seen, for the run itself."""
        query = select(expected_files.c.path).where(expected_files.c.run == run, not_(_seen()))
        with self._database.read() as connection:
            return sorted(connection.execute(query).scalars())

    def unseen(self, viewer: Viewer, run: str) -> list[RunFile]:
        """The paths that the run has not seen, by path, of those that the viewer may know of: as those of files that
        could not be had."""
        with self._database.read() as connection:
            rows = connection.execute(_unseen(viewer).where(expected_files.c.run == run)).all()
        told = lost_paths(self._covered, viewer, rows)
        return sorted((RunFile(told[row.path], FileState.UNSEEN) for row in rows), key=lambda file: file.path)

    def stopped(self, viewer: Viewer) -> Iterator[RunFile]:
        """What runs that have stopped did not see and no run of the source has seen since, as :meth:`unseen`."""
        now = swedish.now()
        going_on = and_(runs.c.lease_until.is_not(None), runs.c.lease_until.between(now, now + AHEAD))
        again, seen = runs.alias("again"), run_files.alias("seen")
        since = select(seen.c.path).join(again, again.c.id == seen.c.run)
        since = since.where(again.c.source == runs.c.source, seen.c.path == expected_files.c.path)
        query = _unseen(viewer).where(not_(going_on), not_(since.correlate(runs, expected_files).exists()))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(expected_files.c.path)).all()
        yield from (RunFile(path, FileState.UNSEEN) for path in lost_by_path(self._covered, viewer, rows))


def _unseen(viewer: Viewer) -> Select[Any]:
    query = select(expected_files.c.path, sources.c.owner).join(runs, runs.c.id == expected_files.c.run)
    query = query.join(sources, sources.c.name == runs.c.source)
    told = told_of_lost(viewer, expected_files.c.path)
    return query.where(sources.c.owner.in_(viewer.owners), told, not_(_seen()))


def _seen() -> ColumnElement[bool]:
    here = and_(run_files.c.run == expected_files.c.run, run_files.c.path == expected_files.c.path)
    return select(run_files.c.path).where(here).correlate(expected_files).exists()
