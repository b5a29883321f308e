"""The search page: words and facets in, hits with their fragments and pages out. Every press makes a new state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.masking import mask
from models.mention import Label
from models.store.namesakes import told_apart
from search.facet import shown_name
from search.index import MISSING
from search.meaning.readiness import is_ready
from search.result import SearchResult
from search.sensitive import categories
from search.service import search
from search.table import COLUMNS, cells, columns_of
from search.wording_of_tree import is_plain, wording_of_tree
from web import column_heads, panels, pressing, session, states
from web.date_chart import date_chart
from web.labels import value_said
from web.parts import parts
from web.states import HITS, SearchState, View
from web.timeline import months
from web.written import written

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """The page before anything is asked: everything there is, newest first."""
    return _shown(_begun(), "")


@blueprint.post("/sok")
def ask() -> ResponseReturnValue:
    """Take a press of a button, keep what it leads to, and send the person there."""
    held = request.form.get("state", "")
    before = states.load(held) if held else _begun()
    before = replace(before, columns=states.columns(before))
    state = pressing.changed(before, request.form)
    if state.columns != before.columns:
        states.remember_columns(state)
    return redirect(url_for("search.show", id=states.save(state)), 303)


@blueprint.get("/s/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    return _shown(states.load(id), id)


def _begun() -> SearchState:
    """Nothing asked yet; by meaning too, where that can be: whoever asks from another page has no box to untick."""
    return SearchState(meaning=is_ready(session.viewer(), parts().store.settings))


def _shown(state: SearchState, id: str) -> ResponseReturnValue:
    who = session.viewer()
    result = search(who, session.purpose(), state.request(), store=parts().store, index=parts().index)
    labels, notes = _labels(state, result) | _likeness(state), _notes(result)
    return render_template(
        "search.html",
        state=state,
        id=id,
        result=result,
        hints=[hint.said(gettext) for hint in result.hints],
        reading="" if is_plain(result.tree) else wording_of_tree(result.tree, gettext),
        chips=panels.chips(state, labels),
        panels=panels.panels(state, result.facets, labels, notes, len(who.owners)),
        notes=notes,
        first=(len(state.trail) * HITS[state.view]) + 1,
        chart=date_chart(state, result.facets),
        selects=bool(state.query and categories(state.query)),
        **_view(state, result),
        offers_meaning=is_ready(who, parts().store.settings),
    )


def _view(state: SearchState, result: SearchResult) -> dict[str, object]:
    """What the view draws beside the hits themselves."""
    if state.view is View.LIST and not state.grouped:
        return {"families": parts().store.families.of(session.viewer(), [hit.document for hit in result.hits])}
    if state.view is View.TIMELINE:
        return {"months": months(result.hits, result.facets.get("month"))}
    if state.view is View.TABLE:
        columns = columns_of(state.query, (*states.columns(state), *([state.by.column] if state.by else [])))
        rows = cells(session.viewer(), parts().store, [hit.document for hit in result.hits], columns)
        return {
            "columns": columns,
            "cells": rows,
            "all_columns": columns_of(state.query, (*columns, *COLUMNS)),
            "heads": column_heads.heads(state, result, columns),
            "beyond": parts().store.settings.limits.sorted_hits if column_heads.is_beyond(result) else 0,
        }
    return {"families": result.families}


def _likeness(state: SearchState) -> dict[str, str]:
    """The name of the document that the hits are to be like, masked."""
    found = parts().store.documents.many(session.viewer(), [state.like] if state.like else [])
    return {id: mask(document.name) for id, document in found.items()}


def _labels(state: SearchState, result: SearchResult) -> dict[str, str]:
    """What to call the values that were chosen: as the facets say, else as the register says, masked."""
    said = {
        value.id: written(value_said(value.id, value.label, type), type)
        for type, facet in result.facets.items()
        for value in facet.values
    }
    said[MISSING] = gettext("(saknas)")
    chosen = [(type, id) for choice in (state.include, state.exclude) for type, ids in choice.items() for id in ids]
    unnamed = [(type, id) for type, id in chosen if id not in said]
    known = parts().store.entities.names(session.viewer(), _entities(unnamed))
    for type, id in unnamed:
        if type in Label.__members__:
            said[id] = written(shown_name(known[id]), type) if id in known else panels.UNKNOWN
        else:
            said[id] = value_said(id, id, type)
    return said


def _notes(result: SearchResult) -> dict[str, str]:
    """What tells those apart who are called alike within a facet, or among what stands out."""
    alike = [each.id for each in result.standing_out]
    for type, facet in result.facets.items():
        if type in Label.__members__:
            called = Counter(value.label for value in facet.values)
            alike += [value.id for value in facet.values if called[value.label] > 1]
    store = parts().store
    return told_apart(store.database, store.key, session.viewer(), alike) if alike else {}


def _entities(chosen: Iterable[tuple[str, str]]) -> list[str]:
    return [id for type, id in chosen if type in Label.__members__]
