"""Accounts, for an administrator: who may sign in, as what; added, changed, closed, given a new password."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.access import Purpose, Role
from models.account import Access, Account
from models.errors import RefusedError
from models.identity import opaque_id
from models.passwords import made_up
from web import session, typed
from web.administering import Administering, access_of
from web.parts import parts

blueprint = Blueprint("accounts", __name__, url_prefix="/konton")

_PURPOSE: Final = Purpose("kontoadministration")
_ROLES: Final = [role for role in Role if role is not Role.OFFICER]
_NEW: Final = Access(frozenset({Role.USER}), frozenset())
"""What is ticked beforehand for somebody new."""
_ACTS: Final = {
    "disable": Administering.disable,
    "enable": Administering.enable,
    "totp": Administering.reset_second_factor,
    "sessions": Administering.end_sessions,
}


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Everyone, and the form for somebody new."""
    return _overview()


@blueprint.post("")
def add() -> ResponseReturnValue:
    """Add an account with a password made here, shown once, to be changed at its first use."""
    name, display = typed.line(request.form.get("name", "")), typed.line(request.form.get("display", ""))
    password = made_up()
    try:
        account = Account(name, display or name, _asked(), must_change=True)
        _administering().add(account, password)
    except RefusedError as error:
        return _overview(error, name, display, _sent()), 400
    return render_template("account-password.html", account=account, password=password, id=_id(name))


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    return _one(id)


@blueprint.post("/<opaque:id>")
def change(id: str) -> ResponseReturnValue:
    """Give the account what the form says, in the place of what it had."""
    account, display = _found(id), typed.line(request.form.get("display", ""))
    try:
        _administering().change(account.name, _asked(), display)
    except RefusedError as error:
        return _one(id, error, _sent(), display), 400
    return redirect(url_for("accounts.show", id=id), 303)


@blueprint.post("/<opaque:id>/gor")
def act(id: str) -> ResponseReturnValue:
    """Close it, open it, sign it out, take its second factor away, or give it a new password."""
    account, wanted = _found(id), request.form.get("act", "")
    try:
        if wanted == "password":
            password = made_up()
            _administering().set_password(account.name, password)
            return render_template("account-password.html", account=account, password=password, id=id)
        if wanted not in _ACTS:
            abort(400)
        _ACTS[wanted](_administering(), account.name)
    except RefusedError as error:
        return _one(id, error), 400
    return redirect(url_for("accounts.show", id=id), 303)


def _administering() -> Administering:
    return Administering(parts().store, session.viewer().name, _PURPOSE)


def _asked() -> Access:
    form = request.form
    return access_of(form.getlist("role"), form.getlist("owner"), form.getlist("officer"), _groups())


def _sent() -> Access:
    """What was ticked and written, to be drawn again as it was sent: unchecked, and nothing added."""
    form = request.form
    roles = frozenset(role for role in _ROLES if role.value in form.getlist("role"))
    owners, officer_of = (frozenset(form.getlist(name)) for name in ("owner", "officer"))
    return Access(roles, owners, officer_of, frozenset(_groups()))


def _groups() -> list[str]:
    names = (typed.line(name) for name in request.form.get("groups", "").split(","))
    return [name for name in names if name]


def _overview(error: RefusedError | None = None, name: str = "", display: str = "", access: Access = _NEW) -> str:
    accounts = [(_id(account.name), account) for account in parts().store.users.list()]
    return render_template("accounts.html", accounts=accounts, name=name, display=display, **_choices(access, error))


def _one(id: str, error: RefusedError | None = None, access: Access | None = None, display: str | None = None) -> str:
    """The account as it is, or with what was sent for it and refused."""
    account, store = _found(id), parts().store
    return render_template(
        "accounts-one.html",
        id=id,
        account=account,
        display=account.display if display is None else display,
        own=account.name == session.viewer().name,
        sessions=store.sessions.of_user(account.name),
        **_choices(access or account.access, error),
    )


def _choices(access: Access, error: RefusedError | None) -> dict[str, object]:
    owners = parts().store.sources.owners()
    return {"access": access, "error": error, "roles": _ROLES, "owners": owners}


def _found(id: str) -> Account:
    return next((account for account in parts().store.users.list() if _id(account.name) == id), None) or abort(404)


def _id(name: str) -> str:
    """An address for the account that does not say its name."""
    return opaque_id(parts().store.key, "account", name)
