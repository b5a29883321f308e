"""*Maskade kopior*: what of a document is covered before it is given out, decided page by page; the file is made by a
worker."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models import swedish
from models.audit import Action, Event
from models.errors import AccessDeniedError, ProvisionError, RedactionChangedError
from models.redaction import Reach, Redaction
from search import reading
from search.redacting import deciding
from search.redacting.previewing import preview
from search.redacting.suggesting import suggestions
from web import session, typed
from web.parts import parts
from web.redaction_form import pressed
from web.redaction_view import PROVISIONS, Deciding, shown

blueprint = Blueprint("redaction", __name__)

_PAGE: Final = "<int(max=1000000):number>"


@blueprint.get("/maskade")
def overview() -> str:
    """One's own, and of the owners whose officer one is, everybody's."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    found = store.redactions.all(who)
    documents = store.documents.many(who, {each.document for each in found})
    if documents:  # their names are shown
        owners = tuple(sorted({each.owner for each in documents.values()}))
        store.ledger.write(Event(Action.SEARCH, who.actor, why.text, why.case, "", owners, {"list": "redactions"}))
    return render_template("redactions.html", found=found, documents=documents, today=swedish.today())


@blueprint.post("/d/<opaque:id>/maska")
def begin(id: str) -> ResponseReturnValue:
    """Begin a masked copy of the document, or go on with one's own."""
    made = deciding.begin(session.viewer(), session.purpose(), parts().store, id)
    return redirect(url_for("redaction.first", id=made.id), 303)


@blueprint.get("/maskade/<opaque:id>/")
def first(id: str) -> ResponseReturnValue:
    """At the first page with something to decide, else at the first page."""
    who, store = session.viewer(), parts().store
    redaction = store.redactions.get(who, id)
    waiting = Deciding(redaction, suggestions(who, store, redaction)).undecided()
    lines = store.documents.lines(who, redaction.document)
    number = min(waiting, default=lines[0].number if lines else 1)
    return redirect(url_for("redaction.page", id=id, number=number), 303)


@blueprint.get(f"/maskade/<opaque:id>/{_PAGE}")
def page(id: str, number: int) -> str:
    """One page, with what is masked and proposed on it; with ``visa`` in the address, as it will become."""
    return _page(id, number)


def _page(id: str, number: int, wrong: str = "", found: int | None = None) -> str:
    who, store = session.viewer(), parts().store
    redaction = store.redactions.get(who, id)
    view = reading.read_page(who, session.purpose(), store, redaction.document, number)
    state = Deciding(redaction, suggestions(who, store, redaction))
    previewed = request.args.get("visa") == "1"
    sheets = preview(who, session.purpose(), store, redaction, number) if previewed else []
    return render_template(
        "redaction.html",
        **around(redaction),
        **shown(store, redaction, view, state, typed.count(request.args.get("rad"))),
        view=view,
        number=number,
        state=state,
        counted=state.counted(),
        waiting=state.undecided(),
        sheets=sheets,
        previewed=previewed,
        wrong=wrong,
        found=typed.count(request.args.get("traffar")) if found is None and "traffar" in request.args else found,
    )


@blueprint.post(f"/maskade/<opaque:id>/{_PAGE}")
def decide(id: str, number: int) -> ResponseReturnValue:
    """Mask places, leave them, or have them undecided again."""
    who, store = session.viewer(), parts().store
    redaction = store.redactions.get(who, id)
    wanted = pressed(who, store, redaction, request.form, number)
    try:
        deciding.decide(who, store, redaction, wanted.verdict, wanted.places, wanted.provision)
    except (ProvisionError, RedactionChangedError) as error:
        return _page(id, number, f"{error.message}. {error.next}"), 400
    found: dict[str, Any] = {"traffar": len(wanted.places)} if wanted.words else {}
    return redirect(url_for("redaction.page", id=id, number=number, **found, **_kept()), 303)


@blueprint.post(f"/maskade/<opaque:id>/{_PAGE}/angra")
def undo(id: str, number: int) -> ResponseReturnValue:
    """Take back the last press."""
    who, store = session.viewer(), parts().store
    deciding.undo(who, store, store.redactions.get(who, id))
    return redirect(url_for("redaction.page", id=id, number=number, **_kept()), 303)


@blueprint.post(f"/maskade/<opaque:id>/{_PAGE}/regler")
def settle(id: str, number: int) -> ResponseReturnValue:
    """What provision is proposed, and how far boxes reach."""
    who, store = session.viewer(), parts().store
    redaction = store.redactions.get(who, id)
    reach = Reach.STEP if request.form.get("reach") == Reach.STEP else Reach.LINE
    try:
        deciding.settle(who, store, redaction, typed.line(request.form.get("provision", ""))[:200], reach)
    except (ProvisionError, RedactionChangedError) as error:
        return _page(id, number, f"{error.message}. {error.next}"), 400
    return redirect(url_for("redaction.page", id=id, number=number), 303)


@blueprint.get(f"/maskade/<opaque:id>/{_PAGE}/bild")
def sheet(id: str, number: int) -> ResponseReturnValue:
    """The page as it will become, a picture; ``blad`` in the address says which of its sheets, where it has several."""
    who, store = session.viewer(), parts().store
    made = preview(who, session.purpose(), store, store.redactions.get(who, id), number)
    wanted = typed.count(request.args.get("blad"))
    if wanted >= len(made):
        raise AccessDeniedError("Sidan har ingen bild")
    return Response(made[wanted].jpeg, mimetype="image/jpeg")


@blueprint.post("/maskade/<opaque:id>/borja-om")
def anew(id: str) -> ResponseReturnValue:
    """Of the document as it is read now, with nothing decided."""
    who, store = session.viewer(), parts().store
    store.redactions.begin_anew(who, store.redactions.get(who, id))
    return redirect(url_for("redaction.first", id=id), 303)


@blueprint.post("/maskade/<opaque:id>/bort")
def remove(id: str) -> ResponseReturnValue:
    """Throw the draft and its files away."""
    who, store = session.viewer(), parts().store
    redaction = store.redactions.get(who, id)
    deciding.record(who, session.purpose(), store, redaction.document, redaction.owner, act="remove")
    store.redactions.remove(who, id)
    return redirect(url_for("redaction.overview"), 303)


def around(redaction: Redaction) -> dict[str, Any]:
    who, store = session.viewer(), parts().store
    return {
        "redaction": redaction,
        "document": store.documents.get(who, redaction.document),
        "numbers": [line.number for line in store.documents.lines(who, redaction.document)],
        "stale": store.redactions.is_stale(redaction),
        "mine": redaction.by == who.name,
        "provisions": PROVISIONS,
        "reaches": {Reach.LINE: _("Till radens slut"), Reach.STEP: _("I steg om 25 mm")},
        "today": swedish.today(),
    }


def _kept() -> dict[str, Any]:
    """How the page was looked at."""
    return {name: request.form[name] for name in ("visa", "rad") if request.form.get(name)}
