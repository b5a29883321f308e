"""Handing in by script: a folder is begun, each file comes in pieces, is told to be whole, and a worker reads it.

Bytes go from the request to the register's own keeping unopened. The address of a piece is the file's opaque id; where
it begins stands in a header, since it says nothing of a case and a form would have to be read first.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.access import may_change
from models.audit import Action, Event
from models.errors import UnknownSourceError
from models.source import Source
from models.store.runs import Way
from models.upload import kept_path
from web import session, typed
from web.parts import parts

blueprint = Blueprint("handing_in", __name__, url_prefix="/arkiv/lamna-in")

OFFSET: Final = "Upload-Offset"
_LONGEST_CHANGED: Final = 40
_LONGEST_NUMBER: Final = 15  # digits: a petabyte


@blueprint.post("")
def begin() -> ResponseReturnValue:
    """Begin a hand-in of so many files for a source; answers with its address and how large a piece is."""
    source, limits = chosen_source(), parts().store.settings.limits
    files = _number("files", 1, limits.upload_files)
    parts().store.uploads.clean()
    run = parts().store.runs.begin(source.name, by=session.viewer().name, way=Way.UPLOAD, total=files)
    parts().store.runs.beat(run, limits.lease_seconds)
    return jsonify(
        run=run,
        file=url_for("handing_in.file", id=run),
        close=url_for("handing_in.close", id=run),
        page=url_for("desk.run", id=run),
        piece=limits.upload_piece_bytes,
    )


@blueprint.post("/<opaque:id>/fil")
def file(id: str) -> ResponseReturnValue:
    """Begin a file of the hand-in, or go on with it; answers with how much has come already."""
    store, size = parts().store, _number("size", 0)
    if size > store.settings.limits.upload_bytes:
        abort(413)
    path = kept_path(request.form.get("path", ""))
    changed = typed.line(request.form.get("changed", ""))[:_LONGEST_CHANGED]
    upload = store.uploads.begin(session.viewer(), id, path, size, changed)
    store.runs.beat(upload.run, store.settings.limits.lease_seconds)
    return jsonify(
        received=upload.received,
        piece=url_for("handing_in.piece", id=upload.id),
        whole=url_for("handing_in.whole", id=upload.id),
        cancel=url_for("handing_in.cancel", id=upload.id),
    )


@blueprint.post("/bit/<opaque:id>")
def piece(id: str) -> ResponseReturnValue:
    """Take a piece; answers with how much has come, from which the browser goes on."""
    store, offset = parts().store, request.headers.get(OFFSET, "")
    if not _is_number(offset):
        raise BadRequest
    if (request.content_length or 0) > store.settings.limits.upload_piece_bytes:
        abort(413)
    return jsonify(received=store.uploads.add(session.viewer(), id, int(offset), request.stream))


@blueprint.post("/hel/<opaque:id>")
def whole(id: str) -> ResponseReturnValue:
    """All pieces have come: where they are what was sent, the file is kept and a worker asked to read it."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    found = store.uploads.whole(who, id, request.form.get("digest", ""))
    if found is None:
        return jsonify(job="")
    owners = (found.upload.owner,)
    store.ledger.write(Event(Action.UPLOAD, who.name, why.text, why.case, target=found.sha256, owners=owners))
    return jsonify(job=store.uploads.finish(who, found))


@blueprint.post("/avbryt/<opaque:id>")
def cancel(id: str) -> ResponseReturnValue:
    """Throw away what has come of a file."""
    parts().store.uploads.cancel(session.viewer(), id)
    return jsonify(cancelled=True)


@blueprint.post("/<opaque:id>/klart")
def close(id: str) -> ResponseReturnValue:
    """No more files come."""
    parts().store.runs.close(session.viewer(), id)
    return jsonify(closed=True)


def chosen_source() -> Source:
    """The source that the form names. One that the person may not change is answered as one that does not exist."""
    source = parts().store.sources.get(typed.line(request.form.get("source", "")))
    if not may_change(session.viewer(), source.owner):
        raise UnknownSourceError("Källan finns inte")
    return source


def _number(name: str, least: int, most: int | None = None) -> int:
    given = request.form.get(name, "")
    if not _is_number(given) or not least <= int(given) <= (most if most is not None else int(given)):
        raise BadRequest
    return int(given)


def _is_number(given: str) -> bool:
    return given.isdecimal() and len(given) <= _LONGEST_NUMBER
