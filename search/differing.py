"""Where the register and the index differ: for ``samsyn verify``, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.placement import miscounted, misplaced

MISSING: Final = "missing_in_index"
SURPLUS: Final = "surplus_in_index"
MISPLACED: Final = "misplaced_in_index"
MISCOUNTED: Final = "pages_differ_in_index"


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` is ``missing_in_index``, ``surplus_in_index``, ``misplaced_in_index`` or ``pages_differ_in_index``."""

    what: str
    document: str
    owner: str


def differences(store: Store, index: Index) -> list[Difference]:
    """Documents that only one of register and index has, and those that the index has for other readers than they are
    kept for, or with more or fewer pages. Those that wait in the outbox are on their way, not missed."""
    viewer = service(store, "verifiering")
    waiting = {row.document for row in store.outbox.all()}
    found = []
    for owner in store.sources.owners():
        register, indexed = set(store.documents.ids(viewer, owner)), index.documents(owner)
        missing, surplus = sorted(register - indexed - waiting), sorted(indexed - register - waiting)
        found += [Difference(MISSING, document, owner) for document in missing]
        found += [Difference(SURPLUS, document, owner) for document in surplus]
        both = (register & indexed) - waiting
        wrong = misplaced(viewer, store, index, owner, both)
        found += [Difference(MISPLACED, document, owner) for document in wrong]
        amiss = miscounted(viewer, store, index, owner, both.difference(wrong))
        found += [Difference(MISCOUNTED, document, owner) for document in amiss]
    return found
