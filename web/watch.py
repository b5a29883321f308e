"""*Bevakningslista*: a list of names and numbers is handed in unopened, and a worker asked to search for each row."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.job import JobKind
from search.finished_files import held
from web import session, typed
from web.parts import parts

blueprint = Blueprint("watch", __name__)

_LONGEST_NAME = 255
_LONGEST_REASON = 500
_NAMELESS = "lista.csv"


@blueprint.get("/bevakning")
def form() -> ResponseReturnValue:
    """The form, and what a list may look like."""
    return render_template("watch.html", limits=parts().store.settings.limits)


@blueprint.post("/bevakning")
def receive() -> ResponseReturnValue:
    """Keep the list and make a job of it. The job carries why it is searched and whose documents it may look in."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    untrusted = request.files.get("file")
    if untrusted is None or not untrusted.filename:
        raise BadRequest
    unmask = typed.line(request.form.get("unmask", ""))[:_LONGEST_REASON]
    owners = sorted(who.own)  # what is lent is read, and not taken out
    if not owners:
        raise AccessDeniedError("Inget att söka i")
    sha256, _size = store.vault.put_stream(untrusted.stream)
    name = typed.line(untrusted.filename.replace("\\", "/").rsplit("/", 1)[-1])[-_LONGEST_NAME:] or _NAMELESS
    store.ledger.write(Event(Action.UPLOAD, who.name, why.text, why.case, target=sha256, owners=tuple(owners)))
    arguments = {
        "sha256": sha256,
        "name": name,
        "purpose": why.text,
        "case": why.case,
        "owners": "\n".join(owners),
        "address": request.host_url.rstrip("/"),
        "unmask": unmask,
        **held(who),
    }
    # A job has one owner; the first stands for all, and the download asks for every one of them again.
    store.jobs.add(JobKind.WATCH, owners[0], who.name, arguments)
    return redirect(url_for("jobs.overview"), 303)
