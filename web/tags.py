"""Tags: put on documents, pages and words on these, and taken away by one press; and the documents of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.document import Document
from models.errors import AccessDeniedError, NothingChosenError
from models.masking import mask
from models.note import Tag, tag_word
from models.store.tags import Tags
from search import tags
from search.chosen_words import Span
from search.tags import ShownTag
from web import session, typed
from web.notes import GONE, again, chosen_place, page_number, to_page
from web.parts import parts

blueprint = Blueprint("tags", __name__)

_OFFERED: Final = 6
_LISTED: Final = 500
"""Words to be typed from."""
_EACH: Final = 100
"""Documents of a tag on one page."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of a document that are on it, on the open page and on words there, each with the id of its word, and
    those ``elsewhere`` in it. ``offered``: the most used others, to be put on by one press; ``known``: all, to be
    typed. ``undo`` is the tag that was just taken away."""

    here: Sequence[tuple[ShownTag, str]]
    elsewhere: Sequence[tuple[Tag, str]]
    offered: Sequence[str]
    known: Sequence[str]
    undo: Tag | None

    @property
    def spans(self) -> list[tuple[Span, ShownTag]]:
        """Where the words on the open page stand that tags are on."""
        return [(each.words.span, each) for each, _ in self.here if each.words.span]


def beside(document: Document, number: int) -> Tagged:
    """Of a document whose page is being read: that has its event."""
    who, known = session.viewer(), _tags()
    found, used = known.of_document(who, document.id), known.in_use(who)
    here = [tag for tag in found if tag.place.page in (0, number)]
    on_whole = {tag.word for tag in here if not tag.place.page}
    others = sorted((each for each in used if each[0] not in on_whole), key=lambda each: -each[2])
    return Tagged(
        [(each, known.id(each.tag.word)) for each in tags.shown(who, parts().store, here)],
        [(tag, known.id(tag.word)) for tag in found if tag.place.page not in (0, number)],
        [word for word, _, _ in others[:_OFFERED]],
        [word for word, _, _ in used[:_LISTED]],
        _gone(document, {tag.id for tag in found}),
    )


def _gone(document: Document, there: set[str]) -> Tag | None:
    """The tag of the document that the address says was just taken away, where it is not back."""
    id = request.args.get(GONE, "")
    if not id or id in there:
        return None
    try:
        found = _tags().get(session.viewer(), id)
    except AccessDeniedError:
        return None
    return found if found.place.document == document.id else None


@blueprint.get("/etiketter")
def overview() -> ResponseReturnValue:
    """The words in use where the viewer may read, with how many documents each has."""
    return render_template("tags.html", words=_tags().in_use(session.viewer()))


@blueprint.get("/etiketter/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    who, store = session.viewer(), parts().store
    word, found = tags.tagged(who, session.purpose(), store, id)
    pages = max(1, -(-len(found) // _EACH))
    page = min(max(typed.count(request.args.get("sida")), 1), pages)
    some = found[(page - 1) * _EACH : page * _EACH]
    shown = iter(tags.shown(who, store, [tag for _, here in some for tag in here]))
    rows = [(document, [next(shown) for _ in here]) for document, here in some]
    return render_template("tagged.html", id=id, word=word, rows=rows, total=len(found), page=page, pages=pages)


@blueprint.post("/d/<opaque:id>/etiketter")
def put(id: str) -> ResponseReturnValue:
    """Put a word on the document, the open page or words on it; take a tag away (``gone``) or put it ``back``."""
    number, who, why, store = page_number(), session.viewer(), session.purpose(), parts().store
    if gone := request.form.get("gone"):
        tags.take_away(who, why, store, gone)
        return to_page(id, number, fragment="tags", **{GONE: gone})
    if back := request.form.get("back"):
        tags.put_back(who, why, store, back)
        return to_page(id, number, fragment="tags")
    word = tag_word(mask(typed.line(request.form.get("offered") or request.form.get("word", ""))))
    if not word:
        raise BadRequest
    try:
        place = chosen_place(id, number, request.form.get("on", "document"))
    except NothingChosenError as error:
        return again(id, number, error, word=word)
    tags.put(who, why, store, place, word)
    return to_page(id, number, fragment="tags")


def _tags() -> Tags:
    return parts().store.tags
