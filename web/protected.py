"""*Skyddade personuppgifter*: an owner's list, for its officer: labels and reasons, and forms to add and to lift."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import swedish
from models.errors import AccessDeniedError, ProtectedPersonError
from models.protected import Identity
from search import protecting
from search.following import follow_since
from web import session, typed
from web.parts import parts

blueprint = Blueprint("protected", __name__, url_prefix="/skyddade")

_LONGEST: Final = 500
_LONGEST_LABEL: Final = 100


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The lists of the owners whose officer the viewer is."""
    return _overview()


def _overview(wrong: str = "", given: dict[str, str] | None = None) -> str:
    who = session.viewer()
    if not who.officer_of:
        raise AccessDeniedError("Sidan finns inte")
    found = protecting.lines(who, session.purpose(), parts().store)
    touched = request.args.get("andrade", type=int)
    standing, lifted = ([each for each in found if (each.lifted is None) is kept] for kept in (True, False))
    owners = sorted(who.officer_of, key=swedish.sort_key)
    shown = {"standing": standing, "lifted": lifted, "owners": owners, "touched": touched}
    return render_template("protected.html", **shown, wrong=wrong, given=given or {})


@blueprint.post("")
def add() -> ResponseReturnValue:
    """Put somebody on a list. What is written of who it is goes into hashes and nowhere else."""
    given, surname, number, reason = (_written(name)[:_LONGEST] for name in ("given", "surname", "number", "reason"))
    who = Identity((given,) if given else (), (surname,) if surname else (), (number,) if number else ())
    owner, label = _written("owner"), _written("label")[:_LONGEST_LABEL]
    before = parts().store.outbox.last()
    try:
        protecting.add(session.viewer(), session.purpose(), parts().store, owner, who, label, reason)
    except ProtectedPersonError as error:
        return _overview(f"{error.message}.", request.form.to_dict()), 400
    return _swept(before)


@blueprint.post("/<opaque:id>/hav")
def lift(id: str) -> ResponseReturnValue:
    """Take a line out of force."""
    reason = _written("reason")[:_LONGEST]
    before = parts().store.outbox.last()
    try:
        protecting.lift(session.viewer(), session.purpose(), parts().store, id, reason)
    except ProtectedPersonError as error:
        return _overview(f"{error.message}."), 400
    return _swept(before)


def _swept(before: int) -> ResponseReturnValue:
    """Go through the documents, and let the index follow all that was asked since, before it is said to be done."""
    touched = protecting.sweep(parts().store)
    follow_since(parts().store, parts().index, before)
    return redirect(url_for("protected.overview", andrade=touched), 303)


def _written(name: str) -> str:
    return typed.line(request.form.get(name, ""))
