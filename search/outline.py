"""The whole document beside the page that is read: its pages, what they name, and on which the hits stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.access import Viewer
from models.outline import Naming, PageLine
from models.store.store import Store
from search.marking import labels_sought, marks
from search.query import Node

_COUNTED: Final = 400  # pages whose hits are counted one by one: beyond, marking every page takes over a second


@dataclass(frozen=True, slots=True)
class Outline:
    """``hits`` gives the hits by page number; a page without any is left out. Nothing in it is text of a document."""

    pages: tuple[PageLine, ...]
    named: tuple[Naming, ...]
    hits: Mapping[int, int]

    @property
    def first(self) -> int:
        """The first page with a hit, else the first page."""
        return min(self.hits, default=min((page.number for page in self.pages), default=1))

    def has(self, number: int) -> bool:
        return any(page.number == number for page in self.pages)


def outline(viewer: Viewer, store: Store, id: str, tree: Node | None, entity: str) -> Outline:
    """The document's outline, with hits of the query (``tree``) and of an entity; None and the empty id have none."""
    pages = tuple(store.documents.lines(viewer, id))
    named = tuple(store.documents.namings(viewer, id))
    hits: Counter[int] = Counter()
    if tree is not None:
        hits.update(_of_query(viewer, store, id, pages[:_COUNTED], tree))
    for naming in named:
        if entity and naming.entity == entity:
            hits[naming.page] += naming.count
    return Outline(pages, named, {number: count for number, count in hits.items() if count})


def _of_query(viewer: Viewer, store: Store, id: str, pages: Sequence[PageLine], tree: Node) -> dict[int, int]:
    """Hits by the register's own text: in the shown one, a personnummer asked for is covered."""
    wanted = [(id, page.number) for page in pages]
    laid_out = store.documents.laid_out(viewer, wanted)
    labels = labels_sought(tree)
    named = store.documents.named(viewer, wanted, labels) if labels else {}
    return {
        place[1]: len(marks(text, tree, layout.joins, named.get(place, ())))
        for place, (text, layout) in laid_out.items()
    }
