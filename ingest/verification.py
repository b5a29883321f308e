"""``verify``: source folders, manifests, vault, register, index, vectors and ledger compared, and mended where that
loses nothing.

Each part goes through the archive a few hundred documents at a time. What nothing names in the vault is told to whoever
sees everything, since it is of no owner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.verifying.difference import Difference
from ingest.verifying.folders import check_folder
from ingest.verifying.originals import check_originals
from ingest.verifying.unnamed import check_unnamed
from models.access import Purpose, Viewer, has_grant
from models.masking import mask
from models.store.ledger_kept import kept_heads
from models.store.outbox import MEND
from models.store.readable import sees_all
from models.store.store import Store
from models.visible import visible
from search.differing import SURPLUS, differences
from search.index import Index
from search.indexing import drain
from search.meaning.checking import MISSING, mended, vector_faults
from search.operator import looked


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to compare. ``folders`` are those that ``source`` was taken in from; ``quick`` asks of vault files only
    whether they are there; ``progress`` is told of so many more documents."""

    repair: bool = False
    quick: bool = False
    source: str = ""
    folders: Sequence[Path] = ()
    progress: Callable[[int], object] = lambda _: None


def verify_store(
    viewer: Viewer, purpose: Purpose, store: Store, index: Index, wanted: Wanted = Wanted()
) -> dict[str, Any]:
    """The answer of ``samsyn verify``: differences found, which of them were mended, and how many documents were
    checked.

    Only of owners that the viewer may read, names masked; that they are shown stands in the ledger first.
    """
    repair = wanted.repair
    looked(viewer, purpose, store, "verify", repair=int(repair))
    if repair:
        drain(store, index)
    checked = 0

    def more(documents: int) -> None:
        nonlocal checked
        checked += documents
        wanted.progress(documents)

    found = [
        each for path in wanted.folders for each in check_folder(viewer, store, wanted.source, path, repair=repair)
    ]
    found += check_originals(viewer, store, repair=repair, quick=wanted.quick, progress=more)
    found += _check_manifests(store, viewer)
    if viewer.owners >= set(store.sources.owners()) and sees_all(viewer):
        found += check_unnamed(store, repair=repair)
    found += _check_index(store, viewer, index, repair)
    found += _check_vectors(store, viewer, repair)
    found += _check_erased(store, viewer)
    found += _check_ledger(store)
    if repair:
        drain(store, index)
    return {"differences": [each.told() for each in found], "checked": checked}


def _check_manifests(store: Store, viewer: Viewer) -> Iterator[Difference]:
    for path in store.holdings.without_document(viewer):
        yield Difference("manifest_without_document", None, mask(visible(path)))
    for file in store.expected.stopped(viewer):
        yield Difference("path_not_seen", None, mask(visible(file.path)))


def _check_index(store: Store, viewer: Viewer, index: Index, repair: bool) -> list[Difference]:
    found = [each for each in differences(store, index) if has_grant(viewer, each.owner)]
    if repair:
        for each in found:
            store.outbox.add(each.document, each.owner, "delete" if each.what == SURPLUS else MEND)
    rows = store.outbox.all() if not repair else []
    waiting = sorted({row.document for row in rows if has_grant(viewer, row.owner)})
    told = [Difference(each.what, each.document, mended=repair) for each in found]
    return _known(store, viewer, [*told, *(Difference("waits_for_index", document) for document in waiting)])


def _check_vectors(store: Store, viewer: Viewer, repair: bool) -> list[Difference]:
    faults = vector_faults(store, sorted(owner for owner in store.sources.owners() if has_grant(viewer, owner)))
    if repair:
        mended(store, faults)
    told = [Difference(each.what, each.document, mended=repair and each.what != MISSING) for each in faults]
    return _known(store, viewer, told)


def _known(store: Store, viewer: Viewer, found: list[Difference]) -> list[Difference]:
    """Those of documents that the viewer may read; of what the register has not, to whoever sees everything."""
    if sees_all(viewer):
        return found
    mine = store.documents.many(viewer, {each.document for each in found if each.document})
    return [each for each in found if each.document in mine]


def _check_erased(store: Store, viewer: Viewer) -> Iterator[Difference]:
    for document in store.tombstones.back(viewer):
        yield Difference("erased_is_back", document)
    for order in store.tombstones.stalled(viewer):
        yield Difference("erasure_unfinished", path=f"gallring:{order}")


def _check_ledger(store: Store) -> Iterator[Difference]:
    """A register that is older than what it has handed out was put back by hand: the heads that the home keeps tell."""
    broken, last = store.ledger.verify(), store.ledger.head()
    if broken is not None:
        yield Difference("ledger_broken", path=f"ledger:{broken}")
    kept = max((head.sequence for head in kept_heads(store)), default=0)
    if last is not None and kept > last.sequence:
        yield Difference("register_older", path=f"ledger:{kept}")
