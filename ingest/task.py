"""The task of one document, as a worker process runs it: opaque ids in, an outcome out.

What is wrong with the file is never an exception; where the register is away it is (:func:`ingest.ordered.as_ordered`
tells that by its code too). What fails for a reason outside the file leaves the document ``failed``, to be tried again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ingest.heartbeat import heartbeat
from ingest.workplace import store_at
from models.document import DocumentState
from models.errors import Disposition, DocumentBusyError, MissingPathError, SamsynError, UnavailableError, by_code
from models.logs.record import Log, about
from models.measure import MEASURED
from models.server_errors import NewerRegisterError
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.service import service
from models.store.store import Store

if TYPE_CHECKING:
    from haystack import Pipeline

log = Log(__name__)

BEING_READ = "being_read"  # another process has it
CLAIM_LOST = "claim_lost"  # this process was silent for too long
GONE = "gone"  # erased, since it was handed out
WORKER_CRASHED = "worker_crashed"
INTERNAL = "internal"
OUTSIDE = {**by_code(UnavailableError), NewerRegisterError.code: NewerRegisterError}
"""Reasons that lie outside the file, and what they are raised as: each document that follows would meet them too."""
_ENDS_AS: Final[Mapping[str, type[SamsynError]]] = {
    **by_code(UnavailableError),
    **dict.fromkeys((BEING_READ, CLAIM_LOST), DocumentBusyError),
    MissingPathError.code: MissingPathError,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read. ``passwords`` are tried on encrypted files.

    ``read`` False: its pages are as they should be, and only what they name and what is said of them is found anew.
    ``below``: only the pages that OCR read with less quality than this are read again, each taking the better of its
    two readings; those that were read in the way that is in force too with ``anyway``. ``share``: where many pages need
    OCR, others are to read them as well (:mod:`ingest.shared_out`).
    """

    document: str
    force_ocr: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    read: bool = True
    below: float = 0.0
    anyway: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended: ``state`` is the document's now.

    ``kept``: the new reading was worse (``reason``) than the one before, which was kept. ``attachments`` are documents
    found inside that still wait to be read. ``changed`` False: it was named anew, and nothing new was said of it.
    ``tried`` and ``better`` are pages, as in :class:`ingest.progress.Progress`. ``stretches`` of it are to be read
    first, by whoever is free; then it is to be given to somebody again.
    """

    document: str
    state: DocumentState
    reason: str
    attachments: tuple[str, ...] = ()
    kept: bool = False
    changed: bool = True
    tried: int = 0
    better: int = 0
    stretches: tuple[str, ...] = ()


class StopError(BaseException):
    """Whoever is at work was asked to stop in the middle of it: nothing below may catch this as a fault."""


class SharedOut(Exception):
    """These stretches of the document are to be read; whoever had it has let go of it."""

    def __init__(self, stretches: tuple[str, ...]) -> None:
        super().__init__(len(stretches))
        self.stretches = stretches


def run_task(home: str, task: Task) -> Outcome:
    """Read, name and finish one document in the store at ``home``. Told to stop in the middle it gives the document
    back: the file has no part in that."""
    store, worker = store_at(home), worker_name()
    try:
        return _run(store, home, task, worker)
    except (StopError, KeyboardInterrupt):
        with suppress(Exception):  # where the register cannot be told, stopping is what is to be told
            store.registration.give_back(worker, task.document)
        raise


def _run(store: Store, home: str, task: Task, worker: str) -> Outcome:
    claim = store.registration.claim(task.document, worker)
    if claim is Claim.HELD:
        return Outcome(task.document, DocumentState.FAILED, BEING_READ)
    if claim is Claim.GONE:
        return Outcome(task.document, DocumentState.FAILED, GONE)
    with (
        about(document=task.document),
        heartbeat(lambda: store.registration.renew(task.document, worker), store.settings.limits.lease_seconds),
    ):
        outcome = _read(home, task, worker) if claim is Claim.TAKEN else _set_aside(home, task, worker)
    if outcome.stretches:
        return outcome
    MEASURED.add("documents_read", state=outcome.state.value)
    store.measures.keep()
    return outcome


def as_error(reason: str) -> SamsynError:
    """What a job ends as whose document could not be read for this reason: by its code who asked for it learns why.

    A fault of ours, and a register that a later version has changed, are tried again without a code of their own.
    """
    return _ENDS_AS.get(reason, UnavailableError)("Läsningen kunde inte göras nu")


def run_family(home: str, task: Task) -> Sequence[Outcome]:
    """The document and everything found inside it, one after the other."""
    outcomes, waiting = [], [task]
    while waiting:
        outcome = run_task(home, waiting.pop())
        outcomes.append(outcome)
        waiting.extend(Task(id, task.force_ocr, task.passwords) for id in outcome.attachments)
    return outcomes


def _read(home: str, task: Task, worker: str) -> Outcome:
    from ingest.pipeline import run_document

    registration = store_at(home).registration
    try:
        progress = run_document(_pipeline(home), task, worker)
    except SharedOut as shared:
        return Outcome(task.document, DocumentState.FAILED, BEING_READ, stretches=shared.stretches)
    except SamsynError as error:
        log.warning("document.failed", "document {document}: {code}", document=task.document, code=error.code)
        if error.disposition is Disposition.QUARANTINE:
            return _quarantine(home, task, worker, error.code)
        registration.fail(task.document, worker, error.code, blame=False)
        return Outcome(task.document, DocumentState.FAILED, error.code)
    except Exception as error:  # a fault of ours: named in the log by its kind only, since its words may quote the file
        log.error("document.fault", "document {document}: a fault of ours", error, document=task.document)
        registration.fail(task.document, worker, INTERNAL, blame=True)
        return Outcome(task.document, DocumentState.FAILED, INTERNAL)
    if progress.settled is None:
        return Outcome(task.document, DocumentState.FAILED, CLAIM_LOST)
    if progress.settled is DocumentState.QUARANTINED:
        log.warning("document.failed", "document {document}: {code}", document=task.document, code=progress.reason)
    kept = progress.settled is not progress.state
    return Outcome(
        *(progress.document, progress.settled, progress.reason, progress.attachments, kept),
        *(progress.changed, progress.tried, progress.better),
    )


def _set_aside(home: str, task: Task, worker: str) -> Outcome:
    """What ended its workers, or met a fault of ours, as often as it may be tried."""
    store = store_at(home)
    met = store.documents.get(service(store, "inläsning"), task.document).reason
    reason = INTERNAL if met == INTERNAL else WORKER_CRASHED
    log.warning("document.failed", "document {document}: {code}", document=task.document, code=reason)
    return _quarantine(home, task, worker, reason)


def _quarantine(home: str, task: Task, worker: str, reason: str) -> Outcome:
    settled = store_at(home).registration.finish(task.document, worker, DocumentState.QUARANTINED, reason)
    if settled is None:
        return Outcome(task.document, DocumentState.FAILED, CLAIM_LOST)
    return Outcome(task.document, settled, reason, kept=settled is not DocumentState.QUARANTINED)


@lru_cache(maxsize=4)
def _pipeline(home: str) -> Pipeline:
    from ingest.pipeline import open_pipeline

    return open_pipeline(store_at(home).settings)
