"""*Sekretessmarkeringar*: the form on a document's page, and the list of those in force, where officers lower them."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.errors import InvalidMarkingError, ProvisionError
from models.marking import MarkingScope
from search import marking_secrecy
from search.following import follow_since
from search.marking_secrecy import Wanted
from web import session, typed
from web.parts import parts

blueprint = Blueprint("markings", __name__)

_LONGEST: Final = 500


@blueprint.get("/markeringar")
def overview() -> ResponseReturnValue:
    """What the viewer may know of; an officer, all of their owners'. A form for a whole source."""
    return _overview()


def _overview(wrong: str = "", given: dict[str, str] | None = None) -> str:
    who, store = session.viewer(), parts().store
    found = marking_secrecy.listed(who, session.purpose(), store, standing=False)
    known = store.documents.many(who, [each.target for each in found if each.scope is not MarkingScope.SOURCE])
    return render_template(
        "markings.html",
        standing=[each for each in found if each.lowered is None],
        over=[each for each in found if each.lowered is not None],
        documents=known,
        sources=[source.name for source in store.sources.all() if source.owner in who.own],
        touched=request.args.get("berord", type=int),
        kept=request.args.get("satt") == "1",
        wrong=wrong,
        given=given,
    )


def _again(id: str, wrong: str) -> str:
    """The form of a document with what was written in it, and what was wrong."""
    document, given = parts().store.documents.get(session.viewer(), id), request.form.to_dict()
    return render_template("mark.html", document=document, wrong=wrong, given=given)


@blueprint.post("/markeringar")
def mark_source() -> ResponseReturnValue:
    """Mark a whole source: its documents, and those to come."""
    try:
        return _marked(MarkingScope.SOURCE, _written("source"))
    except (InvalidMarkingError, ProvisionError) as error:
        return _overview(f"{error.message}.", request.form.to_dict()), 400


@blueprint.post("/d/<opaque:id>/markera")
def mark(id: str) -> ResponseReturnValue:
    """Mark the document, or the page of it that is said."""
    try:
        if _written("on") != MarkingScope.PAGE.value:
            return _marked(MarkingScope.DOCUMENT, id)
        return _marked(MarkingScope.PAGE, id, typed.count(request.form.get("number")))
    except (InvalidMarkingError, ProvisionError) as error:
        return _again(id, f"{error.message}."), 400


@blueprint.post("/markeringar/<opaque:id>/sank")
def lower(id: str) -> ResponseReturnValue:
    """Take a marking out of force; for its owner's officer."""
    before = parts().store.outbox.last()
    try:
        done, count = marking_secrecy.lower(session.viewer(), session.purpose(), parts().store, id, _written("reason"))
    except InvalidMarkingError as error:
        return _overview(f"{error.message}."), 400
    follow_since(parts().store, parts().index, before)
    if done.scope is MarkingScope.SOURCE or _written("from") != "document":
        return redirect(url_for("markings.overview", berord=count), 303)
    return _back(done.target, done.page)


def _marked(scope: MarkingScope, target: str, page: int = 0) -> ResponseReturnValue:
    """Set the marking and let the index follow before it is said to be done."""
    group = _written("other_group") or _written("group")
    wanted = Wanted(scope, target, group, _written("provision"), page, _written("reason"), _day(_written("until")))
    before = parts().store.outbox.last()
    _, count = marking_secrecy.mark(session.viewer(), session.purpose(), parts().store, wanted)
    follow_since(parts().store, parts().index, before)
    if scope is MarkingScope.SOURCE:
        return redirect(url_for("markings.overview", berord=count), 303)
    return _back(target, page)


def _back(document: str, page: int) -> ResponseReturnValue:
    """The page that was marked, the document where that is not the viewer's any more, or the list where neither is."""
    who, known = session.viewer(), parts().store.documents
    if document not in known.many(who, [document]):
        return redirect(url_for("markings.overview", satt=1), 303)
    if page and any(line.number == page for line in known.lines(who, document)):
        return redirect(url_for("document.page", id=document, number=page), 303)
    return redirect(url_for("document.show", id=document), 303)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidMarkingError("Skriv sista dagen som ÅÅÅÅ-MM-DD") from None


def _written(name: str) -> str:
    text = typed.line(request.form.get(name, ""))
    if len(text) > _LONGEST:
        raise BadRequest
    return text
