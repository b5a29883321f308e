"""Tags: put on documents and pages and taken away by one press, and the documents of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.document import Document
from models.masking import mask
from models.note import Tag, tag_word
from models.store.tags import Tags
from search import notes
from web import session, typed
from web.notes import page_number, to_page
from web.parts import parts

blueprint = Blueprint("tags", __name__)

_OFFERED: Final = 6
_LISTED: Final = 500
"""Words to be typed from."""
_EACH: Final = 100
"""Documents of a tag on one page."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of a document, those on the open page first; ``offered``: the most used others, to be put on by one
    press; ``known``: all, to be typed."""

    tags: Sequence[tuple[Tag, str]]
    offered: Sequence[str]
    known: Sequence[str]


@blueprint.app_context_processor
def _given() -> dict[str, Any]:
    return {"tags_of": tags_of}


def tags_of(document: Document) -> Tagged:
    """Of a document that is being read: that has its event."""
    who, known = session.viewer(), _tags()
    here, used = known.of_document(who, document.id), known.in_use(who)
    on_whole = {tag.word for tag in here if not tag.page}
    others = sorted((each for each in used if each[0] not in on_whole), key=lambda each: -each[2])
    return Tagged(
        [(tag, known.id(tag.word)) for tag in here],
        [word for word, _, _ in others[:_OFFERED]],
        [word for word, _, _ in used[:_LISTED]],
    )


@blueprint.get("/etiketter")
def overview() -> ResponseReturnValue:
    """The words in use where the viewer may read, with how many documents each has."""
    return render_template("tags.html", words=_tags().in_use(session.viewer()))


@blueprint.get("/etiketter/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    word, found = notes.tagged(session.viewer(), session.purpose(), parts().store, id)
    pages = max(1, -(-len(found) // _EACH))
    page = min(max(typed.count(request.args.get("sida")), 1), pages)
    rows = found[(page - 1) * _EACH : page * _EACH]
    return render_template("tagged.html", id=id, word=word, rows=rows, total=len(found), page=page, pages=pages)


@blueprint.post("/d/<opaque:id>/etiketter")
def put(id: str) -> ResponseReturnValue:
    """Put a word on the document or the open page, or take one away (``gone``: its page, a colon, the word)."""
    number, who, why, store = page_number(), session.viewer(), session.purpose(), parts().store
    if gone := request.form.get("gone"):
        page, _, word = gone.partition(":")
        notes.tag(who, why, store, id, typed.count(page), word, gone=True)
        return to_page(id, number, fragment="tags")
    word = tag_word(mask(typed.line(request.form.get("offered") or request.form.get("word", ""))))
    if not word:
        raise BadRequest
    notes.tag(who, why, store, id, number if request.form.get("on") == "page" else 0, word)
    return to_page(id, number, fragment="tags")


def _tags() -> Tags:
    return parts().store.tags
