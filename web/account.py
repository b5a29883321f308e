"""*Mitt konto*: one's password, second factor and sessions, and what one's account may."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.audit import Action
from models.errors import WeakPasswordError
from models.passwords import LONGEST, SHORTEST
from models.store.new_password import check_new_password
from web import session, signing_in
from web.parts import parts
from web.signing_in import Answer, Outcome

blueprint = Blueprint("account", __name__, url_prefix="/konto")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    store, account = parts().store, session.account()
    current = store.sessions.get(session.token() or "")
    return render_template(
        "account.html",
        account=account,
        sessions=store.sessions.of_user(account.name),
        current=current.id if current else "",
        codes_left=store.factors.left(account.name),
    )


@blueprint.get("/losenord")
def password_form() -> ResponseReturnValue:
    if not session.account().local:
        abort(404)
    return _form()


@blueprint.post("/losenord")
def change_password() -> ResponseReturnValue:
    """Take a new password. It ends every other session, and this one gets a new id."""
    store, account = parts().store, session.account()
    if not account.local:
        abort(404)
    new = request.form.get("new", "")
    if wrong := _wrong(new):
        return _form(wrong), 400
    answer = signing_in.confirm_password(account, request.form.get("current", ""))
    if answer.outcome is not Outcome.IN:
        return _form(refusal(answer)), status(answer)
    signing_in.write(Action.PASSWORD_CHANGED, account.name)
    store.users.set_password(account.name, new)
    session.begin(account.name, agent=signing_in.agent(), keep=g.purpose)
    store.sessions.end_all(account.name, but=session.token())
    return redirect(url_for("account.overview"), 303)


@blueprint.post("/sessioner/<opaque:id>/avsluta")
def end_session(id: str) -> ResponseReturnValue:
    """End one of one's own sessions, wherever it is."""
    name = session.viewer().name
    if refused := _not_the_holder():
        return refused
    signing_in.write(Action.SESSION_ENDED, name, act="one")
    if not parts().store.sessions.end_one(name, id):
        abort(404)
    return redirect(url_for("account.overview"), 303)


@blueprint.post("/logga-ut-overallt")
def leave_everywhere() -> ResponseReturnValue:
    """End all of one's sessions, this one too."""
    name = session.viewer().name
    if refused := _not_the_holder():
        return refused
    signing_in.write(Action.LOGOUT, name, act="everywhere")
    parts().store.sessions.end_all(name)
    session.end()
    return redirect(url_for("login.form"), 303)


def _not_the_holder() -> ResponseReturnValue | None:
    """The refusal, where the account's own password was not given: whoever found a session open shuts nobody out (ASVS
    5.0, 7.5.2). A provider's account has none to ask for here."""
    if not session.account().local or (answer := asked_again()).outcome is Outcome.IN:
        return None
    return refused(answer)


def asked_again() -> Answer:
    """Whether the password that a form asks for beside what it does is the account's."""
    return signing_in.confirm_password(session.account(), request.form.get("password", ""))


def refused(answer: Answer) -> ResponseReturnValue:
    """A page that says so, for forms that are not shown anew."""
    return render_template("again.html", wrong=refusal(answer)), status(answer)


def refusal(answer: Answer) -> str:
    """Why a password asked for again was not taken."""
    if answer.outcome is Outcome.WAIT:
        return str(_("För många försök. Vänta en stund och försök igen."))
    return str(_("Lösenordet stämmer inte."))


def status(answer: Answer) -> int:
    """What the refusal is sent with."""
    return 401 if answer.outcome is Outcome.WRONG else 429


def _wrong(new: str) -> str:
    """What is wrong with a new password, in words; empty where nothing is."""
    account = session.account()
    if new != request.form.get("again", ""):
        return str(_("De två nya lösenorden är inte lika."))
    if new == request.form.get("current", ""):
        return str(_("Det nya lösenordet är det gamla."))
    try:
        check_new_password(parts().store, account, new)
    except WeakPasswordError:
        if not SHORTEST <= len(new) <= LONGEST:
            return str(_("Lösenordet ska ha minst %(least)s och högst %(most)s tecken.", least=SHORTEST, most=LONGEST))
        return str(_("Lösenordet är ett av dem som först prövas. Välj några ord i rad som inte hör ihop."))
    return ""


def _form(wrong: str = "") -> str:
    return render_template("password.html", account=session.account(), wrong=wrong, least=SHORTEST)
