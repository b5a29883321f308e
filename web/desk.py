"""*Arkiv*, the archivist's first page: hand in files, follow what becomes of them, see to what did not go well."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models import swedish
from models.access import at_home, may_change
from models.audit import Action, Event
from models.document import DocumentState
from models.errors import SourceConflictError
from models.job import JobKind
from models.source import Source
from models.store.notices import MACHINE, RESTORED
from search.desk import drained, manifest, view_run
from search.machine import index_health
from web import session, typed
from web.headers import attachment
from web.parts import parts
from web.run_cells import TONES, run_cells, script_words

blueprint = Blueprint("desk", __name__, url_prefix="/arkiv")

_NEWEST: Final = 10  # runs on the first page, which asks for them again every few seconds
_EACH: Final = 25  # runs on a page of all
_CODE: Final = re.compile("[a-z_]{0,100}")
_LONGEST: Final = 200  # characters of a source's name and kind: what the register's columns hold


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The form to hand in files, what goes on, and what came last."""
    who, store = at_home(session.viewer()), parts().store
    return render_template(
        "desk.html",
        sources=_sources(),
        runs=store.run_reports.newest(who, _NEWEST),
        waiting=store.uploads.waiting(who),
        watched=store.watched_reports.all(who),
        limits=store.settings.limits,
        words=script_words(),
    )


@blueprint.get("/pagaende")
def going_on() -> ResponseReturnValue:
    """What the page of runs tells of those that go on, as JSON: the page is brought up to date without a reload."""
    recent = parts().store.run_reports.newest(at_home(session.viewer()), _NEWEST, recent=True)
    return jsonify(runs={run.id: {**run_cells(run), "tone": TONES[run.state]} for run in recent})


@blueprint.get("/inlasningar")
def runs() -> ResponseReturnValue:
    """All runs, the newest first."""
    page = max(typed.count(request.args.get("sida")), 1)
    found = parts().store.run_reports.newest(at_home(session.viewer()), _EACH + 1, (page - 1) * _EACH)
    return render_template("runs.html", runs=found[:_EACH], page=page, more=len(found) > _EACH)


@blueprint.get("/inlasningar/<opaque:id>")
def run(id: str) -> ResponseReturnValue:
    """What became of a run's files, and what is not well."""
    return render_template("run.html", shown=view_run(session.viewer(), session.purpose(), parts().store, id))


@blueprint.get("/inlasningar/<opaque:id>/filer.csv")
def files(id: str) -> ResponseReturnValue:
    """Every file of the run and what became of it."""
    content = b"".join(manifest(session.viewer(), session.purpose(), parts().store, id))
    return attachment(content, f"inlasning-{id[:8]}.csv", "text/csv")


@blueprint.post("/las-om")
def retry() -> ResponseReturnValue:
    """Ask a worker to read again what was not read for one reason, of one run or of all that the person has."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    state, reason, run = (typed.line(request.form.get(name, "")) for name in ("state", "reason", "run"))
    if state not in set(DocumentState) - {DocumentState.READ} or not _CODE.fullmatch(reason):
        raise BadRequest
    if run:
        owners = [store.run_reports.get(at_home(who), run).owner]
    else:
        owners = [owner for owner in sorted(who.own) if _has_unread(owner, state, reason)]
    store.ledger.write(
        Event(Action.READ_AGAIN, who.name, why.text, why.case, run, tuple(owners), {"rule": reason, "scope": state})
    )
    for owner in owners:
        store.jobs.add(JobKind.RETRY, owner, who.name, {"state": state, "reason": reason, "run": run})
    return redirect(url_for("jobs.overview"), 303)


@blueprint.get("/kallor")
def sources() -> ResponseReturnValue:
    return _shown_sources()


@blueprint.post("/kallor")
def add_source() -> ResponseReturnValue:
    """Add a source of an owner whose documents the person reads as their own."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    name, owner, kind = (typed.line(request.form.get(field, ""))[:_LONGEST] for field in ("name", "owner", "kind"))
    if not name or not may_change(who, owner):
        raise BadRequest
    told = {"command": "source add", "source": name}
    store.ledger.write(Event(Action.ADMINISTRATION, who.name, why.text, why.case, "", (owner,), told))
    try:
        store.sources.add(Source(name, owner, kind))
    except SourceConflictError:
        return _shown_sources(taken=name), 400
    return redirect(url_for("desk.sources"), 303)


@blueprint.get("/lage")
def health() -> ResponseReturnValue:
    """The index, the room, and what a worker found when it last looked at the machine. How much room the whole
    installation takes is told to whoever reads all its owners: to others it would tell how the others grow."""
    who, store = at_home(session.viewer()), parts().store
    told, restored = store.notices.get(MACHINE), store.notices.get(RESTORED)
    if not who.owners >= set(store.sources.owners()):
        told, restored = {**told, "room": None}, {**restored, "events": None, "counts": {}}
    return render_template(
        "health.html",
        index=index_health(who, store, parts().index),
        drained=drained(store),
        machine=told,
        restored=restored,
        of=_moment(restored.get("backup")),
        looked=_moment(told.get("at")),
        sources=store.source_reports.all(who),
    )


@blueprint.post("/lage")
def look() -> ResponseReturnValue:
    """Ask a worker to look at the machine now, unless somebody has already."""
    who, store = session.viewer(), parts().store
    owners = sorted(who.own)
    if not owners:
        raise BadRequest
    store.jobs.add_once(JobKind.CHECK, owners[0], who.name)
    return redirect(url_for("desk.health"), 303)


def _has_unread(owner: str, state: str, reason: str) -> bool:
    viewer = replace(at_home(session.viewer()), owners=frozenset({owner}))
    return bool(parts().store.source_reports.unread(viewer, state, reason, 1))


def _sources() -> list[Source]:
    who = session.viewer()
    return [source for source in parts().store.sources.all() if may_change(who, source.owner)]


def _shown_sources(taken: str = "") -> str:
    who = at_home(session.viewer())
    owners = sorted(who.owners, key=swedish.sort_key)
    return render_template("sources.html", reports=parts().store.source_reports.all(who), owners=owners, taken=taken)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
