"""Handing in a file: its bytes go into the vault unopened, and a worker is asked to read them."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.access import may_change
from models.audit import Action, Event
from models.errors import UnknownSourceError
from models.job import JobKind
from web import session, typed
from web.parts import parts

blueprint = Blueprint("upload", __name__)

_LONGEST_NAME = 255
_NAMELESS = "namnlös"


@blueprint.post("/ladda-upp")
def receive() -> ResponseReturnValue:
    """Keep the file and make a job of it. A source of another owner is answered as one that does not exist."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    untrusted = request.files.get("file")
    if untrusted is None or not untrusted.filename:
        raise BadRequest
    source = store.sources.get(typed.line(request.form.get("source", "")))
    if not may_change(who, source.owner):
        raise UnknownSourceError("Källan finns inte")
    sha256, _size = store.vault.put_stream(untrusted.stream)
    name = typed.line(untrusted.filename.replace("\\", "/").rsplit("/", 1)[-1])[-_LONGEST_NAME:] or _NAMELESS
    store.ledger.write(Event(Action.UPLOAD, who.name, why.text, why.case, target=sha256, owners=(source.owner,)))
    store.jobs.add(JobKind.UPLOAD, source.owner, who.name, {"sha256": sha256, "name": name, "source": source.name})
    return redirect(url_for("jobs.overview"), 303)
