"""Ingest runs (*inläsning*): every path that was seen and what became of it, so that none can be lost unnoticed."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, func, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.store.database import Database, insert_missing
from models.store.readable import open_page, readable
from models.store.schema import documents, pages, run_files, runs, sources

_SOME = 500  # ids in one IN (…)


class FileState(StrEnum):
    NEW = "new"
    DUPLICATE = "duplicate"  # its bytes were in the source before
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class RunFile:
    """One line of a run's manifest. ``document`` is None where the bytes could not be had."""

    path: str
    state: FileState
    document: str | None = None
    reason: str = ""


class Runs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, source: str) -> str:
        """Begin a run; returns its id."""
        id = secrets.token_hex(16)
        with self._database.write() as connection:
            connection.execute(insert(runs).values(id=id, source=source, started=swedish.now()))
        return id

    def note(self, run: str, file: RunFile) -> None:
        """Write what became of a path, in place of what stood there."""
        key = {"run": run, "path": file.path}
        values = {
            "state": file.state.value,
            "document": file.document,
            "reason": file.reason,
        }
        with self._database.write() as connection:
            if insert_missing(connection, run_files, [key | values]) == 0:
                mine = (run_files.c.run == run) & (run_files.c.path == file.path)
                connection.execute(update(run_files).where(mine).values(**values))

    def finish(self, run: str) -> None:
        with self._database.write() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(finished=swedish.now()))

    def files(self, viewer: Viewer, run: str) -> list[RunFile]:
        """The run's manifest, by path, without what is kept from the viewer; empty for a run over a source whose owner
        the viewer may not read."""
        query = _of(viewer, select(run_files).join(runs, runs.c.id == run_files.c.run), runs.c.source)
        known = select(documents.c.id).where(readable(viewer))
        query = query.where(or_(run_files.c.document.is_(None), run_files.c.document.in_(known)))
        query = query.where(run_files.c.run == run).order_by(run_files.c.path)
        return [RunFile(row.path, FileState(row.state), row.document, row.reason) for row in self._all(query)]

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


def _of(viewer: Viewer, query: Select[Any], source: Column[str]) -> Select[Any]:
    """Narrowed to sources whose owner the viewer may read."""
    return query.join(sources, sources.c.name == source).where(sources.c.owner.in_(viewer.owners))


def _lost(viewer: Viewer) -> Select[Any]:
    """The reason of each path whose bytes could not be had when it was last seen."""
    newest_first = func.row_number().over(
        partition_by=(runs.c.source, run_files.c.path), order_by=(runs.c.started.desc(), runs.c.id)
    )
    seen = select(run_files.c.document, run_files.c.reason, newest_first.label("turn"))
    seen = _of(viewer, seen.join(runs, runs.c.id == run_files.c.run), runs.c.source)
    newest = seen.subquery()
    return select(newest.c.reason).where(newest.c.turn == 1, newest.c.document.is_(None), newest.c.reason != "")
