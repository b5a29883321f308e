"""What each kind of job does when a worker takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ingest import extract_gathering, splitting
from ingest.archive_copy import archive_copy
from ingest.capacity import workers_here
from ingest.checking import look_at_machine
from ingest.erasing import carry_out
from ingest.existing.finding import scans_without
from ingest.intake import INBOX
from ingest.provider_book import provider_file
from ingest.redaction import work as redaction
from ingest.releasing import arrive
from ingest.run import IngestRun, RunOptions
from ingest.tally import Tally
from ingest.task import Outcome, Task, as_error, run_family
from ingest.watch_book import watch_book
from ingest.watch_rows import read_watch_rows
from models.access import Purpose, Viewer
from models.document import DocumentState
from models.errors import AccessDeniedError, MissingPathError, SamsynError, UnavailableError
from models.job import Job, JobKind
from models.masking import mask
from models.source import Source
from models.store.runs import FileState, RunFile
from models.store.service import service
from models.store.store import Store
from nlp.ties import TIES
from search.dossier_export import Form, Wanted, export_dossier
from search.export import export_hits
from search.finished_files import as_asked, owners_of
from search.index import Index
from search.saved import SavedSearch
from search.situation.reporting import take_out
from search.situation.scope import LONGEST, Scope
from search.watch_row import joined
from search.watching import watch

Result = Mapping[str, str]
Progress = Callable[[float], object]


def do(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    """Do the job; returns what its owner is to see. Raises :class:`models.errors.SamsynError`."""
    return _WORK[job.kind](store, index, job, progress)


def _upload(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    source, name = _own_source(store, job), job.arguments["name"]
    # Below the run, so that another's file of the same name is not taken for a former version of this one.
    path = f"uppladdad/{job.run or job.id}/{job.arguments.get('path', name)}"
    return _take_in(store, job, source, _InVault(job.arguments["sha256"], path, name))


def _watched_file(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    """Whoever had the folder watched: it is the installation's own intake, and goes on without them."""
    file = store.watched.file(job.arguments["file"])
    result = _take_in(store, job, store.sources.get(file.source), _InVault(file.sha256, file.place, file.name))
    store.watched.taken(file)
    return result


class _InVault(NamedTuple):
    """Bytes that came, and where they lie in the archive from now on."""

    sha256: str
    path: str
    name: str


def _take_in(store: Store, job: Job, source: Source, file: _InVault) -> Result:
    path, size = file.path, store.vault.size(file.sha256)
    arrival = store.arrivals.arrive(source, file.sha256, size, path=path, name=file.name)
    unread = arrival.state is DocumentState.FAILED
    noted = store.runs.noted(job.run, path, arrival.document)
    if arrival.new or unread or noted is None:  # else this very job did: it waited, or its worker died
        _note(store, job, path, FileState.NEW if arrival.new or unread else FileState.DUPLICATE, arrival.document)
    if unread:
        outcomes = _read(store, [Task(arrival.document)])
        if outcomes[0].state is DocumentState.QUARANTINED:
            _note(store, job, path, FileState.QUARANTINED, arrival.document, outcomes[0].reason)
        return _result(outcomes)
    # Here before: by another way in, or by this job, whose worker then died before it had read what lies inside, or
    # before it had noted that the file was set aside.
    if arrival.state is DocumentState.QUARANTINED and noted is FileState.NEW:
        _note(store, job, path, FileState.QUARANTINED, arrival.document, arrival.reason)
    inside = _read(store, [Task(id) for id in store.arrivals.unfinished_below(arrival.document)])
    tried_before = job.attempts > 1 or noted is FileState.NEW  # a job that waited has been tried no more than once
    here_before = "" if tried_before and _brought(store, arrival.document, path) else "duplicate"
    known = {"document": arrival.document, "state": arrival.state.value, "reason": arrival.reason or here_before}
    return {**known, "attachments": str(len(inside))}


def _brought(store: Store, document: str, path: str) -> bool:
    """Whether its bytes came by this path before they came by any other."""
    return store.documents.occurrences(service(store, "inläsning"), document)[0].path == path


def _note(store: Store, job: Job, path: str, state: FileState, document: str, reason: str = "") -> None:
    """In the manifest of the run that the file was handed in for, which goes on meanwhile."""
    if job.run:
        store.runs.note(job.run, RunFile(path, state, document, reason))
        store.runs.beat(job.run, store.settings.limits.lease_seconds)


def _read_again(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    document = store.documents.get(store.users.viewer(job.created_by), job.arguments["document"])
    return _result(_read(store, [Task(document.id, force_ocr=job.arguments.get("force_ocr") == "1")]))


def _retry(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    """Read again what was not read for one reason, as far as who asked may read it; a document after the other. One
    that cannot be read now (another process has it) keeps none of the others from it."""
    asked, now = job.arguments, store.users.viewer(job.created_by)
    viewer = replace(now, owners=now.owners & {job.owner})
    most = store.settings.limits.retry_documents
    ids = store.source_reports.unread(viewer, asked["state"], asked["reason"], most, asked.get("run", ""))
    failed = list[SamsynError]()
    for done, id in enumerate(ids, 1):
        try:
            _read(store, [Task(id)])
        except (UnavailableError, MissingPathError) as error:
            failed.append(error)
        progress(done / len(ids))
    if failed and len(failed) == len(ids):
        raise failed[-1]
    return {"documents": str(len(ids) - len(failed))}


def _check(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    look_at_machine(store)
    return {}


def _ingest(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    source = _own_source(store, job)
    inbox = (store.settings.home / INBOX).resolve()
    folder = Path(job.arguments["path"]).resolve()
    if not folder.is_relative_to(inbox):
        raise AccessDeniedError(f"Bara mappar under {INBOX} i installationens hem kan läsas in härifrån")

    def watch(tally: Tally) -> None:
        progress(tally.finished / max(tally.total, 1))

    options = RunOptions(workers_here(store.settings.limits), by=job.created_by)
    report = IngestRun(store, index, source.name, options, watch).go([folder])
    return {name: str(report[name]) for name in ("run", "files", "documents", "duplicates", "quarantined")}


def _export(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer, purpose = _asker(store, job), _purpose(job)
    state = store.states.load(job.created_by, job.arguments["state"])
    content = export_hits(viewer, purpose, state, store=store, index=index, progress=progress)
    return {"sha256": store.vault.put(content), "name": f"träfflista-{job.id[:8]}.csv"}


def _providers(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    given = job.arguments
    content = provider_file(_asker(store, job), _purpose(job), store, given)
    return {"sha256": store.vault.put(content), "name": f"utförare-{job.id[:8]}.{given['format']}"}


def _watch(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    given, viewer = job.arguments, _asker(store, job)
    with store.vault.local(given["sha256"]) as list_file:
        rows = read_watch_rows(list_file, store.settings, given["name"])
    unmask = given.get("unmask", "")
    store.jobs.begin(job.id, {"rows": len(rows)})
    found = watch(viewer, _purpose(job), rows, store=store, index=index, unmask=unmask, progress=progress)
    content = watch_book(found, given.get("address", ""), unmask=bool(unmask.strip()))
    counts = {"hits": sum(each.total for each in found), "problems": sum(bool(each.row.problem) for each in found)}
    told = {"rows": str(len(found)), **{name: str(count) for name, count in counts.items()}}
    if query := joined((each.row for each in found), LONGEST):
        told["question"] = store.states.save(job.created_by, SavedSearch(query).kept())  # for a situation picture
    return {"sha256": store.vault.put(content), "name": f"bevakning-{job.id[:8]}.xlsx", **told}


def _asker(store: Store, job: Job) -> Viewer:
    """Who asked, with what they might read when they asked and still may: a grant, a group or an office that came or
    went meanwhile adds nothing."""
    now = as_asked(store.users.viewer(job.created_by), job.arguments)
    return replace(now, owners=now.owners & owners_of(job))


def _split(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer, why = store.users.viewer(job.created_by), _purpose(job)
    document, decision = job.arguments["document"], job.arguments["decision"]
    if decision == "accept":
        parts = len(store.splits.get(viewer, document).parts)
        done = count(1)
        splitting.accept(viewer, why, store, document, progress=lambda _: progress(next(done) / parts))
    elif decision == "reject":
        splitting.reject(viewer, why, store, document)
    else:
        splitting.undo(viewer, why, store, document)
    return {"document": document, "decision": decision}


def _archive_copy(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer, document = as_asked(store.users.viewer(job.created_by), job.arguments), job.arguments["document"]
    content = archive_copy(viewer, _purpose(job), store, document)
    name = f"{Path(mask(store.documents.get(viewer, document).name)).stem} (sökbar).pdf"
    return {"sha256": store.vault.put(content), "name": name, "document": document}


def _dossier(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    given, viewer = job.arguments, _asker(store, job)
    wanted = Wanted(Form(given["format"]), given.get("images") == "1", given.get("unmask", ""))
    sha256 = export_dossier(viewer, _purpose(job), store, given["dossier"], wanted, TIES, progress)
    return {"sha256": sha256, "name": f"ärendemapp-{job.id[:8]}.{wanted.form}", "dossier": given["dossier"]}


def _situation(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    viewer = _asker(store, job)
    scope = Scope.of(store.states.load(job.created_by, job.arguments["situation"])["situation"])
    content = take_out(viewer, _purpose(job), scope, store=store, index=index, progress=progress)
    return {"sha256": store.vault.put(content), "name": f"lägesbild-{job.id[:8]}.pdf"}


def _redaction(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    return redaction.make(store, job, progress)


def _release(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    given, unread = arrive(store, job.arguments["release"], job.created_by)
    _read(store, [Task(id) for id in unread])
    store.releases.finish(given.id)
    return {"document": given.copy}


def _erase(store: Store, index: Index, job: Job, progress: Progress) -> Result:
    order = job.arguments["order"]
    return {"order": order, "state": carry_out(store, index, order, progress).value}


def _purpose(job: Job) -> Purpose:
    return Purpose(job.arguments["purpose"], job.arguments.get("case", ""))


def _own_source(store: Store, job: Job) -> Source:
    """The source that the job names, while it is the job's owner's and its user still has a grant there."""
    source = store.sources.get(job.arguments["source"])
    if source.owner != job.owner or source.owner not in store.users.viewer(job.created_by).owners:
        raise AccessDeniedError("Källan finns inte")
    return source


def _read(store: Store, tasks: Sequence[Task]) -> list[Outcome]:
    """Read the documents and what lies inside. The job is done only when each has ended in some way."""
    home = str(store.settings.home)
    outcomes = [outcome for task in tasks for outcome in run_family(home, task)]
    scans = scans_without(store, [outcome.document for outcome in outcomes])
    late = [outcome for scan in scans for outcome in run_family(home, Task(scan))]
    failed = [outcome for outcome in [*outcomes, *late] if outcome.state is DocumentState.FAILED]
    if failed:
        raise as_error(failed[0].reason)
    return outcomes


def _result(outcomes: Sequence[Outcome]) -> Result:
    first = outcomes[0]
    return {
        "document": first.document,
        "state": "kept" if first.kept else first.state.value,
        "reason": first.reason,
        "attachments": str(len(outcomes) - 1),
    }


_WORK: Mapping[JobKind, Callable[[Store, Index, Job, Progress], Result]] = {
    JobKind.UPLOAD: _upload,
    JobKind.WATCHED_FILE: _watched_file,
    JobKind.READ_AGAIN: _read_again,
    JobKind.RETRY: _retry,
    JobKind.CHECK: _check,
    JobKind.INGEST: _ingest,
    JobKind.EXPORT: _export,
    JobKind.WATCH: _watch,
    JobKind.SPLIT: _split,
    JobKind.ARCHIVE_COPY: _archive_copy,
    JobKind.DOSSIER: _dossier,
    JobKind.SITUATION: _situation,
    JobKind.PROVIDERS: _providers,
    JobKind.REDACTION: _redaction,
    JobKind.EXTRACT: lambda store, _, job, progress: extract_gathering.work(store, job, progress),
    JobKind.RELEASE: _release,
    JobKind.ERASE: _erase,
}
