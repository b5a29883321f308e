"""An ingest run: every file under the paths taken in, read and indexed, and accounted for at the end."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ingest.ahead import ahead
from ingest.beside import EVERY_SECONDS
from ingest.cluster.crew import Crew
from ingest.existing.finding import scans_without
from ingest.follower import SOME, Follower
from ingest.heartbeat import heartbeat
from ingest.intake import Again, Taken, keep, shown, take
from ingest.metadata import NONE, Metadata
from ingest.pool import run_tasks
from ingest.said import Said
from ingest.survey import Survey
from ingest.tally import Tally, Watcher
from ingest.task import GONE, OUTSIDE, Outcome, Task
from models.document import DocumentState
from models.errors import MissingPathError, OcrUnavailableError
from models.logs.record import about
from models.store.runs import FileState, RunFile
from models.store.service import service
from models.store.store import Store
from search.index import Index

_AHEAD = 4  # files on their way into the vault at once: each waits for its disk, or for a bucket
_READ = (DocumentState.READ, DocumentState.PARTIAL)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run: ``workers`` processes (or those of the cluster in the settings), or a crew that other runs have too.

    ``force_ocr`` and ``passwords`` are as in :class:`ingest.task.Task`; ``metadata`` is what a list that came with the
    files says of them; ``by`` who asked for it in the front end.
    """

    workers: int | Crew
    force_ocr: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    metadata: Metadata = NONE
    by: str = ""


class IngestRun:
    """One run over files of one source. Call :meth:`go` once."""

    def __init__(self, store: Store, index: Index, source: str, options: RunOptions, watch: Watcher) -> None:
        self._store, self._options, self._watch = store, options, watch
        self._source = store.sources.get(source)
        self._said = Said(store, options.metadata)
        self._run = ""
        self._tally = Tally()
        self._paths: dict[str, str] = {}  # document new in this run → the path it came by
        self._known: set[str] = set()  # documents that were here before and are read again
        self._ended: dict[str, DocumentState] = {}  # documents whose reading ended in this run, and how
        self._follower = Follower(store, index, EVERY_SECONDS, SOME)

    def go(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Take in every file; returns the figures of ``samsyn ingest --json``.

        Raises :class:`MissingPathError` before anything is done; :class:`DiskFullError` and what else lies outside the
        files at once; :class:`OcrUnavailableError` at the end, when all that needs no OCR is read. What was done
        stands, and the same call goes on from there.
        """
        started = time.monotonic()
        survey = Survey(paths)
        self._run = self._store.runs.begin(self._source.name, by=self._options.by)
        self._beat()
        lease = self._store.settings.limits.lease_seconds
        with about(run=self._run), heartbeat(self._beat, lease), self._follower:
            self._store.expected.expect(self._run, map(shown, survey.walk()))
            self._tally.total = survey.files
            self._read(self._take(survey))
            self._note_vanished()
            self._read(self._late())
            self._tally.waiting = self._follower.finish(self._wait)
        self._store.runs.finish(self._run)
        if any(problem["reason"] == OcrUnavailableError.code for problem in self._tally.problems):
            raise OcrUnavailableError("Sidor som behöver OCR kunde inte läsas; resten är inläst")
        return self._report(time.monotonic() - started)

    def _beat(self) -> None:
        self._store.runs.beat(self._run, self._store.settings.limits.lease_seconds)

    def _read(self, tasks: Iterable[Task | None]) -> None:
        for outcome in run_tasks(self._store, tasks, self._options.workers):
            self._note(outcome)
            if self._follower.is_due:
                self._tally.waiting = self._follower.follow()

    def _wait(self, waiting: int) -> None:
        """All is read, and not all of it searchable."""
        self._tally.waiting = waiting
        self._watch(self._tally)

    def _note_vanished(self) -> None:
        """What was there when the run began and was gone when its turn came."""
        for path in self._store.expected.left(self._run):
            self._tally.files += 1
            self._count(Taken(path, FileState.QUARANTINED, None, MissingPathError.code))
            self._store.runs.note(self._run, RunFile(path, FileState.QUARANTINED, None, MissingPathError.code))

    def _late(self) -> list[Task]:
        """Scans that were read before a reading of them came: each is read again, so that the reading competes."""
        late = scans_without(self._store, sorted(self._ended)) if not self._options.force_ocr else []
        self._known |= set(late) - set(self._ended)
        return [self._task(document) for document in late]

    def _take(self, survey: Survey) -> Iterator[Task | None]:
        again = Again(self._options.force_ocr, bool(self._options.passwords))
        for kept in ahead(partial(keep, self._store), survey.in_reading_order(), _AHEAD):
            taken = self._once(take(self._store, self._source, kept, again))
            self._tally.files += 1
            self._store.runs.note(self._run, RunFile(taken.path, taken.state, taken.document, taken.reason))
            anew = self._said.keep(kept.path, taken.document)
            yield self._count(taken) or (self._named_anew(taken) if anew else None)
            self._watch(self._tally)
        for where in self._said.unseen():
            self._problem(where, "metadata", "path_not_seen")
        # What a stopped run left behind, attachments above all: their parents are done and bring them no more.
        for document in self._store.arrivals.unfinished(self._source.name):
            yield self._task(document)

    def _once(self, taken: Taken) -> Taken:
        again = taken.state is FileState.NEW and taken.document in self._paths
        return replace(taken, state=FileState.DUPLICATE, read=False) if again else taken

    def _count(self, taken: Taken) -> Task | None:
        if taken.state is FileState.QUARANTINED:
            self._tally.quarantined += 1
            self._problem(taken.path, FileState.QUARANTINED.value, taken.reason)
        elif taken.state is FileState.DUPLICATE:
            self._tally.duplicates += 1
        if taken.document is None:
            return None
        if taken.state is FileState.NEW:
            self._paths[taken.document] = taken.path
        elif taken.read:
            self._known.add(taken.document)
        return self._task(taken.document) if taken.read else None

    def _named_anew(self, taken: Taken) -> Task | None:
        """A document that was here before, of which the list says something new."""
        if taken.document is None or taken.document in self._paths:
            return None
        self._known.add(taken.document)
        return Task(taken.document, read=False)

    def _task(self, document: str) -> Task:
        return Task(document, self._options.force_ocr, self._options.passwords)

    def _note(self, outcome: Outcome) -> None:
        """Put the outcome in the tally. A file that was here before stays a duplicate, whatever came of reading it."""
        path = self._paths.get(outcome.document)
        self._tally.read += 1
        if outcome.reason == GONE:  # before its turn came: as one that was never there
            self._watch(self._tally)
            return
        if outcome.document in self._ended:
            self._forget(outcome, self._ended[outcome.document])
        self._ended[outcome.document] = outcome.state
        if outcome.state in _READ and outcome.document not in self._known:
            self._tally.documents.add(outcome.document)
        if outcome.state is not DocumentState.READ:
            self._problem(path or self._known_path(outcome), outcome.state.value, outcome.reason)
        if outcome.state is DocumentState.QUARANTINED and path is not None:
            self._tally.quarantined += 1
            quarantined = RunFile(path, FileState.QUARANTINED, outcome.document, outcome.reason)
            self._store.runs.note(self._run, quarantined)
        self._watch(self._tally)
        if outcome.reason in OUTSIDE and outcome.reason != OcrUnavailableError.code:
            # The fault is not the file's: each that follows would meet it too. The next run goes on from here.
            raise OUTSIDE[outcome.reason]("Inläsningen avbröts; det som är läst är sparat")

    def _known_path(self, outcome: Outcome) -> str:
        """Where a document that was not new in this run was first found."""
        viewer = service(self._store, "inläsning")
        return self._store.documents.occurrences(viewer, outcome.document)[0].path

    def _problem(self, path: str, state: str, reason: str) -> None:
        self._tally.problems.append({"path": path, "state": state, "reason": reason})

    def _forget(self, outcome: Outcome, former: DocumentState) -> None:
        """Take back what was said of a document that has now been read a second time in this run."""
        path = self._paths.get(outcome.document)
        if former is not DocumentState.READ:
            where = path or self._known_path(outcome)
            self._tally.problems = [problem for problem in self._tally.problems if problem["path"] != where]
        if former is DocumentState.QUARANTINED and path is not None:
            self._tally.quarantined -= 1
            self._store.runs.note(self._run, RunFile(path, FileState.NEW, outcome.document))

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
            "quarantined": self._tally.quarantined,
            "waiting": self._tally.waiting,
            "seconds": round(seconds, 3),
            "problems": self._tally.problems,
        }
