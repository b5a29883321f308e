"""The copy of what is handed out comes in as any file does, in the reader's archive. Done twice it is there once."""

from __future__ import annotations

from ingest.redaction.making import bound
from models.access import Purpose, Viewer
from models.disclosure import Origin, Release
from models.document import DocumentState
from models.errors import AccessDeniedError
from models.source import Source
from models.store.store import Store
from search.redacting.deciding import check_current, standing
from search.redacting.previewing import pages


def arrive(store: Store, id: str) -> tuple[Release, list[str]]:
    """Note the copy of this release in the reader's archive; the release, and the ids of what is still to be read.

    Raises :class:`models.errors.RedactionChangedError` where the document was read anew since it was masked.
    """
    origin = _with_bytes(store, store.releases.task(id))
    given, asked = origin.release, origin.request
    source = Source(asked.source, asked.reader, "released")
    store.sources.add(source)
    size = store.vault.size(given.sha256)
    where = f"utlämnat/{asked.id}/{given.id}/{given.name}"
    arrival = store.arrivals.arrive(source, given.sha256, size, path=where, name=given.name)
    if arrival.state is DocumentState.FAILED:
        return given, [arrival.document]
    return given, store.arrivals.unfinished_below(given.copy)


def _with_bytes(store: Store, origin: Origin) -> Origin:
    """The release with what its copy is of. A masked one is made once, of the masks that were sent: whatever has become
    of their draft, or of the account of the officer in whose name it is done, since then."""
    release, asked = origin.release, origin.request
    if release.sha256:
        return origin
    redaction = store.trials.decision(release.trial).decision.redaction
    if redaction is None:
        raise AccessDeniedError("Utlämnandet har ingen maskad kopia")
    owner = frozenset({asked.owner})
    officer = Viewer(release.by, owner, officer_of=owner)
    check_current(store, redaction)
    sheets = pages(officer, Purpose(asked.purpose, asked.case), store, redaction, standing(officer, store, redaction))
    return store.releases.made(release.id, store.vault.put(bound(sheets)))
