"""Single keys as shortcuts, on or off for an account: who speaks to the machine, or types by chance, must be able to be
rid of them (WCAG 2.1.4)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from web import session
from web.addresses import own_path
from web.parts import parts

blueprint = Blueprint("shortcuts", __name__)

_KEPT: Final = "shortcuts"  # by which name the choice is kept for its user


def are_off() -> bool:
    """Whether who is signed in has turned them off, asked for once in a request. Scripts are told by
    ``data-shortcuts`` of the page."""
    if g.viewer is None:
        return False
    if "shortcuts_off" not in g:
        g.shortcuts_off = bool(parts().store.states.remembered(g.viewer.name, _KEPT).get("off"))
    off: bool = g.shortcuts_off
    return off


@blueprint.post("/tangenter")
def choose() -> ResponseReturnValue:
    """Turn them on or off, and come back to the page that asked."""
    parts().store.states.remember(session.viewer().name, _KEPT, {"off": request.form.get("shortcuts") == "off"})
    return redirect(own_path(request.form.get("back", "")) or url_for("account.overview"), 303)
