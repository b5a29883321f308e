"""Work that was asked for: how far it has come, why it failed, and its result where there is one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models.access import may_change
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.job import JobKind, JobState
from search.finished_files import check_fresh, held, owners_of
from search.sensitive import refuse_selection
from web import session, states
from web.headers import attachment
from web.parts import parts

blueprint = Blueprint("jobs", __name__)

_FILES = {JobKind.EXPORT, JobKind.ARCHIVE_COPY, JobKind.WATCH, JobKind.DOSSIER, JobKind.SITUATION, JobKind.PROVIDERS}
"""Jobs whose result is a file to be fetched."""
_OPEN = {JobState.WAITING, JobState.RUNNING}


@blueprint.get("/jobb")
def overview() -> ResponseReturnValue:
    """The person's own jobs, newest first, and the form to hand in a file."""
    who, store = session.viewer(), parts().store
    jobs = store.jobs.list(who)
    documents = store.documents.many(who, {job.arguments.get("document", "") for job in jobs})
    if documents:  # their names are shown
        why, owners = session.purpose(), tuple(sorted({each.owner for each in documents.values()}))
        store.ledger.write(Event(Action.SEARCH, who.actor, why.text, why.case, "", owners, {"list": "jobs"}))
    return render_template(
        "jobs.html",
        jobs=jobs,
        documents=documents,
        limit=store.settings.limits.upload_bytes,
        busy=any(job.state in _OPEN for job in jobs),
        sources=[source for source in store.sources.all() if may_change(who, source.owner)],
    )


@blueprint.post("/s/<opaque:id>/exportera")
def export(id: str) -> ResponseReturnValue:
    """Ask for a search's hits as a file. The job carries why they are wanted and whose documents it may hold."""
    state = states.load(id)  # refuses a state that is another's
    who, why = session.viewer(), session.purpose()
    refuse_selection(who, why, parts().store, state.query, "export")
    owners = sorted(who.own)  # what is lent is read, and not taken out
    if not owners:
        raise AccessDeniedError("Inget att exportera")
    arguments = {"state": id, "purpose": why.text, "case": why.case, "owners": "\n".join(owners), **held(who)}
    # A job has one owner; the first stands for all, and the download asks for every one of them again.
    parts().store.jobs.add(JobKind.EXPORT, owners[0], who.name, arguments)
    return redirect(url_for("jobs.overview"), 303)


@blueprint.get("/jobb/<opaque:id>/resultat")
def download(id: str) -> ResponseReturnValue:
    """A finished file, while the person may still read everything that it was made from."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    job = store.jobs.get(who, id)
    if job.kind not in _FILES or not job.result or "sha256" not in job.result:
        raise AccessDeniedError("Det finns inget resultat att hämta")
    check_fresh(who, store, job)
    content = store.vault.get(job.result["sha256"])
    store.ledger.write(
        Event(Action.DOWNLOAD, who.name, why.text, why.case, target=id, owners=tuple(sorted(owners_of(job))))
    )
    return attachment(content, job.result.get("name", "export.csv"))
