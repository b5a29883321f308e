"""*Gallringsregler*: the rules of an owner, and the forms to add one, to put another in its place, and to end it."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import swedish
from models.errors import AccessDeniedError
from models.retention import LONGEST_PERIOD, LONGEST_PROVISION, LONGEST_REASON, CountedFrom, Period
from models.retention_errors import InvalidRetentionError
from search.retention import rules
from search.words.titles import KINDS
from web import session, typed
from web.parts import parts

blueprint = Blueprint("retention_rules", __name__, url_prefix="/arkiv/gallring/regler")

_LONGEST: Final = {"provision": LONGEST_PROVISION, "reason": LONGEST_REASON, "years": LONGEST_PERIOD}


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Those in force, and below them those that are not any more."""
    return _overview()


@blueprint.post("")
def add() -> ResponseReturnValue:
    """A new rule of an owner's."""
    owner = typed.line(request.form.get("owner", ""))
    try:
        rules.add(session.viewer(), session.purpose(), parts().store, owner, _period())
    except InvalidRetentionError as error:
        return _overview(f"{error.message}.", request.form.to_dict()), 400
    return redirect(url_for("retention_rules.overview"), 303)


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """The form to put another in the place of one, or to end it."""
    return _one(id)


@blueprint.post("/<opaque:id>/ersatt")
def replace(id: str) -> ResponseReturnValue:
    try:
        rules.replace(session.viewer(), session.purpose(), parts().store, id, _period(), _reason())
    except InvalidRetentionError as error:
        return _one(id, f"{error.message}.", request.form.to_dict()), 400
    return redirect(url_for("retention_rules.overview"), 303)


@blueprint.post("/<opaque:id>/avsluta")
def end(id: str) -> ResponseReturnValue:
    try:
        rules.end(session.viewer(), session.purpose(), parts().store, id, _reason())
    except InvalidRetentionError as error:
        return _one(id, f"{error.message}."), 400
    return redirect(url_for("retention_rules.overview"), 303)


def _overview(wrong: str = "", given: dict[str, str] | None = None) -> str:
    found = rules.listed(session.viewer(), session.purpose(), parts().store, standing=False)
    return render_template(
        "retention-rules.html",
        standing=[each for each in found if each.ended is None],
        over=[each for each in found if each.ended is not None],
        wrong=wrong,
        given=given,
        **_choices(),
    )


def _one(id: str, wrong: str = "", given: dict[str, str] | None = None) -> str:
    """As it stands, or with what was written in its form."""
    known = rules.listed(session.viewer(), session.purpose(), parts().store)
    rule = next((each for each in known if each.id == id), None)
    if rule is None:
        raise AccessDeniedError("Regeln finns inte")
    period = rule.period
    stands = {"source": period.source, "kind": period.kind, "counted": period.counted.value}
    stands |= {"years": str(period.months // 12), "months": str(period.months % 12), "provision": period.provision}
    stands |= {"whole_years": "1"} if period.whole_years else {}
    return render_template("retention-one.html", rule=rule, wrong=wrong, given=given or stands, **_choices(rule.owner))


def _choices(owner: str = "") -> dict[str, object]:
    """What the form of a rule offers; of one owner where it is known."""
    deciding = session.viewer().deciding
    owners = [owner] if owner else sorted(deciding, key=swedish.sort_key)
    sources = [source for source in parts().store.sources.all() if source.owner in owners]
    return {"owners": owners, "sources": sources, "kinds": list(KINDS), "counted": list(CountedFrom), "most": _LONGEST}


def _period() -> Period:
    """As the form says."""
    asked = {name: typed.line(request.form.get(name, "")) for name in ("source", "kind", "counted", "provision")}
    if asked["kind"] not in {"", *KINDS} or asked["counted"] not in {each.value for each in CountedFrom}:
        raise InvalidRetentionError("Ange handlingstyp och vad tiden räknas från")
    months = typed.count(request.form.get("years")) * 12 + typed.count(request.form.get("months"))
    counted, whole = CountedFrom(asked["counted"]), request.form.get("whole_years") == "1"
    return Period(asked["source"], asked["kind"], months, counted, asked["provision"], whole_years=whole)


def _reason() -> str:
    return typed.line(request.form.get("reason", ""))
