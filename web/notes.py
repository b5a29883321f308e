"""Notes on documents, pages, words and entities: written, changed, taken away and brought back beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.access import may_change
from models.document import Document
from models.errors import NothingChosenError
from models.note import LONGEST_NOTE, Audience, Note, Place
from models.quotation import LONGEST as LONGEST_QUOTE
from models.quotation import Quotation
from search import chosen_words, notes
from search.chosen_words import Span
from search.notes import ShownNote
from web import session, typed
from web.leafing import KEPT
from web.ordering import in_order
from web.parts import parts

blueprint = Blueprint("notes", __name__)

GONE = "borttagen"
"""In the address: the note that was just taken away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The notes beside an open page: on it, on the whole document, and how many on each other page.

    ``undo`` is the note that was just taken away; ``removed`` are the reader's own that can be brought back.
    ``writes``: the reader may write here; ``whole``: on the document too, all of which they read.
    """

    page: list[ShownNote]
    document: list[ShownNote]
    others: Mapping[int, int]
    removed: list[ShownNote]
    undo: ShownNote | None
    writes: bool
    whole: bool

    @property
    def spans(self) -> list[tuple[Span, ShownNote]]:
        """Where the words on the open page stand that notes are on."""
        return [(each.words.span, each) for each in self.page if each.words.span]


@blueprint.app_context_processor
def _given() -> dict[str, Any]:
    """What templates may ask for."""
    return {"notes_of_entity": of_entity, "note_owners": owners, "note_audiences": audiences}


def beside(document: Document, number: int) -> Beside:
    """The notes on a document whose page is being read: that has its event."""
    who, store = session.viewer(), parts().store
    found = notes.on_document(who, store, document.id)
    removed = notes.on_document(who, store, document.id, removed=True)
    others: dict[int, int] = {}
    for each in found:
        if each.note.place.page not in (0, number):
            others[each.note.place.page] = others.get(each.note.place.page, 0) + 1
    return Beside(
        [each for each in found if each.note.place.page == number],
        [each for each in found if not each.note.place.page],
        others,
        removed,
        next((each for each in removed if each.note.id == request.args.get(GONE)), None),
        may_change(who, document.owner),
        reads_whole(document.id),
    )


def of_entity(id: str) -> tuple[list[ShownNote], ShownNote | None]:
    """The notes on an entity whose page is being read, and the one that was just taken away."""
    who, store = session.viewer(), parts().store
    removed = notes.shown(who, store, store.notes.of_entity(who, id, removed=True))
    undo = next((each for each in removed if each.note.id == request.args.get(GONE)), None)
    return notes.shown(who, store, store.notes.of_entity(who, id)), undo


def owners(entity: str) -> list[str]:
    """Those among whom it has to be said for whose staff a note on the entity is; none where there is one alone."""
    found = parts().store.notes.owners(session.viewer(), entity)
    return found if len(found) > 1 else []


def reads_whole(document: str) -> bool:
    """Whether nothing of the document is kept from the viewer or covered."""
    who, store = session.viewer(), parts().store
    return not store.markings.hides(who, document) and not store.covered.covers(who, [document])


def audiences() -> list[str]:
    """For whom a note or a folder may be, beside the writer: as :func:`audience` reads them."""
    return ["own", *(f"group:{group}" for group in in_order(session.viewer().groups)), "owner"]


def audience() -> tuple[Audience, str]:
    """For whom the form says that it is, and the group where it is one, or the owner where there are several."""
    sort, _, group = request.form.get("audience", "own").partition(":")
    if sort not in set(Audience):
        raise BadRequest
    return Audience(sort), group


@blueprint.post("/d/<opaque:id>/anteckningar")
def add(id: str) -> ResponseReturnValue:
    """Write on the document, the page, or words on it: those that were selected or typed."""
    number = page_number()
    try:
        place = chosen_place(id, number, request.form.get("on", "page"))
    except NothingChosenError as error:
        return again(id, number, error, text=request.form.get("text", "")[:LONGEST_NOTE])
    notes.write(session.viewer(), session.purpose(), parts().store, place, _text(), *audience())
    return to_page(id, number, fragment="notes")


@blueprint.post("/e/<opaque:id>/anteckningar")
def add_to_entity(id: str) -> ResponseReturnValue:
    meant, group = audience()
    place = Place(entity=id, owner=group if meant is Audience.OWNER else "")
    notes.write(session.viewer(), session.purpose(), parts().store, place, _text(), meant, group)
    return redirect(url_for("entity.show", id=id, _anchor="notes"), 303)


@blueprint.post("/anteckningar/<opaque:id>")
def change(id: str) -> ResponseReturnValue:
    """Say something else, or for others."""
    return _back(notes.change(session.viewer(), session.purpose(), parts().store, id, _text(), *audience()))


@blueprint.post("/anteckningar/<opaque:id>/ta-bort")
def remove(id: str) -> ResponseReturnValue:
    note = notes.remove(session.viewer(), session.purpose(), parts().store, id)
    return _back(note, **{GONE: id})


@blueprint.post("/anteckningar/<opaque:id>/angra")
def restore(id: str) -> ResponseReturnValue:
    return _back(notes.restore(session.viewer(), session.purpose(), parts().store, id))


def chosen_place(document: str, number: int, on: str) -> Place:
    """What the form is about: the ``document``, the page, or ``words`` on it."""
    if on == "document":
        return Place(document)
    return Place(document, number, quoted_words(document, number) if on == "words" else None)


def quoted_words(document: str, number: int) -> Quotation:
    """The words that the form says were chosen on the page."""
    form = request.form
    span = (typed.count(form.get("start")), typed.count(form.get("end")))
    words = " ".join(form.get("quote", "").split())[:LONGEST_QUOTE]
    return chosen_words.quotation(session.viewer(), parts().store, document, number, span, words)


def page_number() -> int:
    """The page that the form is of."""
    number = typed.count(request.form.get("number"))
    if not number:
        raise BadRequest
    return number


def again(document: str, number: int, error: NothingChosenError, **written: str) -> ResponseReturnValue:
    """The form of a note (``text``) or a tag (``word``) as it was written, where its words are not on the page."""
    page = render_template(
        "words-again.html",
        id=document,
        number=number,
        wrong=f"{error.message}. {error.next}",
        written=written,
        quote=request.form.get("quote", "")[:LONGEST_QUOTE],
        audience=request.form.get("audience", "own"),
        whole=reads_whole(document),
        kept=_kept(),
    )
    return page, 400


def to_page(document: str, number: int, fragment: str = "", **more: Any) -> ResponseReturnValue:
    """Back to the page as it was looked at."""
    to = url_for("document.page", id=document, number=number, _anchor=fragment or None, **_kept(), **more)
    return redirect(to, 303)


def _kept() -> dict[str, Any]:
    """How the page was looked at."""
    return {name: request.form[name] for name in KEPT if request.form.get(name)}


def _back(note: Note, **more: Any) -> ResponseReturnValue:
    """To where the form was sent from: the page that was open, or the entity."""
    if note.place.entity:
        return redirect(url_for("entity.show", id=note.place.entity, _anchor="notes", **more), 303)
    number = typed.count(request.form.get("number")) or note.place.page or 1
    return to_page(note.place.document, number, "notes", **more)


def _text() -> str:
    """What was written, over any number of lines."""
    text = typed.lines(request.form.get("text", ""))[:LONGEST_NOTE].strip()
    if not text:
        raise BadRequest
    return text
