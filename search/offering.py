"""What is offered to somebody who found little: a tolerant search, and words that the documents do have."""

from __future__ import annotations

from typing import Final

from search.did_you_mean import Suggestion, suggestions
from search.field_values import FieldValues
from search.index import Index, IndexQuery
from search.query import Node
from search.request import SearchRequest
from search.synonyms import Synonyms
from search.tiers import Found, beyond

FEW: Final = 10
"""Hits up to which something is offered: with a page of them, nobody needs more."""

Offer = tuple[int, tuple[Suggestion, ...]]
"""How many more a tolerant search finds, exactly, and the words offered instead of those that nobody's paper has."""


def offered(
    index: Index,
    request: SearchRequest,
    query: IndexQuery,
    found: Found,
    values: FieldValues,
    synonyms: Synonyms,
    there: Node | None = None,
) -> Offer:
    """What to offer beside the first page of an answer: nothing where hits are many, or nothing was asked for.
    ``there``: what must hold of every document (:func:`search.bounds.still_there`)."""
    if found.total > FEW or request.after is not None or not request.query.strip():
        return 0, ()
    more = 0 if request.tolerant or request.is_bounded else beyond(index, request, query, values, synonyms, there)
    return more, suggestions(index, request.query, found.parsed.tree, query.filter, there)
