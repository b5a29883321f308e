"""What a worker does of a masked copy that somebody asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ingest.redaction.making import redacted
from models.access import Purpose
from models.job import Job
from models.store.store import Store
from search.finished_files import as_asked


def make(store: Store, job: Job, progress: Callable[[float], object]) -> Mapping[str, str]:
    """Make the files and keep them sealed; as the asker might read the document when they asked, and still may.

    Raises as :func:`redacted`, and as :meth:`models.store.redactions.Redactions.keep` where something else was decided
    while they were made.
    """
    given = job.arguments
    viewer = as_asked(store.users.viewer(job.created_by), given)
    redaction = store.redactions.get(viewer, given["redaction"])
    purpose = Purpose(given["purpose"], given.get("case", ""))
    made = redacted(viewer, purpose, store, redaction, progress, at=job.created)
    until = date.fromisoformat(given["until"])
    files = (made.pdf, made.paper)
    store.redactions.keep(viewer, redaction, files, until, job.created, pages=made.pages, boxes=made.boxes)
    return {"redaction": redaction.id, "document": redaction.document}
