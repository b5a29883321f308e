"""*Förslag att bedöma*: a round of what waits to be judged, one at a time, with what speaks for and against it.

A round is kept as a page state, sealed for its user, and holds ids alone: reloading loses nothing. What somebody else
has judged meanwhile, or what the viewer may no longer read, is left out of it and of its count.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from models.errors import AccessDeniedError
from models.judgement import Judgement
from models.mention import Label
from models.reference import rank
from nlp import judging, judging_entities
from nlp.anchoring import spelled
from search import reading
from search.following import follow_at_once
from search.judging_queue import Item, Sort, waiting
from search.sides import Quote, Side, quote, sides
from web import session, typed
from web.judged import REFUSED, refusal, take_back
from web.labels import said
from web.parts import parts
from web.round import Round, load, save

blueprint = Blueprint("suggestions", __name__, url_prefix="/forslag")

_ROUND: Final = 40  # items: half an hour's work
_COUNTED: Final = 200  # of each sort, that are counted
_HELD: Final = "round"  # what the cookie calls the round that was begun: an opaque id


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """What waits, by sort, and the round that was begun."""
    found = waiting(session.viewer(), session.purpose(), parts().store, list(Sort), _COUNTED)
    begun = _begun()
    return render_template(
        "suggestions.html",
        counts={sort: len(items) for sort, items in found.items()},
        most=_COUNTED,
        begun=begun if begun and not begun.is_over else None,
        id=cookie.get(_HELD, ""),
    )


@blueprint.post("")
def begin() -> ResponseReturnValue:
    """Begin a round of one sort, or of all in turn."""
    wanted = request.form.get("sort", "")
    if wanted not in {"", *Sort}:
        raise BadRequest
    sorts = [Sort(wanted)] if wanted else list(Sort)
    found = waiting(session.viewer(), session.purpose(), parts().store, sorts, _ROUND)
    items = [each for some in found.values() for each in some][:_ROUND]
    return _go(Round(tuple(items)))


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """The round where it stands, or at item ``n`` of it."""
    return _show(load(id), id)


@blueprint.post("/<opaque:id>")
def answer(id: str) -> ResponseReturnValue:
    """Accept, reject or pass over the item that was shown."""
    held, decision = load(id), request.form.get("decision", "")
    at = request.form.get("n", -1, type=int)
    if decision not in ("accept", "reject", "skip") or not held.waits(at):
        return _show(held, id)  # answered already, by somebody else or in another window
    if decision == "skip":
        return _go(held.passed(at, decision, ""))
    try:
        made = _judge(held.items[at], decision == "accept", typed.line(request.form.get("why", "")))
    except REFUSED as error:
        return _show(held, id, refusal(error), at), 400
    follow_at_once(parts().store, parts().index)
    return _go(held.passed(at, decision, made.id))


@blueprint.post("/<opaque:id>/angra")
def undo(id: str) -> ResponseReturnValue:
    """Take back the last answer, and show its item again."""
    held = load(id)
    if not held.answers:
        return _show(held, id)
    try:
        if last := held.answers[-1].judgement:
            take_back(last)
            follow_at_once(parts().store, parts().index)
    except REFUSED as error:
        return _show(held, id, refusal(error)), 400
    return _go(held.back())


@blueprint.post("/<opaque:id>/igen")
def again(id: str) -> ResponseReturnValue:
    """Take those once more that were passed over."""
    return _go(load(id).again())


def _judge(item: Item, yes: bool, why: str) -> Judgement:
    who, purpose, store = session.viewer(), session.purpose(), parts().store
    if item.is_pair:
        decide = judging_entities.merge if yes else judging_entities.dismiss
        left, right = item.entities
        return decide(who, purpose, store, left, right, why, item.owner)[0][0]
    span = spelled(item.page, item.start, item.end)
    return (judging.accept if yes else judging.reject)(who, purpose, store, item.left, span, why)


def _show(held: Round, id: str, wrong: str = "", at: int | None = None) -> str:
    asked = request.args.get("n", type=int)
    chosen = at if at is not None else asked if asked is not None and held.waits(asked) else held.first
    if chosen is None:
        return render_template("suggestions-over.html", held=held, id=id)
    item = held.items[chosen]
    both, words = _evidence(item)
    return render_template(
        "suggestion.html",
        held=held,
        id=id,
        at=chosen,
        item=item,
        sides=both,
        quote=words,
        together=len({document for side in both for document in side.documents}),
        fullest=max(both, key=lambda side: rank(Label(side.label), side.name)).name,
        why=typed.line(request.form.get("why", "")) or _reason(item),
        wrong=wrong,
    )


def _evidence(item: Item) -> tuple[list[Side], Quote | None]:
    """What the documents say of both, or the words around an unsure name. The ledger comes first."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    if item.is_pair:
        return sides(who, why, store, item.owner, item.entities), None
    view = reading.read_page(who, why, store, item.left, item.page)
    here = next((each for each in view.mentions if (each[0].start, each[0].end) == (item.start, item.end)), None)
    if here is None:
        raise AccessDeniedError("Där står inget omnämnande")
    words = quote(view.document, view.page.text, here[0], view.mentions, (here[1],))
    return sides(who, why, store, item.owner, (here[1],)), words


def _reason(item: Item) -> str:
    """What is offered as the reason, to be changed or sent as it stands."""
    if not item.is_pair:
        return str(_("Granskat i sitt sammanhang"))
    return str(_("Granskat: %(reasons)s", reasons=", ".join(said(kind, "tie") for kind in item.reasons)))


def _begun() -> Round | None:
    """The round that this browser began, where it is still there."""
    try:
        return load(cookie.get(_HELD, ""))
    except AccessDeniedError:
        return None


def _go(held: Round) -> ResponseReturnValue:
    cookie[_HELD] = id = save(held)
    return redirect(url_for("suggestions.show", id=id), 303)
