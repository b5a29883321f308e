"""*Utförare*: what was paid to whom, sums by month, and what comparing the rows found; each number opens its rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from werkzeug.exceptions import BadRequest

from models import swedish
from models.errors import AccessDeniedError
from models.job import JobKind
from models.payment import MINUTES_OF_DAY
from search.finished_files import held
from search.provider_review.finding import Comparison, Finding
from search.provider_review.hours import month_of
from search.provider_review.months import Sums
from search.provider_review.people import people_at_several
from search.provider_review.review import Line, Review, provider, providers
from web import review_states, session, typed
from web.addresses import is_opaque
from web.parts import parts
from web.review_states import ReviewState
from web.tie_finder import FINDER

blueprint = Blueprint("provider_review", __name__, url_prefix="/utforare")

_LISTED: Final = 200  # providers at once
_ROWS: Final = 100  # rows at once
_SHOWN: Final = 10  # findings of one comparison, until all are asked for
_OF_FINDING: Final = 6  # rows of a finding
_HEIGHT: Final = 100  # of the highest bar
_FORMATS: Final = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Bar:
    """A month's sum as a bar: ``height`` of a hundred, ``below`` where credits are more than payments."""

    sums: Sums
    height: int
    below: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one comparison, and those that are shown."""

    comparison: Comparison
    findings: tuple[Finding, ...]
    shown: tuple[Finding, ...]


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The list of providers with rows, by name or sum as somebody chooses: it is an order, and no judgement."""
    chosen, state = _state()
    found = providers(session.viewer(), session.purpose(), parts().store, state.filter, state.name)
    lines: Sequence[Line] = found.lines
    if state.by_sum:
        lines = sorted(lines, key=lambda line: -(line.amount or line.told or 0))
    return render_template(
        "providers.html",
        overview=found,
        lines=lines if "alla" in request.args else lines[:_LISTED],
        state=state,
        chosen=chosen,
        sources=found.sources,
        kronor=kronor,
    )


@blueprint.post("")
def choose() -> ResponseReturnValue:
    """Keep which rows are asked for, and go to the list, or to the provider that the form stood at."""
    chosen = review_states.save(review_states.of_form(request.form)) or None
    id = request.form.get("provider", "")
    if is_opaque(id):
        return redirect(url_for("provider_review.show", id=id, urval=chosen), 303)
    return redirect(url_for("provider_review.overview", urval=chosen), 303)


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """One provider. ``m`` is the number of a month of the table, whose rows are shown."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    chosen, state = _state()
    found = provider(who, why, store, id, state.filter)
    at = typed.count(request.args.get("m"))
    month = found.months[at - 1] if 0 < at <= len(found.months) else None
    rows = [each for each in found.rows if month is None or month_of(each) == month.month]
    last = max(ceil(len(rows) / _ROWS), 1)
    page = min(max(typed.count(request.args.get("sida")), 1), last)
    return render_template(
        "provider.html",
        review=found,
        state=state,
        chosen=chosen,
        sources=_sources(found, state),
        bars=_bars(found.months),
        groups=_groups(found),
        month=month,
        rows=rows[(page - 1) * _ROWS : page * _ROWS],
        total=len(rows),
        page=page,
        last=last,
        people=people_at_several(who, why, store, id, FINDER) if "personer" in request.args else None,
        most=_OF_FINDING,
        kronor=kronor,
        clock=clock,
    )


@blueprint.post("/fil")
def export() -> ResponseReturnValue:
    """Ask for the rows as a file: of one provider, or of all. The worker makes it of what the person may read."""
    who, why, format = session.viewer(), session.purpose(), request.form.get("format", "")
    state = review_states.load(request.form.get("urval", ""))
    id = request.form.get("provider", "")
    if format not in _FORMATS or (id and not is_opaque(id)):  # a provider that is none is not all of them
        raise BadRequest
    owners = sorted(who.own)  # what is lent is read, and not taken out
    if not owners:
        raise AccessDeniedError("Inget att exportera")
    arguments = {
        "provider": id,
        "since": state.since.isoformat() if state.since else "",
        "until": state.until.isoformat() if state.until else "",
        "sources": json.dumps(list(state.sources), ensure_ascii=False),
        "format": format,
    }
    asked = {"purpose": why.text, "case": why.case, "owners": "\n".join(owners), **held(who)}
    parts().store.jobs.add(JobKind.PROVIDERS, owners[0], who.name, {**arguments, **asked})
    return redirect(url_for("jobs.overview"), 303)


def kronor(ore: int | None) -> str:
    """Öre as kronor, with öre where there are any."""
    if ore is None:
        return ""
    return str(format_decimal(ore / 100, format="#,##0" if ore % 100 == 0 else "#,##0.00"))


def clock(minutes: int | None) -> str:
    """Minutes from midnight as the clock shows them."""
    if minutes is None:
        return ""
    of_day = minutes % MINUTES_OF_DAY
    return f"{of_day // 60:02}.{of_day % 60:02}"


def _state() -> tuple[str, ReviewState]:
    chosen = request.args.get("urval", "")
    return chosen, review_states.load(chosen)


def _sources(found: Review, state: ReviewState) -> list[str]:
    """Those that can be chosen among: of the rows shown, and those that were chosen."""
    return sorted({each.source for each in found.rows} | {*state.sources}, key=swedish.sort_key)


def _bars(months: Sequence[Sums]) -> list[Bar]:
    """Of what was paid; of what reviews tell, where there is no row of a payment."""
    dated = [each for each in months if each.month is not None]
    paid = any(each.amount is not None for each in dated)
    sums = [(each, (each.amount if paid else each.told) or 0) for each in dated]
    most = max((abs(value) for _, value in sums), default=0)
    return [Bar(each, ceil(_HEIGHT * abs(value) / most), value < 0) for each, value in sums] if most else []


def _groups(found: Review) -> list[Group]:
    whole = "alla" in request.args
    told = ((each, found.of(each)) for each in Comparison)
    return [Group(each, some, some if whole else some[:_SHOWN]) for each, some in told if some]
