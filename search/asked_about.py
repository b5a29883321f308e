"""What a search is about, as the ledger finds it again: names, numbers, chosen entities, a document to be like."""

from __future__ import annotations

from models import sought
from search.facet import FACETS, EntityFacet
from search.index import MISSING
from search.request import SearchRequest
from search.wall import Choices


def asked_about(request: SearchRequest, chosen: Choices) -> tuple[str, ...]:
    """``chosen`` are the ids of the wanted facet values, by type."""
    entities = {id for type, ids in chosen.items() if isinstance(FACETS[type], EntityFacet) for id in ids}
    like = [sought.document(id) for id in (*([request.like] if request.like else []), *request.among)]
    looked_up = [form for part in request.facet_find.values() for form in sought.sought(part)]
    return (
        *sought.sought(request.query),
        *looked_up,
        *(sought.entity(id) for id in sorted(entities - {MISSING})),
        *like,
    )
