"""Signing in and out. Each attempt is in the ledger; a wrong name and a wrong password get one answer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.audit import Action, Event
from web import language, session, typed
from web.parts import parts

blueprint = Blueprint("login", __name__)


@blueprint.get("/logga-in")
def form() -> ResponseReturnValue:
    return render_template("login.html", name="", refused=False)


@blueprint.post("/logga-in")
def enter() -> ResponseReturnValue:
    """Start a session, or say no. The same form changes language, as nothing else is open to a stranger."""
    if "language" in request.form:
        language.choose_for_session(request.form["language"])
        return redirect(url_for("login.form"), 303)
    name = typed.line(request.form.get("name", ""))
    found = parts().store.users.verify(name, request.form.get("password", ""))
    if found is None:
        _write(Action.LOGIN_REFUSED, "")
        return render_template("login.html", name=name, refused=True), 401
    _write(Action.LOGIN, found.name)
    session.begin(found.name)
    return redirect(url_for("purpose.form"), 303)


@blueprint.post("/logga-ut")
def leave() -> ResponseReturnValue:
    _write(Action.LOGOUT, session.viewer().name)
    session.end()
    return redirect(url_for("login.form"), 303)


def _write(action: Action, actor: str) -> None:
    """An event of signing in or out. What a stranger typed as a name is not kept: it may be a password."""
    parts().store.ledger.write(Event(action, actor or "?", purpose="inloggning", case=""))
