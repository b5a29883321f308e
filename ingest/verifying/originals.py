"""Register and vault: each document's original and page images, and whether its pages are all there.

``--repair`` fetches an original again from where it came, while the same bytes lie there still. What can never be read
since its original is gone is set aside with that reason; what was read before stays to be found, and is told of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.intake import opened
from ingest.verifying.difference import Difference
from ingest.verifying.hashing import hash_of
from models.access import Viewer
from models.document import DocumentState
from models.errors import UnreadableFileError
from models.masking import mask
from models.store.arrivals import ORIGINAL_LOST
from models.store.claims import worker_name
from models.store.documents import SEARCHABLE
from models.store.holdings import Holding
from models.store.registration import Claim
from models.store.store import Store
from models.visible import visible


def check_originals(
    viewer: Viewer, store: Store, *, repair: bool, quick: bool, progress: Callable[[int], object]
) -> Iterator[Difference]:
    """In the order of the documents' ids. ``quick``: files are there, whatever their bytes are."""
    for holdings in store.holdings.each(viewer):
        found = [each for holding in holdings for each in _check(store, holding, quick)]
        names = store.documents.many(viewer, {each.document for each in found if each.document})
        held = {holding.document: holding for holding in holdings}
        for each in found:
            document = names.get(each.document or "")
            name = mask(visible(document.name)) if document else ""
            told = replace(each, path=f"{name}{each.path or ''}" or None)
            yield _mended(viewer, store, told, held[each.document or ""]) if repair else told
        progress(len(holdings))


def _check(store: Store, holding: Holding, quick: bool) -> Iterator[Difference]:
    """``path`` is what follows the name of the document."""
    if fault := _fault(store, holding.sha256, quick):
        yield Difference(f"original_{fault}", holding.document)
    if holding.state is DocumentState.FAILED and not holding.is_claimed:
        yield Difference("document_unfinished", holding.document)
    if holding.state.value in SEARCHABLE and holding.lacks_pages:
        yield Difference("pages_missing", holding.document)
    for number, image in holding.pages:
        if image is not None and (fault := _fault(store, image, quick)):
            yield Difference(f"page_image_{fault}", holding.document, f"#{number}")


def _fault(store: Store, sha256: str, quick: bool) -> str:
    """``missing``, ``damaged`` or nothing."""
    if store.vault.exists(sha256) if quick else store.vault.intact(sha256):
        return ""
    return "damaged" if store.vault.exists(sha256) else "missing"


def _mended(viewer: Viewer, store: Store, found: Difference, holding: Holding) -> Difference:
    if found.what not in ("original_missing", "original_damaged"):
        return found
    if _fetched(viewer, store, holding):
        return replace(found, mended=True)
    if holding.state is DocumentState.FAILED and not holding.is_claimed:
        _set_aside(store, holding.document)
    return found


def _fetched(viewer: Viewer, store: Store, holding: Holding) -> bool:
    """Whether the same bytes lie where the document came from, and are in the vault again."""
    places = [each for each in store.documents.occurrences(viewer, holding.document) if each.parent is None]
    for place in places:
        path = Path(place.path)
        if hash_of(path) == holding.sha256:
            store.arrivals.found_again(holding.document)
            with suppress(UnreadableFileError), opened(path) as untrusted:
                store.vault.put_stream(untrusted, over=True)
            return store.vault.intact(holding.sha256)
    return False


def _set_aside(store: Store, document: str) -> None:
    worker = worker_name()
    if store.registration.claim(document, worker) in (Claim.TAKEN, Claim.EXHAUSTED):
        store.registration.finish(document, worker, DocumentState.QUARANTINED, ORIGINAL_LOST)
