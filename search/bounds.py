"""What must hold of every hit beside the words: that it is like a document, one of some, or in the register still."""

from __future__ import annotations

from typing import Final

from models.access import Viewer
from models.store.store import Store
from search.index import Index
from search.more_like import like
from search.query import And, Node, Not, OneOf
from search.request import SearchRequest

_LEAVING: Final = 1_000
"""Documents ruled out one by one. An erasure has the index follow long before so many have left."""


def bounds(viewer: Viewer, store: Store, index: Index, request: SearchRequest) -> Node | None:
    """None where nothing must. Raises :class:`models.errors.AccessDeniedError` for a document to be like that the
    viewer may not read; of those to be among, such ones are never found."""
    alike = like(viewer, store, index, request.like) if request.like else None
    return both_hold(alike, OneOf(request.among) if request.among else None)


def still_there(viewer: Viewer, store: Store) -> Node | None:
    """What has just left the register, erased or withdrawn, and stands in the index still, is not looked for: from that
    moment it is in no hit, no total and no choice. None where there is no such document."""
    leaving = store.outbox.leaving(viewer, _LEAVING)
    return Not(OneOf(tuple(leaving))) if leaving else None


def both_hold(one: Node | None, other: Node | None) -> Node | None:
    """That both hold; None is what always does."""
    if one is None or other is None:
        return other if one is None else one
    return And((one, other))
