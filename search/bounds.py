"""What must hold of every hit beside the words: that it is like a document, or one of some."""

from __future__ import annotations

from models.access import Viewer
from models.store.store import Store
from search.index import Index
from search.more_like import like
from search.query import And, Node, OneOf
from search.request import SearchRequest


def bounds(viewer: Viewer, store: Store, index: Index, request: SearchRequest) -> Node | None:
    """None where nothing must. Raises :class:`models.errors.AccessDeniedError` for a document to be like that the
    viewer may not read; of those to be among, such ones are never found."""
    nodes: list[Node] = [like(viewer, store, index, request.like)] if request.like else []
    if request.among:
        nodes.append(OneOf(request.among))
    return And(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes), None)
