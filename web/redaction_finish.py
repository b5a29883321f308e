"""The last look at a masked copy before it is made, and the files that came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import swedish
from models.audit import Action, Event
from models.errors import RedactionUnfinishedError
from models.job import JobKind
from search.finished_files import held
from search.redacting import deciding
from search.redacting.suggesting import groups
from web import session, typed
from web.headers import attachment
from web.parts import parts
from web.redaction import around

blueprint = Blueprint("redaction_finish", __name__, url_prefix="/maskade/<opaque:id>")

_KEPT: Final = timedelta(days=90)
_LONGEST_KEPT: Final = timedelta(days=365)
_LONGEST: Final = 200  # characters


@blueprint.get("/granska")
def look(id: str) -> str:
    """What is undecided, and what was proposed and is left as it stands."""
    return _look(id)


def _look(id: str, wrong: str = "") -> str:
    who, why, store = session.viewer(), session.purpose(), parts().store
    redaction = store.redactions.get(who, id)
    deciding.record(who, why, store, redaction.document, redaction.owner, action=Action.READ_DOCUMENT)
    now = deciding.standing(who, store, redaction)
    return render_template(
        "redaction-finish.html",
        **around(redaction),
        standing=now,
        left=groups(now.left),
        undecided=groups(now.undecided),
        until=swedish.today() + _KEPT,
        latest=swedish.today() + _LONGEST_KEPT,
        wrong=wrong,
    )


@blueprint.post("/gor")
def make(id: str) -> ResponseReturnValue:
    """Ask a worker for the files."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    redaction = store.redactions.get(who, id)
    given = request.form
    reference, recipient = (typed.line(given.get(name, ""))[:_LONGEST] for name in ("reference", "recipient"))
    until = min(typed.day(given.get("until")) or swedish.today() + _KEPT, swedish.today() + _LONGEST_KEPT)
    try:
        deciding.check_goes(who, store, redaction, seen=given.get("seen") == "1")
        if until < swedish.today():
            raise RedactionUnfinishedError("Sista dagen har varit", next="Välj en dag som kommer.")
    except RedactionUnfinishedError as error:
        return _look(id, f"{error.message}. {error.next}"), 400
    deciding.record(who, why, store, redaction.document, redaction.owner, act="make", until=until.isoformat())
    store.redactions.change(who, redaction, replace(redaction, reference=reference, recipient=recipient))
    asked = {"redaction": id, "document": redaction.document, "until": until.isoformat()}
    asked |= {"purpose": why.text, "case": why.case, **held(who)}
    store.jobs.add(JobKind.REDACTION, redaction.owner, who.name, asked)
    return redirect(url_for("jobs.overview"), 303)


@blueprint.get("/fil")
def copy(id: str) -> ResponseReturnValue:
    """The masked copy."""
    return _file(id, "maskad kopia.pdf", paper=False)


@blueprint.get("/foljeblad")
def paper(id: str) -> ResponseReturnValue:
    """The paper that goes with it."""
    return _file(id, "följeblad.pdf", paper=True)


def _file(id: str, name: str, *, paper: bool) -> ResponseReturnValue:
    who, why, store = session.viewer(), session.purpose(), parts().store
    redaction = store.redactions.get(who, id)
    content = store.redactions.files.get(id, paper=paper)
    deciding.check_goes(who, store, redaction, since=redaction.made or swedish.now())  # nobody looked at it since
    told: dict[str, str | int] = {"format": "paper" if paper else "redacted"}
    owners = (redaction.owner,)
    store.ledger.write(Event(Action.DOWNLOAD, who.actor, why.text, why.case, redaction.document, owners, told))
    return attachment(content, name)
