"""Handing in files by a plain form: their bytes go into the vault unopened, and a worker is asked to read them."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.audit import Action, Event
from models.store.runs import Way
from models.upload import apart, kept_path
from web import session
from web.handing_in import chosen_source
from web.parts import parts

blueprint = Blueprint("upload", __name__)


@blueprint.post("/ladda-upp")
def receive() -> ResponseReturnValue:
    """Keep the files and make a run of them, with a job for each."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    untrusted = [each for each in request.files.getlist("file") if each.filename]
    if not untrusted:
        raise BadRequest
    if len(untrusted) > store.settings.limits.upload_files:
        abort(413)
    source = chosen_source()
    store.uploads.check_room(who, request.content_length or 0)
    run = store.runs.begin(source.name, by=who.name, way=Way.UPLOAD, total=len(untrusted))
    store.runs.beat(run, store.settings.limits.lease_seconds)
    paths = apart([kept_path(each.filename or "") for each in untrusted])
    for each, path in zip(untrusted, paths, strict=True):
        sha256, size = store.vault.put_stream(each.stream)
        store.ledger.write(Event(Action.UPLOAD, who.name, why.text, why.case, target=sha256, owners=(source.owner,)))
        store.uploads.hand_in(who, run, path, sha256, size)
    return redirect(url_for("desk.run", id=run), 303)
