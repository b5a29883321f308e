"""What each kind of job does when a worker takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.run import IngestRun, RunOptions, Tally
from ingest.task import Outcome, Task, run_family
from models.access import Purpose
from models.document import DocumentState
from models.errors import AccessDeniedError, UnavailableError
from models.job import Job, JobKind
from models.store.store import Store
from search.export import export_hits
from search.index import Index

Result = Mapping[str, str]
Progress = Callable[[float], object]


def do(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    """Do the job; returns what its owner is to see. Raises :class:`models.errors.SamsynError`."""
    return _WORK[job.kind](store, index, job, progress)


def _upload(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    source = store.sources.get(job.arguments["source"])
    if source.owner != job.owner:
        raise AccessDeniedError("Källan finns inte")
    sha256, name = job.arguments["sha256"], job.arguments["name"]
    size = store.vault.path(sha256).stat().st_size
    arrival = store.registration.arrive(source, sha256, size, path=f"uppladdad/{job.id}/{name}", name=name)
    if arrival.state is not DocumentState.FAILED:
        return {"document": arrival.document, "state": arrival.state.value, "reason": "duplicate"}
    return _read(store, Task(arrival.document))


def _read_again(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer = store.users.viewer(job.created_by)
    document = store.documents.get(viewer, job.arguments["document"])
    return _read(store, Task(document.id, force_ocr=job.arguments.get("force_ocr") == "1"))


def _ingest(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    def watch(tally: Tally) -> None:
        progress(tally.read / max(tally.files, 1))

    run = IngestRun(store, index, job.arguments["source"], RunOptions(), watch)
    report = run.go([Path(job.arguments["path"])])
    return {name: str(report[name]) for name in ("run", "files", "documents", "duplicates", "quarantined")}


def _export(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer = store.users.viewer(job.created_by)
    purpose = Purpose(job.arguments["purpose"], job.arguments.get("case", ""))
    state = store.states.load(job.created_by, job.arguments["state"])
    content = export_hits(viewer, purpose, state, store=store, index=index, progress=progress)
    return {"sha256": store.vault.put(content), "name": f"träfflista-{job.id[:8]}.csv"}


def _read(store: Store, task: Task) -> Result:
    outcomes = run_family(str(store.settings.home), task)
    first: Outcome = outcomes[0]
    if first.state is DocumentState.FAILED:
        raise UnavailableError("Läsningen kunde inte göras nu", next=f"Skäl: {first.reason}")
    return {
        "document": first.document,
        "state": first.state.value,
        "reason": first.reason,
        "attachments": str(len(outcomes) - 1),
    }


_WORK: Mapping[JobKind, Callable[[Store, Index, Job, Progress], Result]] = {
    JobKind.UPLOAD: _upload,
    JobKind.READ_AGAIN: _read_again,
    JobKind.INGEST: _ingest,
    JobKind.EXPORT: _export,
}
