"""An entity: who or what it is called, the documents that name it, who else stands in them, and what was judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models import swedish
from models.document import Document
from models.judgement import Judgement
from models.mention import Entity, Label
from nlp import judging_entities
from nlp.judged_history import Told, history
from search import reading
from search.entity_facts import Address, Facts, Named, facts_of
from search.facet import shown_name
from search.following import follow_at_once
from search.namesakes import Namesakes, namesakes_of
from search.request import SearchRequest
from search.result import Facet, FacetValue
from search.service import search
from search.suggested import suggested
from search.ties import ties_of
from web import judged, session, typed
from web.entity_following import is_watched
from web.over_time import over_time
from web.parts import parts
from web.tie_finder import FINDER
from web.written import written

blueprint = Blueprint("entity", __name__)

BESIDE: Final = (Label.PERSON, Label.ORG, Label.PROPERTY, Label.ADDRESS, Label.VEHICLE, Label.PHONE, Label.CASE)
"""The types of what is shown beside it: those an investigator follows from one paper to the next."""
_SHOWN: Final = 100  # documents
_BESIDE_EACH: Final = 8  # of each type beside it
_JUDGED: Final = 20  # judgements, the newest first
_SUGGESTED: Final = 10
_NAMESAKES, _EVERY = 10, 200
_TIED: Final = 30  # those it is tied to


@dataclass(frozen=True, slots=True)
class Row:
    """A document that names the entity, and the pages where it does."""

    document: Document
    pages: list[int]


@blueprint.get("/e/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """The entity's page. Who stands beside it is a search's facets, so that the owner wall is the search's own."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    view = reading.read_entity(who, why, store, id, most=_SHOWN)
    facts = facts_of(who, store, view.entity, [document for document, _ in view.documents])
    rows = [Row(document, _pages(id, facts.named[document.id])) for document, _ in view.documents]
    judgements = history(who, why, store, id, limit=_JUDGED)
    return render_template(
        "entity.html",
        entity=view.entity,
        protected=store.protected.names(who, id),
        by_source=_by_source(rows),
        shown=len(rows),
        facts=facts,
        towns=_towns(facts.addresses),
        time=over_time(view.days),
        namesakes=_namesakes(view.entity),
        total=view.total,
        mentions=view.mentions,
        beside=_beside(view.entity, facts),
        others=BESIDE,
        judged=judgements,
        others_named=_others(id, judgements),
        watched=is_watched(view.entity),
        tied=ties_of(who, why, store, id, FINDER, limit=_TIED, sparing=True) if "samband" in request.args else None,
        suggested=suggested(who, why, store, entity=id, limit=_SUGGESTED) if "forslag" in request.args else None,
    )


def _namesakes(entity: Entity) -> Namesakes:
    """Some of them, or as many as a page bears where they were asked for."""
    if entity.label not in BESIDE:
        return Namesakes()
    return namesakes_of(session.viewer(), parts().store, entity, _EVERY if "namnar" in request.args else _NAMESAKES)


def _by_source(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The documents of each source, the newest first; the source with most of them first."""
    found = defaultdict[str, list[Row]](list)
    for row in sorted(rows, key=lambda row: row.document.date or date.min, reverse=True):
        found[row.document.source].append(row)
    return sorted(found.items(), key=lambda each: (-len(each[1]), swedish.sort_key(each[0])))


def _towns(addresses: Sequence[Address]) -> list[tuple[str, list[Address]]]:
    """The addresses of each town in order of street; those that do not say any come last."""
    found = defaultdict[str, list[Address]](list)
    for each in sorted(addresses, key=lambda each: swedish.sort_key(each.text)):
        found[each.town].append(each)
    return sorted(found.items(), key=lambda each: (not each[0], swedish.sort_key(each[0])))


def _others(id: str, judgements: Sequence[Told]) -> dict[str, str]:
    """What else the judgements are about: the names to show by id."""
    ids = {each for told in judgements for each in (told.judgement.entity, told.judgement.other)} - {id, ""}
    known = parts().store.entities.names(session.viewer(), ids)
    return {each.id: written(shown_name(each), each.label) for each in known.values()}


@blueprint.post("/e/<opaque:id>/samma")
def answer(id: str) -> ResponseReturnValue:
    """Answer a suggestion: the two are one, or are not known to be."""
    other, decision = request.form.get("other", ""), request.form.get("decision", "")
    if decision not in ("merge", "dismiss"):
        raise BadRequest
    decide = judging_entities.merge if decision == "merge" else judging_entities.dismiss
    made, _count = decide(session.viewer(), session.purpose(), parts().store, id, other, _why())
    return _back(id, made[0], other)


@blueprint.post("/e/<opaque:id>/kallas")
def call_also(id: str) -> ResponseReturnValue:
    """Give it another name by which it is found."""
    name = typed.line(request.form.get("name", ""))
    made, _count = judging_entities.alias(session.viewer(), session.purpose(), parts().store, id, name, _why())
    return _back(id, made[0])


@blueprint.post("/e/<opaque:id>/angra")
def undo(id: str) -> ResponseReturnValue:
    """Take a judgement back."""
    return _back(id, judged.take_back(request.form.get("judgement", "")))


def _why() -> str:
    """The reason, which others then see. What lacks one was not sent by our form."""
    return typed.line(request.form.get("why", ""))


def _back(id: str, made: Judgement, other: str = "") -> ResponseReturnValue:
    """To the entity, or to the one that it was made one with, where that is the id that stayed. The index follows."""
    who, store = session.viewer(), parts().store
    follow_at_once(store, parts().index)
    gone = other and not store.entities.documents(who, id) and store.entities.documents(who, other)
    told: dict[str, Any] = {judged.NAME: made.id}
    return redirect(url_for("entity.show", id=other if gone else id, **told), 303)


def _beside(entity: Entity, facts: Facts) -> dict[str, Facet]:
    """Facets of the documents that name it. Those of its own type are counted from what the shown documents name:
    a facet does not heed the filter on its own type."""
    types = ("kind", *(label.value for label in BESIDE if label is not entity.label))
    request = SearchRequest(include={entity.label.value: (entity.id,)}, limit=1, facets=types, facet_limit=_BESIDE_EACH)
    store = parts().store
    found = dict(search(session.viewer(), session.purpose(), request, store=store, index=parts().index).facets)
    if entity.label in BESIDE:
        found[entity.label.value] = _same_type(entity, facts)
    return found


def _same_type(entity: Entity, facts: Facts) -> Facet:
    counts = Counter(
        other
        for named in facts.named.values()
        for other in {id for mention, id in named if mention.label is entity.label and id not in ("", entity.id)}
    )
    known = parts().store.entities.names(session.viewer(), counts)
    values = [FacetValue(id, shown_name(known[id]), count) for id, count in counts.items() if id in known]
    values.sort(key=lambda value: (-value.count, swedish.sort_key(value.label), value.id))
    return Facet(entity.label.value, tuple(values[:_BESIDE_EACH]))


def _pages(id: str, named: Sequence[Named]) -> list[int]:
    return sorted({mention.page for mention, entity in named if entity == id})
