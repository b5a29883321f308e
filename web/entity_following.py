"""Going on from an entity's page: the documents that name it and another, and alerts for new ones that name it."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.mention import Entity
from models.saved import NamedSearch
from search.facet import shown_name
from search.saved import SavedSearch
from search.ties import know
from web import session, states
from web.addresses import is_opaque
from web.labels import said
from web.parts import parts
from web.states import SearchState
from web.written import written

blueprint = Blueprint("entity_following", __name__)


@blueprint.post("/e/<opaque:id>/gemensamma")
def shared(id: str) -> ResponseReturnValue:
    """The documents that name it and another: a search for both."""
    entity, other = (_entity(each) for each in (id, request.form.get("other", "")))
    if entity.label is other.label:
        state = SearchState(include={entity.label.value: (entity.id, other.id)}, all_of=(entity.label.value,))
    else:
        state = SearchState(include={each.label.value: (each.id,) for each in (entity, other)})
    return redirect(url_for("search.show", id=states.save(state)), 303)


@blueprint.post("/e/<opaque:id>/bevaka")
def watch(id: str) -> ResponseReturnValue:
    """Alert for new documents that name it, or no more: a saved search that is watched, the one of before if any."""
    who, store, on = session.viewer(), parts().store, request.form.get("on") == "1"
    entity = _entity(id)
    saved = _saved(entity)
    if saved is not None:
        store.saved.watch(who, saved.id, on)
    elif on:
        store.saved.add(who, said(entity.label.value, "label"), _question(entity).kept(), watched=True)
    return redirect(url_for("entity.show", id=id), 303)


def _entity(id: str) -> Entity:
    if not is_opaque(id):
        raise BadRequest
    return know(session.viewer(), session.purpose(), parts().store, id)


def is_watched(entity: Entity) -> bool:
    """Whether the viewer has alerts for it."""
    saved = _saved(entity)
    return saved is not None and saved.watched is not None


@blueprint.app_template_global()
def followed(saved: NamedSearch) -> str:
    """The name of whom a saved search is for and nothing else, as the viewer may know it now; empty of any other.

    It is not kept with the search: it is the documents' word, and may be withheld tomorrow.
    """
    known = cast(dict[str, str], g.setdefault("followed", {}))
    if saved.id not in known:
        known[saved.id] = _called(SavedSearch.of(saved.search))
    return known[saved.id]


def _called(asked: SavedSearch) -> str:
    found = parts().store.entities.names(session.viewer(), _of(asked))
    return ", ".join(written(shown_name(entity), entity.label) for entity in found.values())


def _question(entity: Entity) -> SavedSearch:
    return SavedSearch(include={entity.label.value: (entity.id,)})


def _saved(entity: Entity) -> NamedSearch | None:
    """The viewer's own saved search for just this entity, or for one that went up in it."""
    mine = parts().store.saved.all(session.viewer())
    return next((one for one in mine if _of(SavedSearch.of(one.search)) == (entity.id,)), None)


def _of(asked: SavedSearch) -> tuple[str, ...]:
    """The entity that the search is for and nothing else, by the id that it has now; empty of any other search."""
    ids = [id for some in asked.include.values() for id in some]
    if len(ids) != 1 or not is_opaque(ids[0]) or asked != SavedSearch(include=asked.include):
        return ()
    return tuple(parts().store.entities.now(session.viewer(), ids[0]))
