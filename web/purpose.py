"""Why somebody is here (*ändamål*) and in which case (*ärende*): asked before the first search, shown on each page."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.access import Purpose
from models.audit import Action, Event
from web import session
from web.parts import parts

blueprint = Blueprint("purpose", __name__)

_LONGEST: Final = 200


@blueprint.get("/andamal")
def form() -> ResponseReturnValue:
    held: Purpose | None = g.purpose
    return render_template("purpose.html", text=held.text if held else "", case=held.case if held else "", empty=False)


@blueprint.post("/andamal")
def choose() -> ResponseReturnValue:
    """Keep the purpose with the session and in the ledger, then go where the person was going."""
    text = " ".join(request.form.get("text", "").split())[:_LONGEST]
    case = " ".join(request.form.get("case", "").split())[:_LONGEST]
    if not text or not case:
        return render_template("purpose.html", text=text, case=case, empty=True), 400
    given = Purpose(text, case)
    who = session.viewer()
    parts().store.ledger.write(
        Event(Action.PURPOSE, who.name, given.text, given.case, owners=tuple(sorted(who.owners)))
    )
    parts().store.sessions.set_purpose(session.token() or "", given)
    return redirect(session.onward(url_for("search.start")), 303)
