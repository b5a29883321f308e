"""Files that a job makes for somebody: made of what they might read when they asked, and handed out while they still
might.

A file cannot follow what is marked after it was made, or a group that its reader has lost: it is refused, to be made
anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from models.access import Viewer, check_takes_out
from models.errors import AccessDeniedError
from models.job import Job, JobKind
from models.store.outdated import anything_kept, marked_since
from models.store.store import Store

_HELD = ("groups", "officer_of")
_TAKEN_OUT = {JobKind.EXPORT, JobKind.WATCH, JobKind.DOSSIER, JobKind.SITUATION, JobKind.PROVIDERS}
"""What only who may take something out asks for, and fetches. A copy of one document is any reader's."""


def held(viewer: Viewer) -> dict[str, str]:
    """By what the viewer reads, as arguments of the job that they ask for."""
    return {name: json.dumps(sorted(getattr(viewer, name)), ensure_ascii=False) for name in _HELD}


def as_asked(viewer: Viewer, arguments: Mapping[str, str]) -> Viewer:
    """The viewer with no more than they held when they asked for the job."""
    then = _then(arguments)
    kept = {name: getattr(viewer, name) & some for name, some in then.items()}
    return replace(viewer, **kept)


def check_fresh(viewer: Viewer, store: Store, job: Job) -> None:
    """Raises :class:`AccessDeniedError` where the job's file may hold what its reader may not read now, and where
    they may take nothing out any more."""
    if job.kind in _TAKEN_OUT:
        check_takes_out(viewer)
    owners = owners_of(job)
    if not owners <= viewer.own or _has_lost(viewer, store, job):
        raise AccessDeniedError("Det finns inget resultat att hämta")
    with store.database.read() as connection:
        marked = marked_since(connection, viewer, owners, job.created)
    if marked or store.protected.added_since(viewer, owners, job.created):
        going_on = not owners.isdisjoint(store.protected.waiting())  # what is asked for now would be refused as well
        again = "begär det igen när arkivet är genomgånget" if going_on else "begär det igen"
        raise AccessDeniedError(f"Resultatet gjordes innan något hölls hemligt; {again}")
    if job.kind is JobKind.ARCHIVE_COPY:
        store.documents.get(viewer, job.arguments["document"])
    if job.kind is JobKind.DOSSIER:
        store.dossiers.get(viewer, job.arguments["dossier"])


def owners_of(job: Job) -> frozenset[str]:
    """Those of whose documents the job's file was made."""
    return frozenset(job.arguments.get("owners", job.owner).split("\n"))


def _has_lost(viewer: Viewer, store: Store, job: Job) -> bool:
    """Whether the viewer no longer holds what they held. Of a job that does not say: whether anything is kept from
    them."""
    then = _then(job.arguments)
    if len(then) == len(_HELD):
        return not all(some <= getattr(viewer, name) for name, some in then.items())
    with store.database.read() as connection:
        return anything_kept(connection, viewer)


def _then(arguments: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(json.loads(arguments[name])) for name in _HELD if name in arguments}
