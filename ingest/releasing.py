"""The copy of what is handed out comes in as any file does, in the reader's archive. Done twice it is there once.

A worker may get to it long after it was sent: whether it may still go out is asked anew, as whoever asked for the copy.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from ingest.redaction.making import bound
from models.access import Purpose, Viewer
from models.disclosure import Origin, Release
from models.document import Document, DocumentState
from models.errors import AccessDeniedError
from models.source import Source
from models.store.service import service
from models.store.store import Store
from models.trial import Trial
from search.operator import OPERATOR, operator
from search.redacting.deciding import standing
from search.redacting.previewing import pages
from search.trial_decision import check_release


def arrive(store: Store, id: str, by: str) -> tuple[Release, list[str]]:
    """Note the copy of this release, which ``by`` asked for, in the reader's archive; the release, and the ids of what
    is still to be read.

    Raises as :func:`search.trial_decision.check_release` where it may not go out any more. What lies there already,
    since the worker that was at it died, has gone out.
    """
    origin = store.releases.task(id)
    if (come := _come(store, origin)) is not None:
        unread = store.arrivals.unfinished_below(come.id)
        return origin.release, [come.id] if come.state is DocumentState.FAILED else unread
    origin = _with_bytes(store, origin, by)
    given, asked = origin.release, origin.request
    source = Source(asked.source, asked.reader, "released")
    store.sources.add(source)
    size = store.vault.size(given.sha256)
    arrival = store.arrivals.arrive(source, given.sha256, size, path=_below(origin) + given.name, name=given.name)
    if arrival.state is DocumentState.FAILED:
        return given, [arrival.document]
    return given, store.arrivals.unfinished_below(given.copy)


def _below(origin: Origin) -> str:
    return f"utlämnat/{origin.request.id}/{origin.release.id}/"


def _come(store: Store, origin: Origin) -> Document | None:
    """The copy, where it has come: whatever has become of the original, and of what it was called, since then."""
    viewer = service(store, "utlämnande")
    with suppress(AccessDeniedError):
        come = store.documents.occurrences(viewer, origin.release.copy)
        if any(each.path.startswith(_below(origin)) for each in come):
            return store.documents.get(viewer, origin.release.copy)
    return None


def _with_bytes(store: Store, origin: Origin, by: str) -> Origin:
    """The release with what its copy is of. A masked one is made once, of the masks that were sent: whatever has become
    of their draft since then."""
    release, asked = origin.release, origin.request
    store.protected.sweep(asked.owner)
    officer, trial = _officer(store, by, asked.owner), store.trials.decision(release.trial)
    check_release(officer, store, asked, trial)
    return origin if release.sha256 else _masked(store, origin, officer, trial)


def _officer(store: Store, by: str, owner: str) -> Viewer:
    """Whoever asked for the copy, as they are now, for this owner alone."""
    viewer = operator(store, store.settings)[0] if by == OPERATOR else store.users.viewer(by)
    only = frozenset({owner})
    return replace(viewer, owners=viewer.owners & only, officer_of=viewer.officer_of & only, shared=frozenset())


def _masked(store: Store, origin: Origin, officer: Viewer, trial: Trial) -> Origin:
    redaction = trial.decision.redaction
    if redaction is None:
        raise AccessDeniedError("Utlämnandet har ingen maskad kopia")
    why = Purpose(origin.request.purpose, origin.request.case)
    sheets = pages(officer, why, store, redaction, standing(officer, store, redaction))
    return store.releases.made(origin.release.id, store.vault.put(bound(sheets)))
