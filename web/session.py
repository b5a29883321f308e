"""Who is signed in, and why: found before any view runs. Whatever is not listed here as open is closed."""

from __future__ import annotations

from typing import Final, cast

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from models.access import Purpose, Viewer
from models.errors import UnknownUserError
from web.parts import parts

OPEN: Final = frozenset({"static", "login.form", "login.enter", "health.check"})
"""What anybody may ask for."""

WITHOUT_PURPOSE: Final = frozenset({"purpose.form", "purpose.choose", "login.leave", "language.choose", "about.access"})
"""What a signed-in person may ask for before saying why they are here: nothing that shows case data."""

_TOKEN: Final = "token"  # noqa: S105 - a key's name
_NEXT: Final = "next"


def viewer() -> Viewer:
    """The signed-in viewer of this request."""
    return cast(Viewer, g.viewer)


def purpose() -> Purpose:
    """The purpose given for this session; the guard has let nobody in without one."""
    return cast(Purpose, g.purpose)


def token() -> str | None:
    """The session's token in the register, from the signed cookie."""
    held = session.get(_TOKEN)
    return held if isinstance(held, str) else None


def begin(user: str) -> None:
    """Start a session for a user whose password was right. The cookie is new, so that none can be planted before."""
    language, wanted = session.get("language"), session.get(_NEXT)
    session.clear()
    session[_TOKEN] = parts().store.sessions.start(user)
    if language:
        session["language"] = language
    if wanted:
        session[_NEXT] = wanted


def end() -> None:
    """End the session in the register and in the browser; only the language stays."""
    held, language = token(), session.get("language")
    if held:
        parts().store.sessions.end(held)
    session.clear()
    if language:
        session["language"] = language


def onward(default: str) -> str:
    """Where the person was going before they were asked to sign in (a path of ours), once."""
    return cast(str, session.pop(_NEXT, default))


def guard(app: Flask) -> None:
    """Close every route that is not listed as open, before its view is called."""

    @app.before_request
    def _guard() -> Response | None:
        g.viewer = g.purpose = None
        _recognise()
        if request.endpoint is None or request.endpoint in OPEN:
            return None
        if g.viewer is None:
            return _ask("login.form")
        if g.purpose is None and request.endpoint not in WITHOUT_PURPOSE:
            return _ask("purpose.form")
        return None


def _recognise() -> None:
    held = token()
    if held is None or request.endpoint == "static":
        return
    found = parts().store.sessions.get(held)
    if found is None:
        session.pop(_TOKEN)
        return
    try:
        g.viewer = parts().store.users.viewer(found.user)
    except UnknownUserError:  # taken away since: out at the next request
        session.pop(_TOKEN)
        return
    g.purpose = found.purpose


def _ask(endpoint: str) -> Response:
    if request.method == "GET" and request.endpoint not in {"document.image", "jobs.download", "document.original"}:
        session[_NEXT] = request.full_path.rstrip("?")
    return redirect(url_for(endpoint), 303)
