"""Whether documents lie in the compartments of the index that the register says they are to lie in, and whole."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import islice
from typing import Final

from models.access import Viewer
from models.store.compartments import Compartment
from models.store.store import Store
from search.compartments import CompartmentIndex
from search.index import Index
from search.units import classes

_SOME: Final = 400  # documents at a time


def misplaced(viewer: Viewer, store: Store, index: Index, owner: str, documents: Set[str]) -> list[str]:
    """Those of the owner's documents that lie elsewhere, or not in all of them, by id.

    Looked at closely are those of which something is withheld, and those that lie elsewhere than for every reader.
    """
    if not isinstance(index, CompartmentIndex):
        return []
    placed = index.placed(owner)
    closed = frozenset[str]().union(*(held for each, held in placed.items() if each.needs or each.lacks))
    anybody = Viewer(viewer.name, frozenset({owner}))  # who sees nobody whose identity is protected
    withheld = store.markings.many(documents).keys() | store.covered.which(anybody, documents)
    doubtful = documents & (closed | withheld | store.protected.documents(viewer))
    lies = {id: {each for each, held in placed.items() if id in held} for id in doubtful}
    return [
        document.id
        for document in sorted(store.documents.many(viewer, doubtful).values(), key=lambda each: each.id)
        if lies[document.id] != {Compartment(owner, each.needs, each.lacks) for each in classes(store, document)}
    ]


def miscounted(viewer: Viewer, store: Store, index: Index, owner: str, documents: Set[str]) -> list[str]:
    """Those of the owner's documents, by id, of which the index holds more or fewer pages than its readers may read.

    Looked at twice: one that is put anew between the index's count and the register's has only changed.
    """
    if not isinstance(index, CompartmentIndex):
        return []
    found = set(_miscounted(viewer, store, index, owner, documents))
    if found:
        waiting = {row.document for row in store.outbox.all()}
        found &= set(_miscounted(viewer, store, index, owner, found - waiting))
    return sorted(found)


def _miscounted(
    viewer: Viewer, store: Store, index: CompartmentIndex, owner: str, documents: Set[str]
) -> Iterator[str]:
    """Each compartment holds what one of its readers may read: the register is asked as one."""
    for each, held in index.placed(owner).items():
        counts, left = index.page_counts(each.name), set(held & documents)
        if counts is None:
            return
        reader = Viewer(viewer.name, frozenset({owner}), groups=each.needs)
        while portion := dict(islice(counts, _SOME)):
            ours = {id: number for id, number in portion.items() if id in left}
            left.difference_update(ours)
            right = store.holdings.page_counts(reader, list(ours))
            yield from (id for id, number in ours.items() if number != right.get(id, 0))
        yield from store.holdings.page_counts(reader, sorted(left))  # it holds none of their pages
