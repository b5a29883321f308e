"""*Prövning*: the owner's officer puts documents into a request, decides each against the legal basis, and sends it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.audit import Action
from models.checklist import Asks
from models.disclosure import LONGEST_REASON, DisclosureRequest
from models.errors import (
    AccessDeniedError,
    InvalidRequestError,
    ProvisionError,
    RedactionChangedError,
    RedactionUnfinishedError,
    RefusedError,
)
from models.masking import mask
from models.trial import Trial, Verdict
from search import trying
from search.disclosing import provisions, write
from search.trial_decision import Wanted, test_of
from web import requests, session, states, typed
from web.addresses import is_opaque
from web.parts import parts
from web.trying_desk import next_open

blueprint = Blueprint("trials", __name__)

_REFUSED = (InvalidRequestError, ProvisionError, RedactionChangedError, RedactionUnfinishedError)
_ANSWER = "answer_"


@blueprint.post("/begaran/<opaque:id>/sok")
def find(id: str) -> ResponseReturnValue:
    """Search one's own archive beside the request, for what is typed or what a row of it names; the words stay out of
    the address."""
    asked, row = _asked(id), typed.count(request.form.get("row"))
    query = typed.line(request.form.get("q", ""))
    if not query and 0 < row <= len(asked.named):
        named = asked.named[row - 1]
        query = " ".join(filter(None, (named.case, named.title)))
    return redirect(_back(id, states.save(states.SearchState(query)), row), 303)


@blueprint.post("/begaran/<opaque:id>/handlingar")
def put(id: str) -> ResponseReturnValue:
    """Put the chosen documents into the request; or a named one by itself, to be answered without a document."""
    row, held = typed.count(request.form.get("row")), request.form.get("s", "")
    chosen = request.form.getlist("document")
    try:
        made = trying.put(session.viewer(), session.purpose(), parts().store, id, _ids(chosen), row)
    except InvalidRequestError as error:
        return _refused(id, error)
    if not chosen:
        return redirect(url_for("trials.show", id=made[0]), 303)
    return redirect(_back(id, held if is_opaque(held) else ""), 303)


@blueprint.post("/d/<opaque:id>/lamna-ut")
def from_document(id: str) -> ResponseReturnValue:
    """Put a document into the request that was chosen on its page, and try it."""
    wanted = request.form.get("request", "")
    try:
        (made,) = trying.put(session.viewer(), session.purpose(), parts().store, wanted, [id])
    except InvalidRequestError as error:
        return _refused(wanted, error)
    return redirect(url_for("trials.show", id=made), 303)


@blueprint.get("/begaran/prova/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """One document and the test of the basis."""
    return _shown(parts().store.trials.get(session.viewer(), id))


@blueprint.post("/begaran/prova/<opaque:id>")
def decide(id: str) -> ResponseReturnValue:
    """Keep what was decided as a draft, and go to the next that waits."""
    wanted = _wanted()
    try:
        known = trying.decide(
            session.viewer(), session.purpose(), parts().store, id, wanted, seen=request.form.get("seen", "")
        )
    except _REFUSED as error:
        known = parts().store.trials.get(session.viewer(), id)
        return _shown(known, wanted, f"{error.message}. {error.next}"), 400
    after = next_open(parts().store.trials.of(session.viewer(), known.request), id)
    return redirect(url_for("trials.show", id=after.id) if after else _back(known.request), 303)


@blueprint.post("/begaran/prova/<opaque:id>/angra")
def undo(id: str) -> ResponseReturnValue:
    """Take a decision back that is not sent, and show its document again."""
    return _changed(id, trying.undo, lambda known: url_for("trials.show", id=known.id))


@blueprint.post("/begaran/prova/<opaque:id>/ta-bort")
def take_out(id: str) -> ResponseReturnValue:
    """Take a document out of the request again."""
    return _changed(id, trying.take_out, lambda known: _back(known.request))


@blueprint.post("/begaran/<opaque:id>/skicka")
def send(id: str) -> ResponseReturnValue:
    """Send what is decided, as the page showed it: from here on it stands."""
    seen = request.form.getlist("seen")
    try:
        trying.send(session.viewer(), session.purpose(), parts().store, id, seen=seen)
    except _REFUSED as error:
        return _refused(id, error)
    return redirect(_back(id), 303)


@blueprint.post("/begaran/<opaque:id>/igen")
def again(id: str) -> ResponseReturnValue:
    """Ask a worker once more for the copies that are not there; what may not go out any more is told."""
    try:
        trying.again(session.viewer(), session.purpose(), parts().store, id)
    except _REFUSED as error:
        return _refused(id, error)
    return redirect(_back(id), 303)


def _ids(given: list[str]) -> list[str]:
    if not all(map(is_opaque, given)):
        raise BadRequest
    return given


def _asked(id: str) -> DisclosureRequest:
    """The request, for its owner's officer; to all others it is not there."""
    found = parts().store.requests.get(session.viewer(), id)
    if found.owner not in session.viewer().deciding:
        raise AccessDeniedError("Begäran finns inte")
    return found


def _back(id: str, held: str = "", row: int = 0) -> str:
    return url_for("requests.show", id=id, s=held or None, rad=row or None)


def _refused(id: str, error: RefusedError) -> ResponseReturnValue:
    return requests.page(_asked(id), f"{error.message}. {error.next}"), 400


def _changed(id: str, act: Callable[..., Trial], where: Callable[[Trial], str]) -> ResponseReturnValue:
    known = parts().store.trials.get(session.viewer(), id)
    try:
        known = act(session.viewer(), session.purpose(), parts().store, id)
    except InvalidRequestError as error:
        return _refused(known.request, error)
    return redirect(where(known), 303)


def _wanted() -> Wanted:
    form = request.form
    try:
        verdict = Verdict(form.get("verdict", ""))
    except ValueError:
        raise BadRequest from None
    given = {name.removeprefix(_ANSWER): typed.lines(form[name]) for name in form if name.startswith(_ANSWER)}
    redaction, pages = form.get("redaction", ""), typed.line(form.get("pages", ""))
    if redaction and not is_opaque(redaction):
        raise BadRequest
    said = (typed.line(form.get("ground", "")), typed.lines(form.get("reason", "")))
    return Wanted(verdict, given, *said, redaction, pages)


def _shown(known: Trial, wanted: Wanted | None = None, wrong: str = "") -> str:
    who, store = session.viewer(), parts().store
    asked, trials = _asked(known.request), store.trials.of(who, known.request)
    write(store, who, session.purpose(), Action.REQUEST, asked, asked.owner, known.document, act="show")
    drafts = sorted((each for each in trials if each.decided and not each.sent), key=lambda each: str(each.decided))
    return render_template(
        "trial.html",
        trial=known,
        asked=asked,
        wrong=wrong,
        given=_given(known, wanted),
        words=Asks.WORDS,
        place=1 + [each.id for each in trials].index(known.id),
        total=len(trials),
        decided=sum(each.decided is not None for each in trials),
        after=next_open(trials, known.id),
        last=drafts[-1] if drafts else None,
        named=asked.named[known.row - 1] if known.row else None,
        longest=LONGEST_REASON,
        **(_of_document(asked, known) if known.document else {}),
    )


def _of_document(asked: DisclosureRequest, known: Trial) -> dict[str, object]:
    who, store = session.viewer(), parts().store
    copies = []
    with suppress(AccessDeniedError):
        copies = [each for each in store.redactions.all(who, known.document) if each.masks]
    return {
        "document": store.documents.get(who, known.document),
        "marked": provisions(who, store, known.document),
        "test": test_of(who, store, asked, known.document),
        "copies": copies,
    }


def _given(known: Trial, wanted: Wanted | None) -> dict[str, object]:
    """What stands in the form: as it was sent, else as it is decided."""
    if wanted:
        said = {name: getattr(wanted, name) for name in ("ground", "reason", "redaction", "pages")}
        return {"answers": wanted.answers, **said}
    decision = known.decision
    answers = {each.check: mask(each.said) for each in decision.answers}
    redaction = decision.redaction.id if decision.redaction else ""
    return {"answers": answers, "ground": decision.ground, "reason": mask(decision.reason), "redaction": redaction}
