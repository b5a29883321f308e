"""A document, page by page: its picture with the hits drawn on it, its text, what it names, where it came from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models.audit import Action, Event
from models.job import JobKind
from models.masking import mask
from search import reading
from search.marking import boxes
from web import drawing, session
from web.groups import grouped
from web.headers import attachment
from web.leafing import leafing
from web.parts import parts
from web.segments import cut

blueprint = Blueprint("document", __name__, url_prefix="/d/<id>")


@blueprint.get("/")
def show(id: str) -> ResponseReturnValue:
    """The document at the first page with a hit, or at its first page."""
    seen = leafing(id)
    number = seen.hits[0] if seen.hits else 1
    return redirect(url_for("document.page", id=id, number=number, **dict[str, Any](seen.address())), 303)


@blueprint.get("/<int:number>")
def page(id: str, number: int) -> ResponseReturnValue:
    """One page. In the address: ``s`` the search it was opened from, ``e`` an entity to point at."""
    seen = leafing(id)
    view = reading.read_page(
        session.viewer(), session.purpose(), parts().store, id, number, query=seen.query, tolerant=seen.tolerant
    )
    spans = [(mention.start, mention.end) for mention, entity in view.mentions if entity == seen.entity]
    names = parts().store.entities.names(session.viewer(), {entity for _mention, entity in seen.view.mentions})
    return render_template(
        "document.html",
        document=seen.view.document,
        view=seen.view,
        page=view.page,
        seen=seen,
        number=number,
        methods=Counter(other.method.value for other in seen.view.pages).most_common(),
        groups=grouped(seen.view.mentions, names),
        pieces=cut(view.page.text, [*view.marks, *spans], view.mentions),
        hits=drawing.rectangles(boxes(view.page, [*view.marks, *spans])),
        named=drawing.of_mentions(view.page, view.mentions) if seen.names else [],
        size=drawing.size(view.page, seen.zoom),
    )


@blueprint.get("/<int:number>/bild")
def image(id: str, number: int) -> ResponseReturnValue:
    """The page's picture."""
    picture = reading.page_image(session.viewer(), session.purpose(), parts().store, id, number)
    return Response(picture, mimetype="image/jpeg")


@blueprint.get("/original")
def original(id: str) -> ResponseReturnValue:
    """The file as it came in, to be saved; never shown in the browser."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    content = reading.original(who, why, store, id)
    return attachment(content, mask(store.documents.get(who, id).name))


@blueprint.post("/las-om")
def read_again(id: str) -> ResponseReturnValue:
    """Ask a worker to read the document again, by OCR."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    document = store.documents.get(who, id)
    store.ledger.write(Event(Action.READ_AGAIN, who.name, why.text, why.case, target=id, owners=(document.owner,)))
    store.jobs.add(JobKind.READ_AGAIN, document.owner, who.name, {"document": id, "force_ocr": "1"})
    return redirect(url_for("jobs.overview"), 303)
