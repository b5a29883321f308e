"""*Lägg i mapp*: from hits, a document, a page, words on it, an entity, a network; and what is done to what is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from models.dossier import LONGEST_TITLE, LONGEST_WORDS, Dossier, ItemKind, Thing
from models.errors import AccessDeniedError, NothingChosenError
from search import dossiers
from search.network import NetworkRequest
from search.sensitive import refuse_selection
from web import network_states, session, states, typed
from web.addresses import is_opaque
from web.dossiers import to_dossier
from web.leafing import KEPT
from web.network_states import NetworkState, Step
from web.notes import page_number, quoted_words, to_page
from web.parts import parts

blueprint = Blueprint("collecting", __name__, url_prefix="/mappar")

_MOST = 200  # things at once: a page of hits has twenty
PUT_IN = "mapp"
"""In the address: the folder in which something was just put."""
_SPAN: Final = ("start", "end")
_SENT: Final = frozenset(
    ("kind", "document", "shown", "which", "entity", "state", "owner", "back", "number", *_SPAN, *KEPT)
)
"""Fields of what is to be put in and of where it was chosen, which nobody types."""


@blueprint.app_context_processor
def _given() -> dict[str, Any]:
    return {"dossier_choices": choices, "dossier_last": last_used, "dossier_put_in": put_in}


def choices() -> list[Dossier]:
    """The folders in which the viewer may put things, asked for once in a request."""
    if "dossiers" not in g:
        g.dossiers = [each for each in parts().store.dossiers.all(session.viewer()) if each.writable]
    found: list[Dossier] = g.dossiers
    return found


def last_used() -> str:
    """The id of the one that was used last, which is chosen beforehand."""
    return parts().store.dossiers.last_used(session.viewer()) if choices() else ""


def put_in() -> Dossier | None:
    """The folder in which something was just put, as the address says."""
    return next((each for each in choices() if each.id == request.args.get(PUT_IN)), None)


@blueprint.post("/lagg")
def collect() -> ResponseReturnValue:
    """Put what the form names in a folder, a new one where a title was typed, and go back to where it was."""
    who, why, store, form = session.viewer(), session.purpose(), parts().store, request.form
    try:
        things = _things()
    except NothingChosenError as error:
        return _again(f"{error.message}. {error.next}", _SENT - set(_SPAN))
    if not things:
        raise NothingChosenError("Inget är valt")
    if len(things) > _MOST:
        raise BadRequest
    if is_opaque(form.get("back", "")):
        refuse_selection(who, why, store, states.load(form["back"]).query, "dossier")
    words = typed.lines(form.get("words", ""))[:LONGEST_WORDS]
    title = typed.line(form.get("title", ""))[:LONGEST_TITLE]
    chosen = "" if title else form.get("dossier", "")
    if not chosen and not title:
        return _again(_("Ge den nya mappen ett namn."))
    if not chosen:
        store.dossier_items.check(who, things)  # no folder is left empty where they may not be put in it
    id = chosen or dossiers.make(who, why, store, form.get("owner", ""), title).id
    dossiers.collect(who, why, store, id, things, words)
    return _back(id, things)


@blueprint.post("/<opaque:id>/poster/<opaque:item>")
def change(id: str, item: str) -> ResponseReturnValue:
    """Move it, say why it is there, take it out or put it back."""
    who, store, form, act = session.viewer(), parts().store, request.form, request.form.get("act", "")
    items = store.dossier_items
    words = typed.lines(form.get("words", ""))[:LONGEST_WORDS]
    section, after = form.get("section", ""), form.get("after", "")
    done = {
        "move": lambda of: items.move(who, of, item, section=_known(of, section), after=after),
        "last": lambda of: items.move(who, of, item, section=_known(of, section), after=_end(of, section, item)),
        "describe": lambda of: items.describe(who, of, item, words),
        "remove": lambda of: items.remove(who, of, item),
        "restore": lambda of: items.remove(who, of, item, removed=False),
    }
    if act not in done:
        raise BadRequest
    dossiers.change(who, session.purpose(), store, id, act, done[act])
    if act == "remove":
        return to_dossier(id, borttagen=item)
    return to_dossier(id, fragment=f"i-{item}")


@blueprint.get("/<opaque:id>/poster/<opaque:item>/natverk")
def network(id: str, item: str) -> ResponseReturnValue:
    """Look at a network that lies in the folder, worked out for who looks."""
    who, store = session.viewer(), parts().store
    thing = store.dossier_items.get(who, store.dossiers.get(who, id), item).thing
    if thing.kind is not ItemKind.NETWORK:
        raise AccessDeniedError("Det finns inte i mappen")
    step = Step.of(thing.state) if thing.state else Step(NetworkRequest(centres=thing.entities))
    return redirect(url_for("network.show", id=network_states.save(NetworkState((step,)))), 303)


def _known(dossier: Dossier, section: str) -> str:
    if section and section not in {each.id for each in dossier.sections}:
        raise AccessDeniedError("Avsnittet finns inte")
    return section


def _end(dossier: Dossier, section: str, item: str) -> str:
    """The last of what the viewer sees in the section."""
    inside = [each.id for each in parts().store.dossier_items.all(session.viewer(), dossier)
              if each.section == section and each.id != item]  # fmt: skip
    return inside[-1] if inside else ""


def _things() -> list[Thing]:
    """What the form names. Raises BadRequest for what is none."""
    form, kind = request.form, request.form.get("kind", "")
    if kind not in set(ItemKind):
        raise BadRequest
    if kind == ItemKind.DOCUMENT:
        return [Thing(ItemKind.DOCUMENT, id) for id in _ids("shown" if form.get("which") == "shown" else "document")]
    if kind in (ItemKind.PAGE, ItemKind.FRAGMENT):
        (id, *_), number = _ids("document") or [""], page_number()
        return [Thing(ItemKind(kind), id, number, quoted_words(id, number) if kind == ItemKind.FRAGMENT else None)]
    entities = tuple(_ids("entity"))
    if kind == ItemKind.ENTITY:
        return [Thing(ItemKind.ENTITY, entities=(id,)) for id in entities]
    return [Thing(ItemKind.NETWORK, entities=entities, state=_state())] if entities else []


def _state() -> dict[str, Any]:
    """How the network was looked at, without what was typed on the way there."""
    id = request.form.get("state", "")
    return Step(network_states.load(id).now.asked).kept() if is_opaque(id) else {}


def _ids(name: str) -> list[str]:
    found = list(dict.fromkeys(request.form.getlist(name)))
    if not all(is_opaque(id) for id in found):
        raise BadRequest
    return found


def _again(wrong: str, sent: frozenset[str] = _SENT) -> ResponseReturnValue:
    """The form with what was chosen and written, to be put right; the fields ``sent`` go on as they came."""
    given = request.form
    fields = [(name, value) for name, value in given.items(multi=True) if name in sent]
    return render_template("collect-again.html", wrong=wrong, given=given, fields=fields), 400


def _back(id: str, things: Sequence[Thing]) -> ResponseReturnValue:
    """To the hits, the page or the entity that it was put in from; else to the folder."""
    form, first = request.form, things[0]
    into: dict[str, Any] = {PUT_IN: id}
    if is_opaque(form.get("back", "")):
        return redirect(url_for("search.show", id=form["back"], **into), 303)
    if first.kind is ItemKind.ENTITY:
        return redirect(url_for("entity.show", id=first.entities[0], _anchor="collect", **into), 303)
    if first.document and form.get("number"):
        return to_page(first.document, page_number(), "collect", **into)
    return to_dossier(id)
