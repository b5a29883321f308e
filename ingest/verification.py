"""``verify``: register, vault, index, vectors and ledger compared, and mended where that loses nothing.

Register and index are compared both ways. The vault is asked for what the register names, not the other way: bytes are
put there before their row is written, so that a file nobody names yet is also what an intake at work looks like.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from models.access import Purpose, Viewer, has_grant
from models.document import Document, DocumentState
from models.masking import mask
from models.store.outbox import MEND
from models.store.store import Store
from search.index import Index
from search.indexing import SURPLUS, differences, drain
from search.meaning.checking import mended, vector_faults
from search.operator import looked


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` is a code of ``docs/errors.md``; ``document`` and ``path`` say where, as far as is known."""

    what: str
    document: str | None = None
    path: str | None = None


def verify_store(
    viewer: Viewer, purpose: Purpose, store: Store, index: Index, *, repair: bool = False
) -> dict[str, Any]:
    """The answer of ``samsyn verify``: differences found (before any repair) and how many things were checked.

    Only of owners that the viewer may read, names masked; that they are shown stands in the ledger first.
    """
    looked(viewer, purpose, store, "verify", repair=int(repair))
    if repair:
        drain(store, index)
    found: list[Difference] = []
    checked = 0
    for owner in sorted(viewer.owners):
        documents = store.documents.of_owner(viewer, owner)
        checked += len(documents)
        for document in documents:
            found += _check_document(store, viewer, _masked(document))
    found += _check_index(store, viewer, index, repair)
    found += _check_vectors(store, viewer, repair)
    broken = store.ledger.verify()
    if broken is not None:
        found.append(Difference("ledger_broken", path=f"ledger:{broken}"))
    if repair:
        drain(store, index)
    return {
        "differences": [{"what": d.what, "document": d.document, "path": d.path} for d in found],
        "checked": checked,
    }


def _masked(document: Document) -> Document:
    return replace(document, name=mask(document.name))


def _searchable(document: Document) -> bool:
    return document.state in (DocumentState.READ, DocumentState.PARTIAL)


def _check_document(store: Store, viewer: Viewer, document: Document) -> list[Difference]:
    found = []
    if not store.vault.intact(document.sha256):
        what = "original_damaged" if store.vault.exists(document.sha256) else "original_missing"
        found.append(Difference(what, document.id, document.name))
    if document.state is DocumentState.FAILED:
        found.append(Difference("document_unfinished", document.id, document.name))
    pages = store.documents.pages(viewer, document.id)
    if _searchable(document) and [page.number for page in pages] != list(range(1, document.pages + 1)):
        found.append(Difference("pages_missing", document.id, document.name))
    for page in pages:
        if page.image is not None and not store.vault.exists(page.image):
            found.append(Difference("page_image_missing", document.id, f"{document.name}#{page.number}"))
    return found


def _check_index(store: Store, viewer: Viewer, index: Index, repair: bool) -> list[Difference]:
    found = [each for each in differences(store, index) if has_grant(viewer, each.owner)]
    if repair:
        for each in found:
            store.outbox.add(each.document, each.owner, "delete" if each.what == SURPLUS else MEND)
    rows = store.outbox.all() if not repair else []
    waiting = sorted({row.document for row in rows if has_grant(viewer, row.owner)})
    return [
        *(Difference(each.what, each.document) for each in found),
        *(Difference("waits_for_index", document) for document in waiting),
    ]


def _check_vectors(store: Store, viewer: Viewer, repair: bool) -> list[Difference]:
    faults = vector_faults(store, sorted(owner for owner in store.sources.owners() if has_grant(viewer, owner)))
    if repair:
        mended(store, faults)
    return [Difference(each.what, each.document) for each in faults]
