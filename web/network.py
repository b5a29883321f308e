"""*Nätverk*: entities and what ties them, around one or several; each tie opens the sentences that carry it."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from models.masking import mask
from models.mention import Label
from models.tie import UNTIED, Relation
from models.visible import visible
from search.facet import shown_name
from search.network import FOLLOWED, TOGETHER, Network, NetworkRequest
from search.networks import export_network, network_of
from search.paths import Paths, paths
from search.request import SearchRequest
from search.result import FacetValue
from search.service import search
from search.tie_csv import write_csv
from search.tie_evidence import evidence
from search.tie_graphml import write_graphml
from search.tied import Tie
from web import network_states, session
from web.headers import attachment
from web.labels import said
from web.network_states import NetworkState
from web.parts import parts
from web.tie_finder import FINDER
from web.written import written

blueprint = Blueprint("network", __name__)

_FOUND: Final = 8  # of each type, of those that are looked for
_ROWS: Final = 40  # in each table, until all are asked for
_LABELS: Final = tuple(label for label in Label if label not in UNTIED)
_FILES: Final = {"graphml": (write_graphml, "application/graphml+xml"), "csv": (write_csv, "text/csv")}


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that is called as somebody looks for."""

    label: Label
    value: FacetValue


@dataclass(frozen=True, slots=True)
class Row:
    """A tie in the table. ``says``: each relation that is said of the two, once, with who is its source."""

    tie: Tie
    says: tuple[tuple[str, str], ...]


@blueprint.get("/natverk")
def start() -> ResponseReturnValue:
    """The page before anybody was chosen."""
    return _shown(NetworkState(), "")


@blueprint.post("/natverk")
def ask() -> ResponseReturnValue:
    """Take a press of a button, keep what it leads to, and send the person there."""
    held = request.form.get("state", "")
    state = network_states.changed(network_states.load(held) if held else NetworkState(), request.form)
    return redirect(url_for("network.show", id=network_states.save(state)), 303)


@blueprint.get("/natverk/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    return _shown(network_states.load(id), id)


@blueprint.get("/natverk/<opaque:id>/samband/<opaque:one>/<opaque:other>")
def tie(id: str, one: str, other: str) -> ResponseReturnValue:
    """One tie with all that it rests on, by the filter of the network."""
    filter = network_states.load(id).now.asked.filter
    who, store = session.viewer(), parts().store
    found = evidence(who, session.purpose(), store, one, other, filter, FINDER)
    return render_template("network-tie.html", id=id, found=found, protected=store.protected.among(who, (one, other)))


@blueprint.post("/natverk/<opaque:id>/fil")
def file(id: str) -> ResponseReturnValue:
    """The ties that are shown, as a file."""
    asked, name = network_states.load(id).now.asked, request.form.get("format", "")
    if name not in _FILES:
        raise BadRequest
    write, media_type = _FILES[name]
    out = io.StringIO()
    write(export_network(session.viewer(), session.purpose(), parts().store, asked, FINDER), out)
    return attachment(out.getvalue().encode("utf-8"), f"natverk.{name}", media_type)


@blueprint.post("/natverk/<opaque:id>/bild")
def picture(id: str) -> ResponseReturnValue:
    """Write that the picture is carried away; the browser, which has drawn it, saves it after the answer.

    Not of what is lent, which stays where it is: there, as everywhere, files are of what is the viewer's own.
    """
    if session.viewer().shared:
        abort(403)
    export_network(session.viewer(), session.purpose(), parts().store, network_states.load(id).now.asked, FINDER)
    return Response(status=204)


def _shown(state: NetworkState, id: str) -> ResponseReturnValue:
    who, why, store = session.viewer(), session.purpose(), parts().store
    asked = state.now.asked
    found = network_of(who, why, store, asked, FINDER)
    protected = store.protected.among(who, found.nodes)
    most = None if "alla" in request.args else _ROWS
    removed = store.entities.names(who, asked.removed).values()
    return render_template(
        "network.html",
        id=id,
        state=state,
        filter=asked.filter,
        network=found,
        rows=[_row(tie) for tie in found.told.ties[:most]],
        nodes=found.nodes[:most],
        tied=found.tied(),
        protected=protected,
        drawn=_drawn(found, protected),
        labels=_labels(found),
        ways=_ways(state, found.asked),
        between=state.now.between,
        path_ties=store.settings.limits.path_ties,
        found=_found(state.find) if state.find else None,
        removed=[(entity.id, written(shown_name(entity), entity.label)) for entity in removed],
        choices={"labels": _LABELS, "types": (TOGETHER, *Relation)},
        pictures=not who.shared,
    )


def _row(tie: Tie) -> Row:
    return Row(tie, tuple(dict.fromkeys((link.relation.value, link.source) for link in tie.links)))


def _labels(network: Network) -> list[Label]:
    """Those that are shown, in the order in which they are always told."""
    shown = {network.told.entities[id].label for id in network.nodes}
    return [label for label in Label if label in shown]


def _drawn(network: Network, protected: Collection[str]) -> dict[str, Any]:
    """What the script draws: what the tables say, ties by the numbers of their nodes."""
    entities, asked = network.told.entities, network.asked
    number = {id: at for at, id in enumerate(network.nodes)}
    nodes = [
        {"id": id, "name": mask(visible(written(entities[id].name, entities[id].label))),
         "label": entities[id].label.value,
         "said": said(entities[id].label.value, "label"), "open": id in asked.centres,
         "protected": gettext("Skyddade personuppgifter") if id in protected else ""}
        for id in network.nodes
    ]  # fmt: skip
    ties = [
        {"one": number[tie.left], "other": number[tie.right], "said": _says(tie),
         "strength": 3 * tie.sentences + tie.pages + tie.documents}
        for tie in network.told.ties
    ]  # fmt: skip
    return {"nodes": nodes, "ties": ties}


def _says(tie: Tie) -> str:
    """What is said of the two, for the label of a line."""
    return ", ".join(dict.fromkeys(said(link.relation.value, "relation") for link in tie.links))


def _ways(state: NetworkState, asked: NetworkRequest) -> Paths | None:
    """The ways between the two that were chosen, where both may (still) be known."""
    two = state.now.between
    known = parts().store.entities.names(session.viewer(), two)
    if len(known) < 2:
        return None
    one, other = two
    return paths(session.viewer(), session.purpose(), parts().store, one, other, asked.filter, asked.removed)


def _found(words: str) -> Sequence[Found]:
    """Whom the words may mean, by the viewer's own facets: those that most documents name first, of each type."""
    types = tuple(label.value for label in FOLLOWED)
    asked = SearchRequest(
        limit=0, facets=types, facet_limit=_FOUND, facet_find=dict.fromkeys(types, words), uncounted=True
    )
    store, index = parts().store, parts().index
    facets = search(session.viewer(), session.purpose(), asked, store=store, index=index).facets
    return [Found(label, value) for label in FOLLOWED for value in facets[label.value].values]
