"""*Spärrar*: what may not be erased meanwhile; placed here or from a page, lifted by two people."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models import swedish
from models.errors import RefusedError
from models.hold import Hold, HoldScope
from models.retention import LONGEST_PROVISION, LONGEST_REASON
from models.retention_errors import InvalidRetentionError, SecondPersonError
from search.facet import shown_name
from search.retention import holding
from web import session, typed
from web.parts import parts
from web.written import written

blueprint = Blueprint("holds", __name__, url_prefix="/arkiv/gallring/sparrar")

_SCOPES: Final = {scope.value: scope for scope in HoldScope}


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Those that stand, those that somebody proposes to lift first, and those that are lifted."""
    return _overview()


@blueprint.post("")
def place() -> ResponseReturnValue:
    """Hold a document, a source, or all that names somebody."""
    scope = _SCOPES.get(request.form.get("scope", ""))
    if scope is None:
        raise BadRequest
    owner, target, provision = (typed.line(request.form.get(name, "")) for name in ("owner", "target", "provision"))
    who, why, store = session.viewer(), session.purpose(), parts().store
    try:
        holding.place(who, why, store, owner, scope, target, provision=provision, reason=_reason())
    except InvalidRetentionError as error:
        return _wrong(error)
    return redirect(url_for("holds.overview"), 303)


@blueprint.post("/<opaque:id>/foresla")
def propose(id: str) -> ResponseReturnValue:
    """Propose that it be lifted."""
    try:
        holding.propose(session.viewer(), session.purpose(), parts().store, id, _reason())
    except InvalidRetentionError as error:
        return _wrong(error)
    return redirect(url_for("holds.overview"), 303)


@blueprint.post("/<opaque:id>/svara")
def answer(id: str) -> ResponseReturnValue:
    """Lift it as the second person, or let it stand."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    try:
        if request.form.get("answer") == "yes":
            holding.approve(who, why, store, id)
        else:
            holding.decline(who, why, store, id, _reason())
    except (InvalidRetentionError, SecondPersonError) as error:
        return _wrong(error)
    return redirect(url_for("holds.overview"), 303)


def _wrong(error: RefusedError) -> ResponseReturnValue:
    return _overview(f"{error.message}. {error.next}"), 400


def _overview(wrong: str = "") -> str:
    who, store = session.viewer(), parts().store
    found = holding.listed(who, session.purpose(), store)
    standing = [each for each in found if each.lifted is None]
    deciding = sorted(who.deciding, key=swedish.sort_key)
    return render_template(
        "holds.html",
        proposed=[each for each in standing if each.proposal is not None],
        standing=[each for each in standing if each.proposal is None],
        lifted=[each for each in found if each.lifted is not None],
        documents=store.documents.many(who, _targets(found, HoldScope.DOCUMENT)),
        entities=_entities(found),
        sources=[source for source in store.sources.all() if source.owner in deciding],
        wrong=wrong,
        most={"provision": LONGEST_PROVISION, "reason": LONGEST_REASON},
    )


def _entities(found: list[Hold]) -> dict[str, str]:
    """What whom they are on is called, by id; of those that the viewer can see."""
    known = parts().store.entities.names(session.viewer(), set(_targets(found, HoldScope.ENTITY)))
    return {id: written(shown_name(each), each.label) for id, each in known.items()}


def _targets(found: list[Hold], scope: HoldScope) -> list[str]:
    return [each.target for each in found if each.scope is scope]


def _reason() -> str:
    return typed.line(request.form.get("reason", ""))
