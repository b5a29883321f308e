"""*Markera ett namn*: words of a page become a mention that a person has judged, of an entity that is there or a new
one.

First the words, or a selection, and what sort of name they are; then which of the places, whom they mean and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.document import Page
from models.errors import AccessDeniedError, InvalidJudgementError
from models.masking import COVER
from models.mention import Label, Mention
from models.reference import QUANTITIES
from nlp import judging, judging_entities
from nlp.anchoring import anchor, mentioned, occurrences, spelled
from nlp.normal_form import normal_form
from search import reading
from search.named_alike import Alike, called_so
from search.reading import PageView
from search.sides import Quote, is_elsewhere, quote
from web import session, typed
from web.addresses import is_opaque
from web.judged import REFUSED, back_to_page, refusal
from web.parts import parts

blueprint = Blueprint("naming", __name__, url_prefix="/d/<opaque:id>/<int(max=1000000):number>/markera-namn")

_PLACES: Final = 30  # of the words on the page, to choose among
_SPAN: Final = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_OTHER: Final = "ny"
"""The choice of somebody who is not yet there, whatever others are called."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place of the words, and which mentions there give way (as they stand on the page)."""

    quote: Quote
    gives_way: tuple[str, ...]


@blueprint.post("")
def choose(id: str, number: int) -> ResponseReturnValue:
    """Where the words stand and whom they may mean, to be said with the next form."""
    return _choosing(id, number)


@blueprint.post("/gor")
def mark(id: str, number: int) -> ResponseReturnValue:
    """Mark the words, and make whom they name one with the entity that was chosen, or part them from it."""
    try:
        start, end = _place(request.form.get("place", ""))
        value, why = typed.line(request.form.get("value", "")), typed.line(request.form.get("why", ""))
        span = spelled(number, start, end)
        _check(_page(id, number).text[start:end])
        _check_chosen(id, request.form.get("entity", ""))
        made = judging.mark(session.viewer(), session.purpose(), parts().store, id, span, _label(), why, value)
        _settle(id, span, request.form.get("entity", ""), why)
        return back_to_page(made, id, number)
    except REFUSED as error:
        return _choosing(id, number, refusal(error)), 400


def _check_chosen(id: str, chosen: str) -> None:
    """Refuse whom nobody may be made one with, before anything is marked."""
    if is_opaque(chosen):
        who, store = session.viewer(), parts().store
        judging_entities.owners_of(who, store, (chosen,), store.documents.get(who, id).owner)


def _settle(id: str, span: str, chosen: str, why: str) -> None:
    """What was marked is of the entity that its words and surroundings say; where a person says otherwise, so it is."""
    who, purpose, store = session.viewer(), session.purpose(), parts().store
    try:
        mention, entity = mentioned(who, store, id, span)
    except InvalidJudgementError:  # it is somebody who is covered for whoever marked it
        return
    owner = store.documents.get(who, id).owner
    if mention.label in QUANTITIES or chosen == entity:
        return
    if is_opaque(chosen):
        judging_entities.merge(who, purpose, store, chosen, entity, why, owner)
    elif chosen == _OTHER and is_elsewhere(who, store, owner, entity, id):
        judging_entities.split(who, purpose, store, entity, [id], why, owner)


def _choosing(id: str, number: int, wrong: str = "") -> str:
    who, why, store = session.viewer(), session.purpose(), parts().store
    view, label = reading.read_page(who, why, store, id, number), _label()
    words, page = typed.line(request.form.get("words", ""))[: judging.LONGEST_NAME], _page(id, number)
    found: list[Choice] = []
    alike: list[Alike] = []
    try:
        spans = _spans(view.page.text, words)
        found = [_choice(view, label, start, end) for start, end in spans]
        (start, end), value = spans[0], typed.line(request.form.get("value", ""))
        _check(page.text[start:end])
        judging.check_length(value)
        form = normal_form(label, judging.whole_words(page, start, end), value)
        alike = called_so(who, why, store, view.document.owner, label, form)
    except REFUSED as error:
        wrong = wrong or refusal(error)
    return render_template(
        "mention-mark.html",
        id=id,
        number=number,
        label=label,
        labels=list(Label),
        words=words,
        places=found,
        alike=alike if label not in QUANTITIES else [],
        other=_OTHER,
        wrong=wrong,
    )


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    """The place that was selected, else those where the words stand. Raises :class:`InvalidJudgementError`."""
    if request.form.get("place"):
        start, end = _place(request.form["place"])
        chosen = anchor("", 0, text, start, end)
        return [(chosen.start, chosen.end)]
    found = list(occurrences(text, words))[:_PLACES]
    if not found:
        raise InvalidJudgementError("Orden står inte på sidan. Skriv dem som de står där, hela ord")
    return found


def _choice(view: PageView, label: Label, start: int, end: int) -> Choice:
    text = view.page.text
    here = Mention(label, view.page.number, start, end, text[start:end], "", 1.0, "")
    met = tuple(text[each.start : each.end] for each, _ in view.mentions if each.start < end and start < each.end)
    return Choice(quote(view.document, text, here, [(here, _OTHER)], (_OTHER,)), met)


def _page(id: str, number: int) -> Page:
    return parts().store.documents.page(session.viewer(), id, number)


def _check(words: str) -> None:
    """Refuse what is covered: what is marked there would be kept as covered words, and stand nowhere."""
    if COVER in words:
        raise InvalidJudgementError("Där står skyddade uppgifter som inte visas för dig")
    judging.check_length(words)


def _place(given: str) -> tuple[int, int]:
    """``START-END`` of the page's text. Raises :class:`AccessDeniedError` for what is no place."""
    found = _SPAN.fullmatch(given)
    start, end = map(int, found.groups()) if found else (0, 0)
    if not start < end:
        raise AccessDeniedError("Där står inget")
    return start, end


def _label() -> Label:
    label = request.form.get("label", "")
    if label not in Label.__members__:
        raise BadRequest
    return Label(label)
