"""*Register över utlämnanden*: what an officer's owners gave and were given, by year, other side and basis."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from search.release_register import Chosen, read_register, write_register
from web import session, typed
from web.headers import attachment
from web.parts import parts

blueprint = Blueprint("release_register", __name__, url_prefix="/utlamnanden")

_MOST = 500  # lines on the page; the file has all


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The lines that were chosen, the newest first, and how many there are by year."""
    chosen = _chosen(request.args)
    shown = read_register(session.viewer(), session.purpose(), parts().store, chosen)
    return render_template("release-register.html", shown=shown, chosen=chosen, most=_MOST)


@blueprint.post("")
def file() -> ResponseReturnValue:
    """The chosen lines as CSV."""
    content = write_register(session.viewer(), session.purpose(), parts().store, _chosen(request.form))
    return attachment(content, "utlamnanden.csv", "text/csv")


def _chosen(given: MultiDict[str, str]) -> Chosen:
    said = (typed.line(given.get(name, "")) for name in ("other", "basis", "direction"))
    return Chosen(typed.count(given.get("year")), *said)
