"""A document, page by page: its picture with the hits drawn on it, its text, what it names, where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.access import may_change
from models.audit import Action, Event
from models.document import Document
from models.errors import AccessDeniedError, OriginalReasonError
from models.job import JobKind
from models.masking import mask
from models.rival import Rival
from search import reading
from search.marking import boxes
from search.similar import alike
from web import drawing, requests, session, typed, unmasked
from web.family import Relative, relatives
from web.groups import grouped
from web.headers import attachment
from web.leafing import leafing
from web.parts import parts
from web.segments import cut

blueprint = Blueprint("document", __name__, url_prefix="/d/<opaque:id>")

_ROWS = {
    "text/csv",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats whose lines are rows of a table, shown unbroken."""
_KIN = 500  # of a family, as many as are told apart by where they lie
_PAGE = "<int(max=1000000):number>"  # a number beyond what the register can count is no address


@blueprint.get("/")
def show(id: str) -> ResponseReturnValue:
    """The document at the first page with a hit, or at its first page: one view, and one event in the ledger."""
    return _unpaged(id) or _shown(id, None)


@blueprint.get(f"/{_PAGE}")
def page(id: str, number: int) -> ResponseReturnValue:
    """One page. In the address: ``s`` the search it was opened from, ``e`` an entity to point at."""
    return _unpaged(id) or _shown(id, number)


def _shown(id: str, number: int | None) -> ResponseReturnValue:
    seen = leafing(id, number)
    view = seen.view
    spans = [(mention.start, mention.end) for mention, entity in view.mentions if entity == seen.entity]
    names = parts().store.entities.names(session.viewer(), {naming.entity for naming in view.outline.named})
    return render_template(
        "document.html",
        document=view.document,
        view=view,
        page=view.page,
        seen=seen,
        search=seen.search,
        number=view.page.number,
        methods=Counter(other.method.value for other in view.outline.pages).most_common(),
        groups=grouped(view.outline.named, names),
        pieces=cut(view.page.text, [*view.marks, *spans], view.mentions),
        hits=drawing.rectangles(boxes(view.page, [*view.marks, *spans])),
        named=drawing.of_mentions(view.page, view.mentions) if seen.names else [],
        size=drawing.size(view.page, seen.zoom),
        rows=view.document.media_type in _ROWS,
        unread=drawing.of_regions(view.page),
        rivals=_rivals(view),
        relatives=_relatives(view.document, view.family),
        alike=alike(session.viewer(), parts().store, id),
        **_decided(id),
        **requests.of_document(view.document),
    )


def _relatives(document: Document, family: Sequence[Document]) -> list[Relative]:
    """What else the document belongs with, each with what it is to it."""
    who, known = session.viewer(), parts().store.documents
    paths = known.paths(who, [other.id for other in family[:_KIN]])
    return relatives(document, family, known.occurrences(who, document.id), paths)


def _rivals(view: reading.PageView) -> list[tuple[Rival, str]]:
    """The readings that competed for the page, each with its name."""
    names = {other.id: other.name for other in view.family}
    found = parts().store.existing.of(session.viewer(), view.document.id, view.page.number)
    return [(rival, names.get(rival.reading, "")) for rival in found]


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
        relatives=_relatives(view.document, view.family),
        search="",
        **_decided(id),
        **requests.of_document(view.document),
    )


def _decided(id: str) -> dict[str, object]:
    """What was decided of the document, or proposed, and what of it is kept for whom."""
    who, store = session.viewer(), parts().store
    return {
        "withdrawal": store.withdrawals.of(who, id),
        "split": store.splits.of(who, id),
        "markings": store.markings.of(who, id),
        "hides": store.markings.hides(who, id),
        "covered": store.covered.covers(who, store.covered.within(id)),
    }


@blueprint.get(f"/{_PAGE}/bild")
def image(id: str, number: int) -> ResponseReturnValue:
    """The page's picture, with what is masked in its text covered."""
    why = unmasked.reason(id)
    picture = reading.page_image(session.viewer(), session.purpose(), parts().store, id, number, unmask=why)
    return Response(picture, mimetype="image/jpeg")


@blueprint.post(f"/{_PAGE}/visa")
def unmask(id: str, number: int) -> ResponseReturnValue:
    """Show the page with its personnummer, for the reason given; the page that follows writes it to the ledger."""
    reason = typed.line(request.form.get("unmask", ""))[: unmasked.LONGEST]
    kept: dict[str, Any] = {name: request.form[name] for name in ("s", "e", "zoom", "names") if request.form.get(name)}
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
