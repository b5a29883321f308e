"""A document, page by page: its picture with the hits drawn on it, its text, what it names, where it came from."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.access import may_change
from models.audit import Action, Event
from models.errors import AccessDeniedError, OriginalReasonError
from models.job import JobKind
from models.masking import mask
from search import reading
from search.thumbnail import thumbnail as small_picture
from web import document_view, requests, session, thumbnails, typed, unmasked
from web.headers import attachment
from web.leafing import KEPT, leafing
from web.parts import parts

blueprint = Blueprint("document", __name__, url_prefix="/d/<opaque:id>")

_LAST: Final = 1_000_000  # a number beyond what the register can count is no address
_PAGE: Final = f"<int(max={_LAST}):number>"


@blueprint.get("/")
def show(id: str) -> ResponseReturnValue:
    """The document at the first page with a hit, or at its first page: one view, and one event in the ledger."""
    return _unpaged(id) or _shown(id, None)


@blueprint.get(f"/{_PAGE}")
def page(id: str, number: int) -> ResponseReturnValue:
    """One page. In the address: ``s`` the search it was opened from, ``e`` an entity to point at."""
    return _unpaged(id) or _shown(id, number)


@blueprint.get("/sida")
def turn_to(id: str) -> ResponseReturnValue:
    """To the page whose number was typed; to the first where none was."""
    given = typed.number(request.args.get("number", "").strip())
    number = 1 if given is None else min(given, _LAST)
    return redirect(url_for("document.page", id=id, number=number, **_kept(request.args)), 303)


def _kept(given: Any) -> dict[str, Any]:
    """How the page was looked at, from an address or a form."""
    return {name: given[name] for name in (*KEPT, unmasked.NAME) if given.get(name)}


def _shown(id: str, number: int | None) -> ResponseReturnValue:
    seen = leafing(id, number)
    return render_template(
        "document.html",
        **document_view.shown(seen),
        **document_view.decided(id),
        **requests.of_document(seen.view.document),
    )


def _unpaged(id: str) -> str:
    """The page of a document that has none of its own: not read yet, or set aside. Empty where it has pages."""
    who, store = session.viewer(), parts().store
    document = store.documents.many(who, [id]).get(id)
    if document is None or document.pages:
        return ""
    view = reading.read_document(who, session.purpose(), store, id)
    return render_template(
        "unpaged.html",
        document=view.document,
        relatives=document_view.family(view.document, view.family),
        search="",
        **document_view.decided(id),
        **requests.of_document(view.document),
    )


@blueprint.get(f"/{_PAGE}/bild")
def image(id: str, number: int) -> ResponseReturnValue:
    """The page's picture, with what is masked in its text covered."""
    why = unmasked.reason(id)
    picture = reading.page_image(session.viewer(), session.purpose(), parts().store, id, number, unmask=why)
    return Response(picture, mimetype="image/jpeg")


@blueprint.get(f"/{_PAGE}/miniatyr")
def thumbnail(id: str, number: int) -> ResponseReturnValue:
    """The page's picture, too small to be read: part of the opening of the document, which its address is made at."""
    thumbnails.check(id)
    return Response(small_picture(session.viewer(), parts().store, id, number), mimetype="image/jpeg")


@blueprint.post(f"/{_PAGE}/visa")
def unmask(id: str, number: int) -> ResponseReturnValue:
    """Show the page with its personnummer, for the reason given; the page that follows writes it to the ledger."""
    reason = typed.line(request.form.get("unmask", ""))[: unmasked.LONGEST]
    kept = _kept(request.form)
    if reason:
        kept[unmasked.NAME] = unmasked.keep(id, reason)
    return redirect(url_for("document.page", id=id, number=number, **kept), 303)


@blueprint.route("/original", methods=("GET", "POST"))
def original(id: str) -> ResponseReturnValue:
    """The file as it came in, to be saved; never shown in the browser. Asks for a reason where it shows what is masked
    elsewhere."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    reason = typed.line(request.form.get("unmask", ""))[: unmasked.LONGEST]
    try:
        content = reading.original(who, why, store, id, reason=reason)
    except OriginalReasonError:
        return render_template("original.html", id=id)
    return attachment(content, mask(store.documents.get(who, id).name))


@blueprint.post("/las-om")
def read_again(id: str) -> ResponseReturnValue:
    """Ask a worker to read the document again; with ``force_ocr``, every page from its picture."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    document = store.documents.get(who, id)
    if not may_change(who, document.owner):
        raise AccessDeniedError("Handlingen är bara till för läsning")
    forced = "1" if request.form.get("force_ocr") == "1" else "0"
    event = Event(Action.READ_AGAIN, who.name, why.text, why.case, id, (document.owner,), {"force_ocr": forced})
    store.ledger.write(event)
    store.jobs.add(JobKind.READ_AGAIN, document.owner, who.name, {"document": id, "force_ocr": forced})
    return redirect(url_for("jobs.overview"), 303)
