"""Ingest runs (*inläsning*): every path that was seen and what became of it, so that none can be lost unnoticed."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, select, update

from models import swedish
from models.store.database import Database, insert_missing
from models.store.schema import documents, pages, run_files, runs

_SOME = 500  # ids in one IN (…)


class FileState(StrEnum):
    SEEN = "seen"  # found, not yet dealt with
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

    def files(self, run: str) -> list[RunFile]:
        """The run's manifest, by path."""
        query = select(run_files).where(run_files.c.run == run).order_by(run_files.c.path)
        return [RunFile(row.path, FileState(row.state), row.document, row.reason) for row in self._all(query)]

    def pages_by_method(self, ids: Sequence[str]) -> Counter[str]:
        """How many pages these documents have of each method."""
        found: Counter[str] = Counter()
        for begin in range(0, len(ids), _SOME):
            mine = pages.c.document.in_(ids[begin : begin + _SOME])
            query = select(pages.c.method, func.count()).where(mine).group_by(pages.c.method)
            found.update({row[0]: int(row[1]) for row in self._all(query)})
        return found

    def status(self) -> dict[str, Any]:
        """How many documents and pages stand in which state, and the reasons of those that are not well."""
        by_state = select(documents.c.state, func.count()).group_by(documents.c.state)
        by_method = select(pages.c.method, func.count()).group_by(pages.c.method)
        ill_documents = select(documents.c.reason, func.count()).where(documents.c.reason != "")
        ill_pages = select(pages.c.reason, func.count()).where(pages.c.method == "unread").group_by(pages.c.reason)
        lost_files = select(run_files.c.reason, func.count()).where(
            run_files.c.document.is_(None), run_files.c.reason != ""
        )
        reasons: Counter[str] = Counter()
        for query in (
            ill_documents.group_by(documents.c.reason),
            ill_pages,
            lost_files.group_by(run_files.c.reason),
        ):
            reasons.update({row[0]: int(row[1]) for row in self._all(query)})
        return {
            "documents": {row[0]: int(row[1]) for row in self._all(by_state)},
            "pages": {row[0]: int(row[1]) for row in self._all(by_method)},
            "reasons": dict(sorted(reasons.items())),
        }

    def _all(self, query: Any) -> Sequence[Any]:
        with self._database.read() as connection:
            return connection.execute(query).all()
