"""A hit looked at beside the list: its page with the hits drawn on it. A reading like any other, with its event."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from search import reading
from search.marking import boxes
from web import drawing, session, states
from web.parts import parts
from web.segments import cut

blueprint = Blueprint("preview", __name__, url_prefix="/d/<opaque:id>/forhandsvisning")


@blueprint.get("/")
def show(id: str) -> ResponseReturnValue:
    """The document's first page with a hit."""
    document = parts().store.documents.many(session.viewer(), [id]).get(id)
    if document is not None and not document.pages:  # set aside or not read yet: its own page says why
        return redirect(url_for("document.show", id=id), 303)
    return _shown(id, None)


@blueprint.get("/<int(max=1000000):number>")
def page(id: str, number: int) -> ResponseReturnValue:
    return _shown(id, number)


def _shown(id: str, number: int | None) -> ResponseReturnValue:
    """In the address: ``s``, the search whose hits are marked. Personnummer are masked; to see them one opens it."""
    who, search = session.viewer(), request.args.get("s", "")
    state = states.load(search) if search else states.SearchState()
    asked = (who, session.purpose(), parts().store, id, number, state.query)
    view = reading.read_page(*asked, tolerant=state.tolerant)
    numbers = [line.number for line in view.outline.pages]
    at = numbers.index(view.page.number)
    return render_template(
        "preview.html",
        view=view,
        search=search,
        pieces=cut(view.page.text, view.marks),
        boxes=drawing.rectangles(boxes(view.page, view.marks)),
        before=numbers[at - 1] if at else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
        last=numbers[-1],
    )
