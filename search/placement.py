"""Whether documents lie in the compartments of the index that the register says they are to lie in."""

from __future__ import annotations

from collections.abc import Set

from models.access import Viewer
from models.store.compartments import Compartment
from models.store.store import Store
from search.compartments import CompartmentIndex
from search.index import Index
from search.units import classes


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
