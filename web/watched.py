"""*Bevakade mappar*: folders of the server whose files are taken in as they come. A worker looks at them; this room
shows what it told, and changes which are watched. What may be chosen, a worker has found below the settings' roots.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.access import at_home, may_change
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.front_errors import FolderRefusedError
from models.source import Source
from models.watched_folder import FolderState
from web import session, typed
from web.parts import parts

blueprint = Blueprint("watched", __name__, url_prefix="/arkiv/mappar")

TONES: Final = {
    FolderState.WATCHED: "done",
    FolderState.PAUSED: "waiting",
    FolderState.TROUBLE: "failed",
    FolderState.SILENT: "failed",
    FolderState.UNTENDED: "partial",
}
"""The colour of each state, as those of jobs."""


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The folders, how it stands with each, and the form to add one."""
    return _shown()


@blueprint.post("")
def add() -> ResponseReturnValue:
    """Have a folder watched for a source of the same owner: one of those that a worker has found below its roots."""
    who, store = session.viewer(), parts().store
    name, path = typed.line(request.form.get("source", "")), request.form.get("folder", "")
    source = next((source for source in _sources() if source.name == name), None)
    if source is None or not path:
        raise BadRequest
    if path not in store.watched_reports.choices(who).get(source.owner, []):
        return _shown("foreign"), 400
    _write("watch add", source.name, source.owner)
    try:
        store.watched.add(Path(path), source.name, by=who.name)
    except FolderRefusedError:
        return _shown("taken"), 400
    return redirect(url_for("watched.overview"), 303)


@blueprint.post("/<opaque:id>")
def change(id: str) -> ResponseReturnValue:
    """Pause the watching, go on with it, or end it."""
    store, what = parts().store, request.form.get("what", "")
    folder = store.watched_reports.get(session.viewer(), id).folder
    if not may_change(session.viewer(), folder.owner):
        raise AccessDeniedError("Mappen bevakas inte")
    if what not in ("pause", "resume", "remove"):
        raise BadRequest
    _write(f"watch {what}", folder.source, folder.owner)
    if what == "remove":
        store.watched.remove(id)
    else:
        store.watched.pause(id, what == "pause")
    return redirect(url_for("watched.overview"), 303)


def _shown(wrong: str = "") -> str:
    who, store = session.viewer(), parts().store
    watched, sources = store.watched_reports.all(who), _sources()
    taken = {str(each.folder.path) for each in watched}
    owned = {source.owner for source in sources}
    found = store.watched_reports.choices(who).items()
    choices = {owner: [path for path in paths if path not in taken] for owner, paths in found if owner in owned}
    return render_template("watched.html", watched=watched, sources=sources, choices=choices, wrong=wrong)


def _sources() -> list[Source]:
    who = at_home(session.viewer())
    return [source for source in parts().store.sources.all() if may_change(who, source.owner)]


def _write(command: str, source: str, owner: str) -> None:
    who, why = session.viewer(), session.purpose()
    told = {"command": command, "source": source}
    parts().store.ledger.write(Event(Action.ADMINISTRATION, who.name, why.text, why.case, "", (owner,), told))
