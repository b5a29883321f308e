"""*Ärendemappar*: made, looked through, shared, closed, taken out as a file, taken away and brought back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models import swedish
from models.access import Deed, at_home, may
from models.dossier import LONGEST_REFERENCE, LONGEST_TITLE, LONGEST_WORDS
from models.errors import AccessDeniedError
from models.job import JobKind
from search import dossiers
from search.dossier_export import Form, needs_reason
from search.dossier_reading import read_dossier, shown_dossier
from search.finished_files import held
from web import session, typed, unmasked
from web.notes import audience
from web.parts import parts

blueprint = Blueprint("dossiers", __name__, url_prefix="/mappar")

_RULED = ("close", "open", "remove", "restore")


@blueprint.get("/")
def overview() -> ResponseReturnValue:
    """Those that the person has or is shared with, and those of their own removed lately."""
    who, kept = session.viewer(), parts().store.dossiers
    removed, owners = kept.all(who, removed=True), sorted(who.own, key=swedish.sort_key)
    undo = next((each for each in removed if each.id == request.args.get("borttagen")), None)
    return render_template("dossiers.html", dossiers=kept.all(who), removed=removed, undo=undo, owners=owners)


@blueprint.post("/")
def make() -> ResponseReturnValue:
    title = typed.line(request.form.get("title", ""))[:LONGEST_TITLE]
    if not title:
        raise BadRequest
    reference = typed.line(request.form.get("reference", ""))[:LONGEST_REFERENCE]
    owner = request.form.get("owner", "")
    new = dossiers.make(session.viewer(), session.purpose(), parts().store, owner, title, reference)
    return to_dossier(new.id)


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """What is in it, as far as the person may read it."""
    who = session.viewer()
    view = read_dossier(who, session.purpose(), parts().store, id)
    undo = next((each for each in view.removed if each.item.id == request.args.get("borttagen")), None)
    return render_template("dossier.html", view=view, dossier=view.dossier, undo=undo, takes_out=may(who, Deed.ANALYSE))


@blueprint.post("/<opaque:id>")
def describe(id: str) -> ResponseReturnValue:
    """Give it another title, reference and words."""
    title = typed.line(request.form.get("title", ""))[:LONGEST_TITLE]
    if not title:
        raise BadRequest
    reference = typed.line(request.form.get("reference", ""))[:LONGEST_REFERENCE]
    words = typed.lines(request.form.get("words", ""))[:LONGEST_WORDS]
    who, store = session.viewer(), parts().store
    dossiers.change(
        who, session.purpose(), store, id, "describe",
        lambda _: store.dossiers.describe(who, id, title, reference, words),
    )  # fmt: skip
    return to_dossier(id)


@blueprint.post("/<opaque:id>/avsnitt")
def section(id: str) -> ResponseReturnValue:
    """Add a section, or call one something else, move it, or take its heading away."""
    who, why, store, form = session.viewer(), session.purpose(), parts().store, request.form
    title, act = typed.line(form.get("title", ""))[:LONGEST_TITLE], form.get("act", "")
    chosen = form.get("section", "")
    if act == "add" and title:
        dossiers.add_section(who, why, store, id, title)
    elif act == "rename" and title:
        dossiers.change_section(who, why, store, id, chosen, title=title)
    elif act in ("up", "down"):
        dossiers.change_section(who, why, store, id, chosen, by=-1 if act == "up" else 1)
    elif act == "remove":
        dossiers.change_section(who, why, store, id, chosen)
    else:
        raise BadRequest
    return to_dossier(id, fragment="sections")


@blueprint.post("/<opaque:id>/delning")
def share(id: str) -> ResponseReturnValue:
    """Let others in, to read or to write."""
    writes = request.form.get("writes") == "1"
    dossiers.share(session.viewer(), session.purpose(), parts().store, id, *audience(), writes=writes)
    return to_dossier(id)


@blueprint.post("/<opaque:id>/lage")
def rule(id: str) -> ResponseReturnValue:
    """Close it or open it again; take it away or bring it back."""
    who, store, act = session.viewer(), parts().store, request.form.get("act", "")
    if act not in _RULED:
        raise BadRequest
    done = {
        "close": lambda: store.dossiers.close(who, id, True),
        "open": lambda: store.dossiers.close(who, id, False),
        "remove": lambda: store.dossiers.remove(who, id),
        "restore": lambda: store.dossiers.restore(who, id),
    }
    dossiers.rule(who, session.purpose(), store, id, act, done[act])
    if act == "remove":
        return redirect(url_for("dossiers.overview", borttagen=id), 303)
    return to_dossier(id)


@blueprint.post("/<opaque:id>/ta-ut")
def export(id: str) -> ResponseReturnValue:
    """Ask a worker for it as a file; asks for a reason where an original shows what is masked elsewhere."""
    who, why, store, form = session.viewer(), session.purpose(), parts().store, request.form
    dossier = store.dossiers.get(who, id)
    if form.get("format") not in set(Form):
        raise BadRequest
    wanted = Form(form["format"])
    reason = typed.line(form.get("unmask", ""))[: unmasked.LONGEST]
    home = at_home(who)  # what is lent is read, and not taken out
    if wanted is Form.ZIP and not reason and needs_reason(home, store, shown_dossier(home, store, dossier)):
        return render_template("dossier-reason.html", dossier=dossier, images=form.get("images", ""))
    owners = sorted(who.own)
    if not owners:
        raise AccessDeniedError("Inget att ta ut")
    asked = {"dossier": id, "format": wanted.value, "images": form.get("images", ""), "unmask": reason}
    told = {"purpose": why.text, "case": why.case, "owners": "\n".join(owners)}
    store.jobs.add(JobKind.DOSSIER, dossier.owner, who.name, {**asked, **told, **held(who)})
    return redirect(url_for("jobs.overview"), 303)


def to_dossier(id: str, fragment: str = "", **more: Any) -> ResponseReturnValue:
    return redirect(url_for("dossiers.show", id=id, _anchor=fragment or None, **more), 303)
