"""*Begäran om uppgifter*: staff ask another owner and read the answer. How its officer tries it: :mod:`web.trials`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from models.audit import Action, Event
from models.disclosure import LONGEST_CASE, LONGEST_REASON, LONGEST_WORDS, DisclosureRequest, RequestState
from models.document import Document
from models.errors import InvalidRequestError
from models.masking import mask
from models.sharing import Agreement, Mode, askable, legal_bases
from models.trial import LONGEST_NAMED, MOST_NAMED, NamedDocument
from search import disclosing
from web import session, trying_desk, typed
from web.parts import parts

blueprint = Blueprint("requests", __name__)

_ROWS = 2  # for documents, in the form when it is empty
_MORE = 6

_BY_FORM = {state.value: state for state in (RequestState.GRANTED, RequestState.REFUSED, RequestState.CLOSED)}


def concerned() -> bool:
    """Whether the matrix is anything to the viewer of this request: they may ask by it, or decide of what is asked."""
    who, matrix = g.viewer, parts().store.settings.sharing
    return who is not None and (bool(askable(who, matrix)) or any(each.owner in who.officer_of for each in matrix))


@blueprint.get("/begaran")
def overview() -> ResponseReturnValue:
    """What one has asked, what one has to decide, and the form to ask."""
    return _overview()


@blueprint.post("/begaran")
def ask() -> ResponseReturnValue:
    """Ask by one square of the matrix. Without a case or words the form comes back with what is missing; so it does
    with more rows for documents."""
    given = {name: typed.line(request.form.get(name, "")) for name in ("agreement", "case", "words")}
    named = _named()
    if "more" in request.form:
        return _overview(given, named=named, blank=_MORE)
    try:
        new = disclosing.ask(session.viewer(), session.purpose(), parts().store, **given, named=named)
    except InvalidRequestError as error:
        return _overview(given, f"{error.message}.", named), 400
    return redirect(url_for("requests.show", id=new.id), 303)


def _named() -> list[NamedDocument]:
    """The rows of the form in which anything is written."""
    columns = [
        [typed.line(each) for each in request.form.getlist(f"named_{field.name}")] for field in fields(NamedDocument)
    ]
    rows = (NamedDocument(*row) for row in zip(*columns, strict=False))
    return [row for row in rows if row.said]


@blueprint.get("/begaran/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """One request: what is asked, what was decided, and what was handed out."""
    return _shown(id)


@blueprint.post("/begaran/<opaque:id>/beslut")
def decide(id: str) -> ResponseReturnValue:
    """Grant, refuse with a reason, or close."""
    state, reason = _BY_FORM.get(request.form.get("decision", "")), typed.line(request.form.get("reason", ""))
    if state is None:
        raise BadRequest
    if state is RequestState.REFUSED and not reason:
        return _shown(id, gettext("Ange varför begäran avslås.")), 400
    try:
        disclosing.decide(session.viewer(), session.purpose(), parts().store, id, state, reason[:LONGEST_REASON])
    except InvalidRequestError as error:
        return _shown(id, f"{error.message}."), 400
    return redirect(url_for("requests.show", id=id), 303)


@blueprint.post("/begaran/<opaque:id>/visa")
def unmask(id: str) -> ResponseReturnValue:
    """The request with its personnummer, for the reason given: whoever decides has to know whom it is about."""
    reason = typed.line(request.form.get("unmask", ""))[:LONGEST_REASON]
    if not reason:
        raise BadRequest
    return _shown(id, unmask=reason)


def of_document(document: Document) -> dict[str, object]:
    """For a document's page: where it came from, where it went, and the requests in which it may be tried."""
    who, store = session.viewer(), parts().store
    origins = store.releases.about(who, document.id)
    given = {each.request.id for each in origins if each.release.document == document.id}
    waiting: list[DisclosureRequest] = []
    if document.owner in who.deciding:
        waiting = [each for each in store.requests.all(who, open_at=document.owner) if each.id not in given]
    return {
        "came_from": [each for each in origins if each.release.copy == document.id],
        "handed_out": [each for each in origins if each.request.id in given],
        "to_try_in": waiting,
        "marked": disclosing.provisions(who, store, document.id) if waiting else [],
    }


def _overview(
    given: dict[str, str] | None = None, wrong: str = "", named: Sequence[NamedDocument] = (), blank: int = _ROWS
) -> str:
    who, store = session.viewer(), parts().store
    found = store.requests.all(who)
    _looked(*found, what="list")
    to_decide = [each for each in found if each.owner in who.officer_of]
    return render_template(
        "requests.html",
        asked=[each for each in found if each not in to_decide],
        to_decide=to_decide,
        waiting=sum(each.state is RequestState.WAITING for each in to_decide),
        squares=askable(who, store.settings.sharing),
        given=given or {"case": session.purpose().case},
        named=[*named, *[NamedDocument()] * min(blank, MOST_NAMED - len(named))],
        wrong=wrong,
        longest={"words": LONGEST_WORDS, "case": LONGEST_CASE, "named": LONGEST_NAMED},
    )


def _shown(id: str, wrong: str = "", unmask: str = "") -> str:
    who, store = session.viewer(), parts().store
    found = store.requests.get(who, id)
    if unmask:
        _looked(found, what="show", action=Action.UNMASK, reason=unmask)
    _looked(found, what="show")
    return page(found, wrong, unmask)


def page(found: DisclosureRequest, wrong: str = "", unmask: str = "") -> str:
    """One request, as its side sees it: the owner's officer what is tried, the reader what was sent."""
    who, store = session.viewer(), parts().store
    decides = found.owner in who.deciding
    releases = store.releases.of(who, found.id)
    on_their_way = disclosing.on_their_way(who, store, found)
    ids = [each.document if decides else each.copy for each in releases]
    told = store.trials.told(who, found.id)
    said = [found.words, *(each.said for each in found.named)]
    return render_template(
        "request.html",
        asked=found,
        unmasked=bool(unmask),
        masked=any(mask(each) != each for each in said),
        basis=legal_bases().get(found.basis),
        decides=decides,
        told={each.row: each for each in told if each.row},
        others=[each.ground for each in told if not each.row],
        releases=list(zip(ids, releases, strict=True)),
        on_their_way=on_their_way,
        known=store.documents.many(who, [id for id in ids if id]),
        wrong=wrong,
        longest=LONGEST_REASON,
        **(trying_desk.of(found, releases, on_their_way) if decides else {}),
    )


def _looked(*found: DisclosureRequest, what: str, action: Action = Action.REQUEST, **told: str) -> None:
    """Write whose requests are shown, an event for each side that is the viewer's."""
    who, why = session.viewer(), session.purpose()
    for side in sorted({side for each in found for side in (each.owner, each.reader)} & who.own):
        target = found[0].id if what == "show" else ""
        parts().store.ledger.write(Event(action, who.actor, why.text, why.case, target, (side,), {"act": what, **told}))


def mode_said(agreement: Agreement) -> str:
    """How what is the owner's is had by the agreement, for a form's choices."""
    return str(gettext("läses även direkt") if agreement.mode is Mode.DIRECT else gettext("på begäran"))
