"""Who is signed in, and why: found before any view runs, anew for each request. What is not open is closed."""

from __future__ import annotations

from typing import Final, cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from models import swedish
from models.access import Deed, Purpose, Role, Viewer, may
from models.account import Account, Session, Stage, needs_second_factor
from models.audit import Action, Event
from models.identity import opaque_id
from models.sharing import lend
from web import refusals
from web.doors import FILES, MONITORS, Door, door
from web.parts import parts

_TOKEN: Final = "token"  # noqa: S105 - a key's name
_NEXT: Final = "next"
_WHOSE: Final = "whose"
"""In the cookie: a word that tells nothing, by which it is known whether the same person signs in again."""
_FIRST: Final = "search.start"
"""Where an address without a path leads: to whose first page that is, :func:`home` says."""
_ALWAYS: Final = frozenset({"login.leave", "language.choose"})
_NEW_PASSWORD: Final = _ALWAYS | {"account.password_form", "account.change_password"}
_NEW_FACTOR: Final = _ALWAYS | {"factor.form", "factor.confirm"}


_BY_ITSELF: Final = "sjalv"
"""In the address of a page whose script asks for it again while work goes on, whether anybody is there or not."""
_LOOKING: Final = frozenset({"desk.going_on"})
"""Only ever asked for by a script."""
_NO_WAY: Final = _LOOKING | {
    _FIRST,
    *("login.code", "purpose.form"),  # steps of signing in
    *("document.image", "document.thumbnail", "document.original", "jobs.download", "desk.files"),
    *("redaction.sheet", "redaction_finish.copy", "redaction_finish.paper"),
    *("retention_orders.yearly_csv", "retention_orders.yearly_pdf"),
}
"""Nobody is led back to one of these after signing in: no page comes, or none of its own."""


def idle() -> int | None:
    """For how many seconds nobody has used the session, on a page that was asked for by itself; else None."""
    return cast("int | None", g.get("idle"))


def address() -> str:
    """Whence the request is; empty where a TLS proxy that is not named stands between: all would have its address."""
    return request.remote_addr or "" if parts().addresses else ""


def viewer() -> Viewer:
    """The signed-in viewer of this request."""
    return cast(Viewer, g.viewer)


def account() -> Account:
    """The signed-in account of this request; in a session that waits for its code, the one that waits."""
    return cast(Account, g.account)


def purpose() -> Purpose:
    """The purpose given for this session; the guard has let nobody in without one."""
    return cast(Purpose, g.purpose)


def id() -> str:
    """What tells this request's session from the account's others; opens nothing."""
    return cast(str, g.session)


def allowed(deed: str) -> bool:
    """Whether the viewer of this request may do that, for templates: what nobody may do is not offered."""
    return g.viewer is not None and may(g.viewer, Deed(deed))


def token() -> str | None:
    """The session's token in the register, from the signed cookie."""
    held = session.get(_TOKEN)
    return held if isinstance(held, str) else None


def begin(user: str, *, stage: Stage = Stage.WHOLE, agent: str = "", keep: Purpose | None = None) -> None:
    """Start a session for a user whose password was right, in the place of the one that was.

    The cookie is new, so that none can be planted before; the purpose ``keep`` goes on where nobody else came in.
    """
    language, wanted, earlier = session.get("language"), session.get(_NEXT), token()
    whose = opaque_id(parts().store.key, "whose", user)
    if session.get(_WHOSE, whose) != whose:  # at a computer that several use: one's way is no other's
        wanted = None
    session.clear()
    if earlier:
        parts().store.sessions.end(earlier)
    session[_TOKEN] = parts().store.sessions.start(user, stage=stage, agent=agent)
    session[_WHOSE] = whose
    if keep:
        parts().store.sessions.set_purpose(session[_TOKEN], keep)
    if language:
        session["language"] = language
    if wanted:
        session[_NEXT] = wanted


def end() -> None:
    """End the session in the register and in the browser; the language stays, and what tells who comes next."""
    g.left = True
    held, kept = token(), {name: session[name] for name in ("language", _WHOSE) if name in session}
    if held:
        parts().store.sessions.end(held)
    session.clear()
    session.update(kept)


def onward(default: str) -> str:
    """Where the person was going before they were asked to sign in (a path of ours), once."""
    return cast(str, session.pop(_NEXT, default))


def home(who: Viewer, *, purpose: Purpose | None = None) -> str:
    """Where somebody goes who has just signed in or has no door here: to say why, or to what their role is for."""
    if may(who, Deed.ADMINISTER):
        return url_for("accounts.overview")
    if purpose is None:
        return url_for("purpose.form")
    if who.roles == {Role.ARCHIVIST}:
        return url_for("desk.overview")
    if may(who, Deed.READ):
        return url_for("search.start")
    return url_for("review.overview" if "review.overview" in current_app.view_functions else "account.overview")


def lacks_factor(account: Account) -> bool:
    """Whether the account has to get a second factor first; nobody in the demo, whose passwords are known to all."""
    rule = "own" if parts().demo else parts().store.settings.second_factor
    return needs_second_factor(account, rule)


def recognise(app: Flask) -> None:
    """Find who it is, before anything is counted or refused."""

    @app.before_request
    def _before() -> None:
        g.viewer = g.purpose = g.account = g.session = None
        g.waiting = _recognise()


def guard(app: Flask) -> None:
    """Close every route by its door (``web/doors.py``), before its view is called."""

    @app.before_request
    def _guard() -> Response | None:
        if request.endpoint is None:
            return None
        wanted = door(request.endpoint)
        if wanted.waiting:
            return None if g.waiting else _ask("login.form")
        if not wanted.session:
            return None
        if g.viewer is None:
            return _ask("login.code" if g.waiting else "login.form")
        return _first(g.account) or _through(wanted)


def _first(account: Account) -> Response | None:
    """What an account has to do before anything else: choose a password of its own, get its second factor."""
    if account.must_change and account.local:
        return None if request.endpoint in _NEW_PASSWORD else redirect(url_for("account.password_form"), 303)
    if lacks_factor(account):
        return None if request.endpoint in _NEW_FACTOR else redirect(url_for("factor.form"), 303)
    return None


def _through(wanted: Door) -> Response | None:
    if wanted.deed is not None and not may(viewer(), wanted.deed):
        if request.endpoint == "search.start":
            return redirect(home(viewer(), purpose=g.purpose), 303)
        _tell_refusal(wanted.deed)
        abort(403)
    if wanted.purpose and g.purpose is None:
        return _ask("purpose.form")
    return None


def _tell_refusal(deed: Deed) -> None:
    """Write in the ledger that somebody stood before a door that is not theirs, the first time of a minute."""
    user, rule = viewer().name, str(request.endpoint)
    if refusals.is_first(user, rule):
        why, told = g.purpose or Purpose("ingen åtkomst"), {"act": deed.value, "rule": rule}
        parts().store.ledger.write(Event(Action.REFUSED, user, why.text, why.case, details=told))
        refusals.told(user, rule)


def _recognise() -> bool:
    """Find who it is; whether it is somebody whose code is still asked for."""
    held = token()
    if held is None or request.endpoint in FILES | MONITORS:
        return False
    by_itself = request.endpoint in _LOOKING or request.args.get(_BY_ITSELF) == "1"
    found = parts().store.sessions.get(held, used=not by_itself)
    account = _open_account(found)
    if found is None or account is None:  # run out, ended elsewhere, closed since
        session.pop(_TOKEN)
        return False
    g.account, g.session = account, found.id
    g.idle = int((swedish.now() - found.seen).total_seconds()) if by_itself else None
    if found.stage is Stage.CODE:
        return True
    g.viewer, g.purpose = lend(account.viewer(), found.purpose, parts().store.settings.sharing), found.purpose
    return False


def _open_account(found: Session | None) -> Account | None:
    account = parts().store.users.find(found.user) if found else None
    return account if account and not account.disabled else None


def _ask(endpoint: str) -> Response:
    if request.method == "GET" and request.endpoint not in _NO_WAY:
        session[_NEXT] = request.full_path.rstrip("?")
    return redirect(url_for(endpoint), 303)
