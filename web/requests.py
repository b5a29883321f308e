"""*Begäran om uppgifter*: staff ask another owner, whose officer decides and hands out documents from their pages."""

from __future__ import annotations

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
from search import disclosing
from web import session, typed
from web.parts import parts

blueprint = Blueprint("requests", __name__)

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
    """Ask by one square of the matrix. Without a case or words the form comes back with what is missing."""
    given = {name: typed.line(request.form.get(name, "")) for name in ("agreement", "case", "words")}
    try:
        new = disclosing.ask(session.viewer(), session.purpose(), parts().store, **given)
    except InvalidRequestError as error:
        return _overview(given, f"{error.message}."), 400
    return redirect(url_for("requests.show", id=new.id), 303)


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


@blueprint.post("/d/<opaque:id>/lamna-ut")
def release(id: str) -> ResponseReturnValue:
    """Hand a document out on the request that was chosen on its page."""
    wanted = request.form.get("request", "")
    try:
        disclosing.release(session.viewer(), session.purpose(), parts().store, wanted, id)
    except InvalidRequestError as error:
        return _shown(wanted, f"{error.message}."), 400
    return redirect(url_for("requests.show", id=wanted), 303)


def of_document(document: Document) -> dict[str, object]:
    """For a document's page: where it came from, where it went, and the requests that it may be handed out on."""
    who, store = session.viewer(), parts().store
    origins = store.releases.about(who, document.id)
    given = {each.request.id for each in origins if each.release.document == document.id}
    granted: list[DisclosureRequest] = []
    if document.owner in who.officer_of:
        granted = [each for each in store.requests.all(who, granted_by=document.owner) if each.id not in given]
    return {
        "came_from": [each for each in origins if each.release.copy == document.id],
        "handed_out": [each for each in origins if each.request.id in given],
        "granted": granted,
        "marked": disclosing.provisions(who, store, document.id) if granted else [],
    }


def _overview(given: dict[str, str] | None = None, wrong: str = "") -> str:
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
        wrong=wrong,
        longest={"words": LONGEST_WORDS, "case": LONGEST_CASE},
    )


def _shown(id: str, wrong: str = "", unmask: str = "") -> str:
    who, store = session.viewer(), parts().store
    found = store.requests.get(who, id)
    if unmask:
        _looked(found, what="show", action=Action.UNMASK, reason=unmask)
    _looked(found, what="show")
    decides = found.owner in who.officer_of
    releases = store.releases.of(who, id)
    ids = [each.document if decides else each.copy for each in releases]
    return render_template(
        "request.html",
        asked=found,
        unmasked=bool(unmask),
        masked=mask(found.words) != found.words,
        basis=legal_bases().get(found.basis),
        decides=decides,
        releases=list(zip(ids, releases, strict=True)),
        known=store.documents.many(who, ids),
        wrong=wrong,
        longest=LONGEST_REASON,
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
