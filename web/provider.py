"""Signing in at the organisation's own identity provider, whose groups say what the account may here."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Flask, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.access import Purpose, Role, check_roles
from models.account import Access, Account
from models.audit import Action
from models.errors import (
    AccountExistsError,
    ProviderUnavailableError,
    RefusedError,
    RoleConflictError,
    SamsynError,
    SignInRefusedError,
)
from models.provider import GroupRule, access_from, parse_rules
from web import session, signing_in, typed
from web.administering import Administering, check_name
from web.openid import Provider
from web.parts import parts

blueprint = Blueprint("provider", __name__, url_prefix="/logga-in")

_NAME: Final = "samsyn.provider"
_NOBODY: Final = Access(frozenset({Role.USER}))
"""What is left of an account whose groups give nothing any more: it may read nobody's documents."""
_LONGEST_DISPLAY: Final = 200


def set_up(app: Flask) -> None:
    """Read the rules and make the provider, where one is named. Raises :class:`InvalidSettingError`."""
    settings = app.extensions["samsyn"].store.settings
    if settings.oidc_issuer:
        app.extensions[_NAME] = Provider(settings), parse_rules(settings.oidc_groups)


def _provider() -> tuple[Provider, tuple[GroupRule, ...]]:
    found: tuple[Provider, tuple[GroupRule, ...]] | None = current_app.extensions.get(_NAME)
    return found or abort(404)


@blueprint.get("/leverantor")
def go() -> ResponseReturnValue:
    """Send the browser to the provider, with a cookie by which it is known again."""
    provider, _rules = _provider()
    flow = parts().store.flows.begin()
    try:
        address = provider.address(flow, _back())
    except SamsynError as error:
        return _refused(error)
    answer = make_response(redirect(address, 303))
    # Lax, not Strict as the session's: the way back starts at another site. It opens nothing by itself.
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    answer.set_cookie(_cookie(), flow.binding, max_age=600, path="/", secure=secure, httponly=True, samesite="Lax")
    return answer


@blueprint.get("/svar")
def back() -> ResponseReturnValue:
    """Take the provider's answer, once. A page of ours follows: from there the browser sends the session's cookie."""
    provider, rules = _provider()
    answer = {name: request.args[name] for name in ("code", "state", "iss", "error") if name in request.args}
    try:
        flow = parts().store.flows.take(answer.get("state", ""), request.cookies.get(_cookie(), ""))
        if flow is None:
            raise SignInRefusedError("Svaret hör inte till någon inloggning som pågår här")
        account = _account(provider.issuer, provider.claims(flow, _back(), answer), rules)
    except SamsynError as error:
        return _refused(error)
    signing_in.write(Action.LOGIN, account.name, act="provider")
    session.begin(account.name, agent=signing_in.agent())
    page = make_response(render_template("signed-in.html", onward=session.home(account.viewer())))
    page.delete_cookie(_cookie(), path="/", secure=bool(current_app.config["SESSION_COOKIE_SECURE"]))
    return page


def _account(issuer: str, claims: dict[str, Any], rules: tuple[GroupRule, ...]) -> Account:
    """The account of who came, made or brought up to date with its groups. Raises where there can be none."""
    store, known = parts().store, parts().store.users.of_subject(issuer, str(claims["sub"]))
    access = access_from(_groups(claims), rules)
    try:
        check_roles(access.roles, access.owners, access.officer_of)
    except RoleConflictError:
        if known is not None:
            _change(known, _NOBODY)
            store.sessions.end_all(known.name)
        raise
    if known is None:
        return _new(issuer, claims, access)
    if known.disabled:
        raise SignInRefusedError("Kontot är stängt")
    if known.access != access:
        _change(known, access)
    return store.users.get(known.name)


def _new(issuer: str, claims: dict[str, Any], access: Access) -> Account:
    store, subject = parts().store, str(claims["sub"])
    name = typed.line(str(claims.get("preferred_username") or subject))
    check_name(name)
    display = typed.line(str(claims.get("name") or name))[:_LONGEST_DISPLAY]
    account = Account(name, display, access, issuer=issuer, subject=subject)
    if store.users.find(name):  # a local account's name proves nothing
        raise AccountExistsError("Kontots namn är upptaget här")
    _write(account, access)
    store.users.create(account, None)
    return account


def _change(account: Account, access: Access) -> None:
    _write(account, access)
    parts().store.users.set_access(account.name, access)


def _write(account: Account, access: Access) -> None:
    """The provider decided of the account, as somebody signed in."""
    by = Administering(parts().store, "identitetsleverantör", Purpose("inloggning"))
    by.write("account provider", account.name, access)


def _groups(claims: dict[str, Any]) -> list[str]:
    found = claims.get(parts().store.settings.oidc_groups_claim, [])
    return [group for group in found if isinstance(group, str)] if isinstance(found, list) else []


def _refused(error: SamsynError) -> ResponseReturnValue:
    """The sign-in page, with why not; what the provider said stands neither on it nor in the ledger."""
    if not isinstance(error, RefusedError | ProviderUnavailableError):
        raise error
    signing_in.write(Action.LOGIN_REFUSED, "", act="provider", rule=error.code)
    name = parts().store.settings.oidc_name
    if isinstance(error, ProviderUnavailableError):
        said, status = _("%(provider)s svarar inte. Försök igen om en stund.", provider=name), 503
    elif isinstance(error, RoleConflictError | AccountExistsError):
        said = _(
            "Ditt konto hos %(provider)s ger ingen behörighet här. Den som sköter kontona kan hjälpa dig.",
            provider=name,
        )
        status = 403
    else:
        said = _("Svaret från %(provider)s gick inte att lita på. Försök igen från början.", provider=name)
        status = 401
    return render_template("login.html", name="", outcome="provider", said=said, wait=0, provider=name), status


def _back() -> str:
    """Where the provider sends the browser back to: the address that is registered there."""
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else "http"
    return url_for("provider.back", _external=True, _scheme=scheme)


def _cookie() -> str:
    return "__Host-samsyn-in" if current_app.config["SESSION_COOKIE_SECURE"] else "samsyn-in"
