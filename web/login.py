"""Signing in and out. Each attempt is in the ledger; a wrong name and a wrong password get one answer."""

from __future__ import annotations

import math
from datetime import timedelta

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.audit import Action
from web import language, session, signing_in, typed
from web.parts import parts
from web.signing_in import Answer, Outcome

blueprint = Blueprint("login", __name__)


@blueprint.get("/logga-in")
def form() -> ResponseReturnValue:
    return _form("", "")


@blueprint.post("/logga-in")
def enter() -> ResponseReturnValue:
    """Start a session, or say no. The same form changes language, as nothing else is open to a stranger."""
    if "language" in request.form:
        language.choose_for_session(request.form["language"])
        return redirect(url_for("login.form"), 303)
    name = typed.line(request.form.get("name", ""))
    answer = signing_in.try_password(name, request.form.get("password", ""))
    if answer.outcome is Outcome.IN:
        return redirect(session.home(parts().store.users.viewer(name)), 303)
    if answer.outcome is Outcome.CODE:
        return redirect(url_for("login.code"), 303)
    return _form(name, answer.outcome.value, answer)


@blueprint.get("/logga-in/kod")
def code() -> ResponseReturnValue:
    """The second step: the code that the person's app shows now."""
    return _code("")


@blueprint.post("/logga-in/kod")
def check_code() -> ResponseReturnValue:
    if "again" in request.form:  # another name, please
        session.end()
        return redirect(url_for("login.form"), 303)
    account = session.account()
    answer = signing_in.try_code(account, request.form.get("code", ""))
    if answer.outcome is Outcome.IN:
        return redirect(session.home(account.viewer()), 303)
    return _code(answer.outcome.value, answer)


@blueprint.post("/logga-ut")
def leave() -> ResponseReturnValue:
    signing_in.write(Action.LOGOUT, session.viewer().name)
    session.end()
    return redirect(url_for("login.form"), 303)


def _form(name: str, outcome: str, answer: Answer | None = None) -> ResponseReturnValue:
    page = render_template(
        "login.html",
        name=name,
        outcome=outcome,
        wait=_seconds(answer),
        provider=parts().store.settings.oidc_issuer and parts().store.settings.oidc_name,
        people=[each for each in parts().store.users.list() if not each.disabled] if parts().demo else [],
    )
    return page, *_status(answer)


def _code(outcome: str, answer: Answer | None = None) -> ResponseReturnValue:
    page = render_template("login-code.html", outcome=outcome, wait=_seconds(answer), who=g.account.display)
    return page, *_status(answer)


def _seconds(answer: Answer | None) -> int:
    return math.ceil((answer.wait if answer else timedelta(0)).total_seconds())


def _status(answer: Answer | None) -> tuple[int, dict[str, str]]:
    """200 for a form; 401 for a wrong answer; 429 and how long to wait where nothing was tried."""
    if answer is None:
        return 200, {}
    if answer.outcome is Outcome.WAIT:
        return 429, {"Retry-After": str(_seconds(answer))}
    return 401, {}
