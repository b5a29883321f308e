"""*Sparade sökningar*: a search gets a name, is run again, called something else, and taken away or brought back."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from models.saved import NamedSearch
from models.store.saved import LONGEST_NAME
from search.alerts import unseen
from search.saved import SavedSearch
from search.sensitive import refuse_selection, selects
from web import session, states, typed
from web.parts import parts
from web.states import SearchState, View

blueprint = Blueprint("saved", __name__)


@blueprint.get("/sparade")
def overview() -> ResponseReturnValue:
    """The person's saved searches, and those removed lately; the one removed last can be brought back at once."""
    who, kept = session.viewer(), parts().store.saved
    removed = kept.all(who, removed=True)
    undo = next((each for each in removed if each.id == request.args.get("borttagen")), None)
    return render_template(
        "saved.html",
        searches=[(each, _narrowed(each), bool(each.watched) and selects(each.search)) for each in kept.all(who)],
        unseen=unseen(who, store=parts().store, index=parts().index),
        removed=removed,
        undo=undo,
    )


@blueprint.post("/s/<opaque:id>/spara")
def add(id: str) -> ResponseReturnValue:
    """Save the search of a page under the name that was typed, or else under its words."""
    state = states.load(id)
    name = typed.line(request.form.get("name", "")) or state.query or gettext("Alla handlingar")
    question = SavedSearch.asked(state.asks())
    watched = "watched" in request.form
    refuse_selection(session.viewer(), session.purpose(), parts().store, question.query, "saved")
    parts().store.saved.add(session.viewer(), name[:LONGEST_NAME], question.kept(), watched=watched)
    return _back()


@blueprint.get("/sparade/<opaque:id>")
def run(id: str) -> ResponseReturnValue:
    """Show the search's hits, as they are now."""
    found = SearchState.of(parts().store.saved.get(session.viewer(), id).search)
    shown = replace(found, view=View.TABLE) if found.by else found  # the order of a column is the table's
    return redirect(url_for("search.show", id=states.save(shown)), 303)


@blueprint.post("/sparade/<opaque:id>/namn")
def rename(id: str) -> ResponseReturnValue:
    name = typed.line(request.form.get("name", ""))
    if not name:
        raise BadRequest
    parts().store.saved.rename(session.viewer(), id, name)
    return _back()


@blueprint.post("/sparade/<opaque:id>/bevaka")
def watch(id: str) -> ResponseReturnValue:
    """Watch the search from now on, or no more."""
    kept = parts().store.saved.get(session.viewer(), id)
    if request.form.get("on") == "1":  # one of before may be of what is refused now
        refuse_selection(session.viewer(), session.purpose(), parts().store, kept.search["query"], "watched")
    parts().store.saved.watch(session.viewer(), id, request.form.get("on") == "1")
    return _back()


@blueprint.post("/sparade/<opaque:id>/ta-bort")
def remove(id: str) -> ResponseReturnValue:
    parts().store.saved.remove(session.viewer(), id)
    return redirect(url_for("saved.overview", borttagen=id), 303)


@blueprint.post("/sparade/<opaque:id>/angra")
def restore(id: str) -> ResponseReturnValue:
    parts().store.saved.restore(session.viewer(), id)
    return _back()


def _narrowed(found: NamedSearch) -> int:
    """How many filters the search has beside its words."""
    kept = found.search
    chosen = [ids for choice in (kept["include"], kept["exclude"]) for ids in choice.values()]
    return sum(len(ids) for ids in chosen) + bool(kept["since"] or kept["until"])


def _back() -> ResponseReturnValue:
    return redirect(url_for("saved.overview"), 303)
