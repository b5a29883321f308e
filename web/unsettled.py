"""*Att se över*: what search does not find and why, files that could be cut, and what was taken out of search."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models.access import at_home
from search.unsettled import look_over
from search.withdrawing import restore
from web import session
from web.parts import parts

blueprint = Blueprint("unsettled", __name__)


@blueprint.get("/att-se-over")
def overview() -> ResponseReturnValue:
    """The lists, of what the viewer may read."""
    return render_template(
        "unsettled.html", shown=look_over(at_home(session.viewer()), session.purpose(), parts().store)
    )


@blueprint.post("/att-se-over/<opaque:id>/aterstall")
def bring_back(id: str) -> ResponseReturnValue:
    """Undo a withdrawal, with all that it took."""
    restore(session.viewer(), session.purpose(), parts().store, id)
    return redirect(url_for("unsettled.overview"), 303)
