"""An ingest run: every file under the paths taken in, read and indexed, and accounted for at the end."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ingest.intake import Taken, find_files, take
from ingest.pool import run_tasks
from ingest.task import Outcome, Task
from models.document import DocumentState
from models.errors import IndexUnavailableError, UnavailableError, by_code
from models.store.runs import FileState, RunFile
from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.indexing import drain

log = logging.getLogger(__name__)

OUTSIDE = by_code(UnavailableError)
_DRAIN_SECONDS = 2.0  # how long a finished document may wait to be searchable while a run goes on


@dataclass
class Tally:
    """The figures of a run so far: the one mutable thing here."""

    files: int = 0
    duplicates: int = 0
    read: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    quarantined_paths: int = 0


Watcher = Callable[[Tally], None]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run: ``workers`` processes; ``force_ocr`` and ``passwords`` as in :class:`ingest.task.Task`."""

    workers: int = 2
    force_ocr: bool = False
    passwords: tuple[str, ...] = ()


class IngestRun:
    """One run over files of one source. Call :meth:`go` once."""

    def __init__(self, store: Store, index: Index, source: str, options: RunOptions, watch: Watcher) -> None:
        self._store, self._index, self._options, self._watch = store, index, options, watch
        self._source = store.sources.get(source)
        self._run = ""
        self._tally = Tally()
        self._paths: dict[str, str] = {}  # document → the path it came by in this run
        self._drained = time.monotonic()

    def go(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Take in every file; returns the figures of ``samsyn ingest --json``.

        Raises :class:`MissingPathError` before anything is done, and :class:`DiskFullError` when the vault is full:
        what was done by then stands, and the same call goes on from there.
        """
        started = time.monotonic()
        files = find_files(paths)
        first = next(files, None)  # a missing path is refused before the run begins
        self._run = self._store.runs.begin(self._source.name)
        tasks = self._take([] if first is None else [first], files)
        for outcome in run_tasks(str(self._store.settings.home), tasks, self._options.workers):
            self._note(outcome)
            self._drain_now_and_then()
        self._drain()
        self._store.runs.finish(self._run)
        return self._report(time.monotonic() - started)

    def _take(self, first: Sequence[Path], rest: Iterator[Path]) -> Iterator[Task | None]:
        for path in chain(first, rest):
            taken = self._once(take(self._store, self._source, path))
            self._tally.files += 1
            self._store.runs.note(self._run, RunFile(taken.path, taken.state, taken.document, taken.reason))
            yield self._count(taken)
            self._watch(self._tally)
        # What a stopped run left behind, attachments above all: their parents are done and bring them no more.
        for document in self._store.registration.unfinished(self._source.name):
            yield Task(document, self._options.force_ocr, self._options.passwords)

    def _once(self, taken: Taken) -> Taken:
        again = taken.state is FileState.NEW and taken.document in self._paths
        return replace(taken, state=FileState.DUPLICATE, read=False) if again else taken

    def _count(self, taken: Taken) -> Task | None:
        if taken.state is FileState.QUARANTINED:
            self._tally.quarantined_paths += 1
            self._problem(taken.path, FileState.QUARANTINED.value, taken.reason)
        elif taken.state is FileState.DUPLICATE:
            self._tally.duplicates += 1
        if taken.document is None or not taken.read:
            return None
        self._paths[taken.document] = taken.path
        return Task(taken.document, self._options.force_ocr, self._options.passwords)

    def _note(self, outcome: Outcome) -> None:
        path = self._paths.get(outcome.document)
        self._tally.read += 1
        if outcome.state in (DocumentState.READ, DocumentState.PARTIAL):
            self._tally.documents.add(outcome.document)
        if outcome.state is not DocumentState.READ:
            self._problem(path or self._inner_path(outcome), outcome.state.value, outcome.reason)
        if outcome.state is DocumentState.QUARANTINED and path is not None:
            self._tally.quarantined_paths += 1
            quarantined = RunFile(path, FileState.QUARANTINED, outcome.document, outcome.reason)
            self._store.runs.note(self._run, quarantined)
        if outcome.reason in OUTSIDE:
            # The fault is not the file's: going on would only fail each that follows. The next run goes on from here.
            raise OUTSIDE[outcome.reason]("Inläsningen avbröts; det som är läst är sparat")
        self._watch(self._tally)

    def _inner_path(self, outcome: Outcome) -> str:
        """Where a document that came by no path of this run was found: within its parent."""
        viewer = service(self._store, "inläsning")
        return self._store.documents.occurrences(viewer, outcome.document)[0].path

    def _problem(self, path: str, state: str, reason: str) -> None:
        self._tally.problems.append({"path": path, "state": state, "reason": reason})

    def _drain_now_and_then(self) -> None:
        if time.monotonic() - self._drained > _DRAIN_SECONDS:
            self._drain()

    def _drain(self) -> None:
        try:
            drain(self._store, self._index, service(self._store, "indexering"))
        except IndexUnavailableError as error:
            log.warning("%s: %s %s", error.code, error.message, error.next)
        self._drained = time.monotonic()

    def _report(self, seconds: float) -> dict[str, Any]:
        methods = self._store.runs.pages_by_method(sorted(self._tally.documents))
        return {
            "run": self._run,
            "files": self._tally.files,
            "documents": len(self._tally.documents),
            "pages": sum(methods.values()),
            "ocr_pages": methods["ocr"] + methods["mixed"],
            "unread_pages": methods["unread"],
            "duplicates": self._tally.duplicates,
            "quarantined": self._tally.quarantined_paths,
            "seconds": round(seconds, 3),
            "problems": self._tally.problems,
        }


def reasons(problems: Sequence[dict[str, str]]) -> Counter[str]:
    """How many problems there are of each reason."""
    return Counter(problem["reason"] for problem in problems)
