"""*Lägesbild*: what a place, a period or a theme comes to in documents; each number opens its documents."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.errors import AccessDeniedError
from models.job import Job, JobKind, JobState
from models.masking import mask
from search.finished_files import held
from search.sensitive import refuse_selection
from search.situation.period import Period
from search.situation.picture import Narrowing, Picture, Row, Table
from search.situation.scope import FEWEST, LABELS, LONGEST, MOST, Scope, asked_before, question
from search.situation.service import opened, situation
from web import session, situation_states, states
from web.parts import parts
from web.states import SearchState

blueprint = Blueprint("situation", __name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that a picture may be within: ``value`` is what the form sends."""

    value: str
    name: str
    chosen: bool


@blueprint.get("/lagesbild")
def start() -> ResponseReturnValue:
    """The form, before anything is asked."""
    return _shown(situation_states.first(), "", None)


@blueprint.post("/lagesbild")
def ask() -> ResponseReturnValue:
    """Keep what the form, or a search page, asks for, and send the person there."""
    search = request.form.get("search", "")
    scope = situation_states.of_search(search) if search else situation_states.read(request.form)
    return redirect(url_for("situation.show", id=situation_states.save(scope)), 303)


@blueprint.get("/lagesbild/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    scope = situation_states.load(id)
    store, index = parts().store, parts().index
    return _shown(scope, id, situation(session.viewer(), session.purpose(), scope, store=store, index=index))


@blueprint.post("/lagesbild/<opaque:id>/oppna")
def open_number(id: str) -> ResponseReturnValue:
    """The search that a number of the picture is the total of."""
    to = Narrowing.read(request.form.get("to", ""), parts().store.settings.limits.situation_documents)
    if to is None:
        raise BadRequest
    asked = opened(session.viewer(), parts().store, situation_states.load(id), to)
    return redirect(url_for("search.show", id=states.save(SearchState.of(asked.kept()))), 303)


@blueprint.post("/lagesbild/<opaque:id>/rapport")
def report(id: str) -> ResponseReturnValue:
    """Ask a worker for the picture as a PDF. The job carries why, and whose documents it may be of."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    asked = question(who, store, situation_states.load(id))
    refuse_selection(who, why, store, asked.query, "situation")
    owners = sorted(who.own)  # what is lent is read, and not taken out
    if not owners:
        raise AccessDeniedError("Inget att ta ut")
    arguments = {"situation": id, "purpose": why.text, "case": why.case, "owners": "\n".join(owners), **held(who)}
    store.jobs.add(JobKind.SITUATION, owners[0], who.name, arguments)
    return redirect(url_for("jobs.overview"), 303)


def _shown(scope: Scope, id: str, picture: Picture | None) -> ResponseReturnValue:
    return render_template(
        "situation.html",
        scope=scope,
        id=id,
        picture=picture,
        within=_within(scope),
        labels=LABELS,
        least=range(FEWEST, MOST + 1),
        highest=_highest,
        longest=LONGEST,
        lent=bool(session.viewer().shared),
    )


def _highest(table: Table, row: Row) -> int:
    """The highest of the steps of a row."""
    steps = (each for code, each in zip(table.columns, row.numbers, strict=True) if isinstance(code, Period) and each)
    return max((each.count for each in steps), default=0)


def _within(scope: Scope) -> list[Choice]:
    """The viewer's saved searches, the names of their watch lists, and the search that they came from."""
    who, store = session.viewer(), parts().store
    found = [Choice(f"saved:{each.id}", mask(each.name), each.id == scope.saved) for each in store.saved.all(who)]
    lists = {job.result["question"]: job for job in store.jobs.list(who) if _is_list(job) and job.result}
    found += [
        Choice(f"asked:{id}", mask(job.arguments.get("name", "")), id == scope.asked) for id, job in lists.items()
    ]
    if scope.asked and scope.asked not in lists:
        came = asked_before(who, store, scope.asked)
        found.append(Choice(f"asked:{scope.asked}", mask(came.query), True))
    return found


def _is_list(job: Job) -> bool:
    return job.kind is JobKind.WATCH and job.state is JobState.DONE and "question" in (job.result or {})
