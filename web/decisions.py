"""What is decided of a document: taking it out of search and back, cutting it, having it as searchable PDF."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.access import may_change
from models.errors import AccessDeniedError
from models.job import JobKind
from models.withdrawal import Scope
from search.finished_files import held
from search.withdrawing import restore, withdraw
from web import session, typed
from web.parts import parts

blueprint = Blueprint("decisions", __name__, url_prefix="/d/<opaque:id>")

_SPLITS = ("accept", "reject", "undo")
_LONGEST_REASON = 500


@blueprint.post("/dra-tillbaka")
def take_back(id: str) -> ResponseReturnValue:
    """Take the document, and what lies in it, out of search. Asks for a reason, which others then see."""
    reason = typed.line(request.form.get("reason", ""))[:_LONGEST_REASON]
    if not reason:
        raise BadRequest
    withdraw(session.viewer(), session.purpose(), parts().store, Scope.DOCUMENT, id, reason)
    return _back(id)


@blueprint.post("/aterstall")
def bring_back(id: str) -> ResponseReturnValue:
    """Undo the withdrawal that keeps the document out of search, with all that it took."""
    who, store = session.viewer(), parts().store
    withdrawal = store.withdrawals.of(who, id)
    if withdrawal is not None and withdrawal.scope not in (Scope.SPLIT, Scope.PARTS):  # those go by way of the cut
        restore(who, session.purpose(), store, withdrawal.id)
    return _back(id)


@blueprint.post("/dela")
def split(id: str) -> ResponseReturnValue:
    """Ask a worker to carry out what was decided of a proposal to cut the file."""
    decision = request.form.get("decision", "")
    if decision not in _SPLITS:
        raise BadRequest
    parts().store.splits.get(session.viewer(), id)  # refuses what is not there or another's
    return _ask(JobKind.SPLIT, id, decision=decision)


@blueprint.post("/arkivkopia")
def archive_copy(id: str) -> ResponseReturnValue:
    """Ask a worker for the searchable PDF: the pages as they are shown to whoever asks, so that any reader may."""
    return _ask(JobKind.ARCHIVE_COPY, id, **held(session.viewer()))


def _ask(kind: JobKind, id: str, **arguments: str) -> ResponseReturnValue:
    who, why, store = session.viewer(), session.purpose(), parts().store
    document = store.documents.get(who, id)
    if not may_change(who, document.owner):
        raise AccessDeniedError("Handlingen är bara till för läsning")
    asked = {"document": id, "purpose": why.text, "case": why.case, **arguments}
    store.jobs.add(kind, document.owner, who.name, asked)
    return redirect(url_for("jobs.overview"), 303)


def _back(id: str) -> ResponseReturnValue:
    return redirect(url_for("document.show", id=id), 303)
