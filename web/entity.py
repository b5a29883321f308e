"""An entity: who or what it is called, the documents that name it, and who else stands in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from models import swedish
from models.document import Document
from models.mention import Entity, Label
from models.outline import Naming
from search import reading
from search.facet import shown_name
from search.request import SearchRequest
from search.result import Facet, FacetValue
from search.service import search
from web import session
from web.parts import parts

blueprint = Blueprint("entity", __name__)

BESIDE: Final = (Label.PERSON, Label.ORG, Label.PROPERTY, Label.ADDRESS, Label.VEHICLE, Label.PHONE, Label.CASE)
"""The types of what is shown beside it: those an investigator follows from one paper to the next."""
_SHOWN: Final = 100  # documents
_BESIDE_EACH: Final = 8  # of each type beside it


@dataclass(frozen=True, slots=True)
class Row:
    """A document that names the entity, and the pages where it does."""

    document: Document
    pages: list[int]


@blueprint.get("/e/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """The entity's page. Who stands beside it is a search's facets, so that the owner wall is the search's own."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    view = reading.read_entity(who, why, store, id)
    named = {document.id: store.documents.namings(who, document.id) for document, _ in view.documents[:_SHOWN]}
    rows = [Row(document, _pages(id, named[document.id])) for document, _ in view.documents[:_SHOWN]]
    return render_template(
        "entity.html",
        entity=view.entity,
        rows=sorted(rows, key=lambda row: row.document.date or date.min, reverse=True),
        total=len(view.documents),
        mentions=sum(count for _document, count in view.documents),
        beside=_beside(view.entity, list(named.values())),
        others=BESIDE,
    )


def _beside(entity: Entity, named: list[list[Naming]]) -> dict[str, Facet]:
    """Facets of the documents that name it. Those of its own type are counted from what the shown documents name:
    a facet does not heed the filter on its own type."""
    types = ("source", "kind", "year", *(label.value for label in BESIDE if label is not entity.label))
    request = SearchRequest(include={entity.label.value: (entity.id,)}, limit=1, facets=types, facet_limit=_BESIDE_EACH)
    store = parts().store
    found = dict(search(session.viewer(), session.purpose(), request, store=store, index=parts().index).facets)
    if entity.label in BESIDE:
        found[entity.label.value] = _same_type(entity, named)
    return found


def _same_type(entity: Entity, named: list[list[Naming]]) -> Facet:
    counts = Counter(
        other
        for namings in named
        for other in {each.entity for each in namings if each.label is entity.label and each.entity != entity.id}
    )
    known = parts().store.entities.names(session.viewer(), counts)
    values = [FacetValue(id, shown_name(known[id]), count) for id, count in counts.items() if id in known]
    values.sort(key=lambda value: (-value.count, swedish.sort_key(value.label), value.id))
    return Facet(entity.label.value, tuple(values[:_BESIDE_EACH]))


def _pages(id: str, namings: list[Naming]) -> list[int]:
    return sorted({naming.page for naming in namings if naming.entity == id})
