"""What archivists and officers see: how it stands with what was handed in, taken out, marked and made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from ingest.verification import Wanted, verify_store
from models.access import Viewer, at_home
from models.errors import SamsynError
from models.job import Job
from models.store.rereading import Poor
from search import desk, unsettled
from search.finished_files import check_fresh
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, handed_in, later_run_of, run_of, stopped_run_of
from tests.secrecy.papers import SOURCES
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way, or_refused


def _unsettled(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return _ordered(unsettled.look_over(viewer, PURPOSE, place.store))


def _ordered(found: unsettled.Overview) -> Any:
    """Without the order in which it came about, and without the (random) ids of withdrawals."""
    taken = [(each.withdrawal.target, each.withdrawal.reason, each.count) for each in found.taken]
    lists = (found.sets, found.splits, taken, list(found.documents.items()))
    return [sorted((plain(each) for each in some), key=repr) for some in lists]


def _status(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return place.store.status(viewer)


def _runs(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What the archive desk tells, without the (random) ids of runs and how fast they were; and the files of which the
    viewer had handed in a part, or that could not be read."""
    store, viewer, told = place.store, at_home(viewer), []
    for run in store.run_reports.newest(viewer, 50):
        files, pages = store.runs.files(viewer, run.id), store.run_reports.pages_by_method(viewer, run.id)
        unseen, troubles = store.expected.unseen(viewer, run.id), store.run_reports.troubles(viewer, run.id)
        told.append((replace(run, id="", rate=0.0), files, unseen, pages, troubles))
    unread = store.source_reports.unread(viewer, "failed", "not_read_yet", 50)
    half_way = sorted((each.path, each.source, each.owner) for each in store.uploads.waiting(viewer))
    own = [place.id_of(handed_in(source, viewer.name)) for source in SOURCES]
    failed = [dict(job.arguments) for run in own for job in store.jobs.failed(viewer, run)]
    by_source = (store.source_reports.all(viewer), sorted(unread), half_way, failed)
    return sorted((plain(each) for each in told), key=repr), by_source


def _watched_folders(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Without the (random) ids of folders and the moment when they were seen."""
    told = [
        replace(each, folder=replace(each.folder, id=""), looked=None)
        for each in place.store.watched_reports.all(viewer)
    ]
    return [plain(each) for each in told], place.store.watched_reports.choices(viewer)


def _markings(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is said of markings and protected people, where all that is marked may not be told."""
    store, some = place.store, [drawing.document() for _ in range(8)]
    named = [store.protected.names(viewer, drawing.entity()) for _ in range(20)]
    of = [or_refused(store.markings.of, viewer, id) for id in some]
    return of, [store.markings.hides(viewer, id) for id in some], store.markings.all(viewer), named


def _finished_files(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Files that were made for the viewer once, and whether they are handed out still."""
    told = [(job, _may_fetch(viewer, place, job)) for job in place.store.jobs.list(viewer)]
    return sorted(((job.owner, plain(job.result), said) for job, said in told), key=repr)


def _may_fetch(viewer: Viewer, place: Installation, job: Job) -> Any:
    try:
        check_fresh(viewer, place.store, job)
    except SamsynError as error:
        return type(error).__name__, str(error)
    return True


def _behind(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What waits to be done, by owner."""
    store, owner, poor = place.store, drawing.paper().owner, Poor(2.0, "annan")
    read_badly = (store.rereading.behind(viewer, poor, [], []), store.rereading.pages(viewer, drawing.document(), poor))
    return read_badly, store.alike.behind(viewer, "annan"), list(store.documents.ids(viewer, owner)), [
        each.id for each in store.documents.of_owner(viewer, owner)
    ]  # fmt: skip


def _manifest(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Every file of a run, as a file; of what ledger and desk tell, without the (random) id of the run."""
    store, which = place.store, drawing.random.choice((run_of, later_run_of, stopped_run_of))
    run = place.id_of(which(drawing.paper().source))
    view = desk.view_run(viewer, PURPOSE, store, run)
    shown = (replace(view.run, id="", rate=0.0), view.pages, view.troubles, view.documents)
    return shown, b"".join(desk.manifest(viewer, PURPOSE, store, run))


def _verify(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """What is compared, and what differs."""
    told = verify_store(viewer, PURPOSE, place.store, place.index, Wanted(quick=drawing.random.random() < 0.5))
    return told["checked"], sorted(_named(repr(each), place) for each in told["differences"])


def _named(said: str, place: Installation) -> str:
    """With what orders are called, for their (random) ids."""
    for id, name in place.saved.items():
        said = said.replace(id, name)
    return said


WAYS: Final[dict[str, Way]] = {
    "to look over": _unsettled,
    "status": _status,
    "runs and sources": _runs,
    "run's manifest": _manifest,
    "watched folders": _watched_folders,
    "markings": _markings,
    "finished files": _finished_files,
    "what waits": _behind,
    "verify": _verify,
}
