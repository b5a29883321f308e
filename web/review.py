"""*Granskning*: the review desk's items of a month, one of them with its events and finding; who has looked at what."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from models import swedish
from models.errors import InvalidFindingError
from models.review import Finding, Period
from search import looked_at, reviewing
from web import session, typed
from web.parts import parts

blueprint = Blueprint("review", __name__, url_prefix="/granskning")

_LONGEST: Final = 200  # characters of a name or number that is looked for
_NEWEST: Final = 100  # events told of what was looked at
_MONTHS: Final = 12
"""Offered to be drawn: reviewing what is older than a year changes little."""


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The items, open ones first, and the months that can be drawn."""
    found = reviewing.items(session.viewer(), session.purpose(), parts().store)
    return render_template(
        "review.html",
        open=[item for item in found if item.finding is None],
        closed=[item for item in found if item.finding is not None],
        months=_months(),
        drawn=request.args.get("nya", type=int),
    )


@blueprint.post("")
def draw() -> ResponseReturnValue:
    """Make the items of a month."""
    month = typed.line(request.form.get("period", ""))
    made = reviewing.draw(session.viewer(), session.purpose(), parts().store, month)
    return redirect(url_for("review.overview", nya=made), 303)


@blueprint.get("/vem")
def ask() -> ResponseReturnValue:
    """The form to ask who has looked at something."""
    return render_template("review-who.html", longest=_LONGEST)


@blueprint.post("/vem")
def who() -> ResponseReturnValue:
    """Who has looked at a document, a person or a number. Asked by a form: no address has a name in it."""
    what = typed.line(request.form.get("what", ""))[:_LONGEST]
    if not what:
        return render_template("review-who.html", longest=_LONGEST, wrong=True), 400
    viewer, store = session.viewer(), parts().store
    looks = looked_at.who_looked(viewer, session.purpose(), store, what, limit=_NEWEST)
    events = list(reviewing.shown(viewer, store, looks.records))
    return render_template("review-who.html", longest=_LONGEST, what=what, looks=looks, events=events)


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """An item, and the form that closes it."""
    return _one(id)


@blueprint.post("/<opaque:id>")
def close(id: str) -> ResponseReturnValue:
    """Close it with what was found; a question or incident asks for words."""
    try:
        finding = Finding(request.form.get("finding", ""))
    except ValueError:
        raise BadRequest from None
    text = request.form.get("text", "").strip()
    if finding is not Finding.OK and not text:
        return _one(id, _("Skriv vad frågan eller incidenten gäller."), finding), 400
    try:
        reviewing.close(session.viewer(), session.purpose(), parts().store, id, finding, text)
    except InvalidFindingError as error:
        return _one(id, f"{error.message}. {error.next}", finding, text), 400
    return redirect(url_for("review.overview"), 303)


def _one(id: str, wrong: str = "", finding: Finding | None = None, text: str = "") -> str:
    shown = reviewing.item(session.viewer(), session.purpose(), parts().store, id)
    return render_template(
        "review-item.html", item=shown.item, events=shown.events, wrong=wrong, finding=finding, text=text,
        findings=list(Finding), longest=reviewing.LONGEST_TEXT,
    )  # fmt: skip


def _months() -> list[str]:
    """The months that are over, the newest first, and the one that goes on."""
    found, now = [f"{swedish.local(swedish.now()):%Y-%m}"], swedish.now()
    for _month in range(_MONTHS):
        period = Period.last(now)
        found.append(period.name)
        now = period.begins
    return found[1:] + found[:1]
