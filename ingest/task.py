"""The task of one document, as a worker process runs it: opaque ids in, an outcome out, never an exception.

What fails for a reason outside the file leaves the document ``failed`` in the register, to be tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.workplace import store_at
from models.document import DocumentState
from models.errors import Disposition, SamsynError

if TYPE_CHECKING:
    from haystack import Pipeline

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read. ``passwords`` are tried on encrypted files."""

    document: str
    force_ocr: bool = False
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended. ``attachments`` are documents found inside that still wait to be read."""

    document: str
    state: DocumentState
    reason: str
    attachments: tuple[str, ...] = ()


def run_task(home: str, task: Task) -> Outcome:
    """Read, name and finish one document in the store at ``home``."""
    from ingest.pipeline import run_document

    registration = store_at(home).registration
    try:
        progress = run_document(_pipeline(home), task.document, force_ocr=task.force_ocr, passwords=task.passwords)
    except SamsynError as error:
        log.warning("document %s: %s", task.document, error.code)
        if error.disposition is Disposition.QUARANTINE:
            registration.finish(task.document, DocumentState.QUARANTINED, error.code)
            return Outcome(task.document, DocumentState.QUARANTINED, error.code)
        registration.fail(task.document, error.code)
        return Outcome(task.document, DocumentState.FAILED, error.code)
    except Exception as error:  # a fault of ours: named in the log by its kind only, since its words may quote the file
        log.error("document %s: %s", task.document, type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
        registration.fail(task.document, "internal")
        return Outcome(task.document, DocumentState.FAILED, "internal")
    return Outcome(progress.document, progress.state, progress.reason, progress.attachments)


def run_family(home: str, task: Task) -> Sequence[Outcome]:
    """The document and everything found inside it, one after the other."""
    outcomes, waiting = [], [task]
    while waiting:
        outcome = run_task(home, waiting.pop())
        outcomes.append(outcome)
        waiting.extend(Task(id, task.force_ocr, task.passwords) for id in outcome.attachments)
    return outcomes


@lru_cache(maxsize=4)
def _pipeline(home: str) -> Pipeline:
    from ingest.pipeline import open_pipeline

    return open_pipeline(store_at(home).settings)
