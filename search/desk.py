"""The archive desk (*arkivbordet*): what became of the files of an ingest run, for who may read them.

Counts tell nothing of a case and leave no event; names of files do, and an event stands before they are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Final

from models import swedish
from models.access import Purpose, Viewer, at_home
from models.audit import Action, Event
from models.document import Document
from models.job import Job
from models.masking import mask
from models.store.notices import WORKER
from models.store.run_reports import RunReport, Trouble
from models.store.runs import RunFile
from models.store.sorted_rows import SortedRows
from models.store.store import Store
from models.visible import visible
from search.csv_table import csv_pieces
from search.words.files import FILE_STATES, READINGS

_EACH: Final = 20  # documents named of each trouble: how many there are is said
_COLUMNS: Final = ("fil", "läge", "skäl", "handling", "sha256", "läsning", "skäl till läsningen")


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with what is not well of it. ``documents`` are those that are named, by id; ``failed`` the jobs of the
    viewer's own hand-in that could not be done."""

    run: RunReport
    pages: Counter[str]
    troubles: tuple[Trouble, ...]
    documents: Mapping[str, Document]
    failed: tuple[Job, ...]


def view_run(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> RunView:
    """The run, with a line in the ledger. Raises :class:`models.errors.AccessDeniedError`."""
    viewer = at_home(viewer)
    run = store.run_reports.get(viewer, id)
    _write(viewer, purpose, store, Action.SEARCH, run, "run")
    troubles = store.run_reports.troubles(viewer, id)
    named = [each for trouble in troubles for each in islice(trouble.documents, _EACH)]
    return RunView(
        run,
        store.run_reports.pages_by_method(viewer, id),
        tuple(troubles),
        store.documents.many(viewer, named),
        tuple(store.jobs.failed(viewer, id)),
    )


def manifest(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Iterator[bytes]:
    """Every file of the run that the viewer may know of, its hash, what became of it and how its document is read now,
    as CSV that Swedish Excel opens, a piece at a time; of a run that goes on or has stopped also those that it has not
    seen. The export is in the ledger before the first piece. Personnummer are masked; each cell is inert."""
    viewer = at_home(viewer)
    run = store.run_reports.get(viewer, id)
    _write(viewer, purpose, store, Action.EXPORT, run, "manifest")
    return _pieces(viewer, store, id)


def _pieces(viewer: Viewer, store: Store, id: str) -> Iterator[bytes]:
    with SortedRows() as seen:
        seen.add(_cells(file) for file in store.runs.each_file(viewer, id))
        rows = chain(seen, map(_cells, store.expected.unseen(viewer, id)))
        yield from csv_pieces(_COLUMNS, ((mask(path), *rest) for path, *rest in rows))


def _cells(file: RunFile) -> tuple[str, ...]:
    came = visible(file.path), FILE_STATES[file.state.value], file.reason, file.document or "", file.sha256
    return *came, READINGS[file.reading], file.reading_reason


def drained(store: Store) -> datetime | None:
    """When a worker last had the index in step; None where none has been heard of."""
    told = store.notices.get(WORKER).get("at")
    return datetime.fromisoformat(told).astimezone(swedish.STOCKHOLM) if told else None


def _write(viewer: Viewer, purpose: Purpose, store: Store, action: Action, run: RunReport, what: str) -> None:
    told = {"list": what, "source": run.source}
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, run.id, (run.owner,), told))
