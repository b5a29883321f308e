"""The task of one stretch of a document, as a worker of a cluster runs it (:mod:`models.store.stretches`).

As :func:`ingest.task.run_task`: an opaque id in, an outcome out, whatever is wrong with the file or with us. Where the
register cannot be asked it raises, and :func:`ingest.ordered.as_ordered`, which calls it, tells that by its code. Read
here means that its pages are kept; what became of each stands on the page, as of any page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.heartbeat import heartbeat
from ingest.task import BEING_READ, CLAIM_LOST, INTERNAL, Outcome, Task
from ingest.workplace import store_at
from models.document import DocumentState, Page, PageMethod
from models.errors import SamsynError
from models.logs.record import Log, about
from models.measure import MEASURED
from models.settings import Settings
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.service import service
from models.store.store import Store
from models.store.stretches import Shared, Stretch

log = Log(__name__)

_CRASHED: Final = "crashed"


def read_stretch(home: str, task: Task) -> Outcome:
    """Read it; ``task.document`` is its id, and the rest says how its document is read."""
    store, worker, id = store_at(home), worker_name(), task.document
    claimed = store.stretches.claim(id, worker)
    if claimed is None:
        return Outcome(id, DocumentState.READ, "")
    claim, stretch = claimed
    if claim is Claim.HELD:
        return Outcome(id, DocumentState.FAILED, BEING_READ)
    if stretch.cut:
        return Outcome(id, DocumentState.READ, "", stretches=stretch.cut)
    with (
        about(document=stretch.document),
        heartbeat(lambda: store.stretches.renew(id, worker), store.settings.limits.lease_seconds),
    ):
        outcome = _read(store, task, stretch, worker, given_up=claim is Claim.EXHAUSTED)
    store.measures.keep()
    return outcome


def _read(store: Store, task: Task, stretch: Stretch, worker: str, *, given_up: bool) -> Outcome:
    id = task.document
    try:
        pages = _unread(stretch) if given_up else _pages(store, task, stretch)
        if not store.stretches.keep(id, worker, pages):
            return Outcome(id, DocumentState.FAILED, CLAIM_LOST)
    except SamsynError as error:
        log.warning("document.failed", "document {document}: {code}", document=stretch.document, code=error.code)
        store.stretches.fail(id, worker, blame=False)
        return Outcome(id, DocumentState.FAILED, error.code)
    except Exception as error:  # named by its kind only, as in ingest/task.py
        log.error("document.fault", "document {document}: a fault of ours", error, document=stretch.document)
        store.stretches.fail(id, worker, blame=True)
        return Outcome(id, DocumentState.FAILED, INTERNAL)
    for page in pages:
        MEASURED.add("pages_read", method=page.method.value)
    return Outcome(id, DocumentState.READ, "")


def _pages(store: Store, task: Task, stretch: Stretch) -> list[Page]:
    """Its pages, their pictures in the vault."""
    from ingest.reading import Wanted, open_reading
    from ingest.shared_out import known

    viewer, numbers = service(store, "inläsning"), range(stretch.first, stretch.last + 1)
    document, shared = store.documents.get(viewer, stretch.document), store.stretches.of(viewer, stretch.document)
    if shared is None:  # its claim was lost, and what it is a part of is over
        return _unread(stretch)
    with (
        store.vault.local(document.sha256) as original,
        open_reading(
            original,
            _for_some(store.settings, shared, len(numbers)),
            name=document.name,
            passwords=task.passwords,
            force_ocr=task.force_ocr,
            wanted=Wanted(numbers, known(shared)),
        ) as found,
    ):
        read = [found.with_image(store.vault, page) for page in found.reading.pages]
    return read or _unread(stretch)  # none: its bytes are no file any more


def _for_some(settings: Settings, shared: Shared, pages: int) -> Settings:
    """With that share of what the readers of a document may hand back together."""
    limits = settings.limits
    share = max(limits.answer_bytes * pages // shared.count, limits.page_image_bytes)
    return replace(settings, limits=replace(limits, answer_bytes=share))


def _unread(stretch: Stretch) -> list[Page]:
    numbers = range(stretch.first, stretch.last + 1)
    return [Page(number, PageMethod.UNREAD, _CRASHED, "", 0.0) for number in numbers]
