"""*Rätta på plats*: a mention of a page, what it is and who said so; and the forms by which somebody says otherwise.

Each form is a judgement (docs/judgements.md) and leads back to the page, where it can be taken back. The script
(``js/correct.js``) shows these same pages in a dialog over the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models.errors import AccessDeniedError, InvalidJudgementError
from models.mention import Entity, Label, Mention
from models.reference import QUANTITIES
from nlp import judging_entities
from nlp.judged_history import Told, history
from search import reading
from search.facet import shown_name
from search.named_alike import Alike, called_so, holding
from search.sides import Quote, places, quote
from web import typed
from web.judged import REFUSED, back_to_page, judged_on, refusal
from web.parts import parts
from web.verdicts import VERDICTS, asked, known, offsets, why
from web.written import written

blueprint = Blueprint("correcting", __name__, url_prefix="/d/<opaque:id>/<int(max=1000000):number>/omnamnande")

_SHOWN: Final = 20  # judgements of an entity, the newest first


@dataclass(frozen=True, slots=True)
class Looked:
    """The mention that is looked at, on a page whose reading stands in the ledger."""

    mention: Mention
    entity: Entity
    owner: str
    quote: Quote
    judged: list[Told]

    @property
    def name(self) -> str:
        return written(shown_name(self.entity), self.entity.label)

    @property
    def is_thing(self) -> bool:
        """Whether others may name it too: a day or a sum is what it says, and nobody else's."""
        return self.mention.label not in QUANTITIES


@blueprint.get("")
def show(id: str, number: int) -> ResponseReturnValue:
    """The mention at ``start`` to ``end`` (code points of the page's text), and what can be said of it."""
    return _mention(id, number)


@blueprint.post("")
def judge(id: str, number: int) -> ResponseReturnValue:
    """Say that it is right, is no name here or anywhere, is of another type, means another, or is also called
    something else."""
    decide = VERDICTS.get(request.form.get("decision", ""))
    if decide is None:
        raise BadRequest
    try:
        return back_to_page(decide(id, number), id, number)
    except REFUSED as error:
        return _mention(id, number, refusal(error)), 400


@blueprint.get("/samma")
def others(id: str, number: int) -> ResponseReturnValue:
    """Whom it may be made one with: those called the same, and a field to look for others."""
    return _merging(id, number)


@blueprint.post("/samma")
def merge(id: str, number: int) -> ResponseReturnValue:
    """Make it one with another, or look for others by a part of their name, which no address may hold."""
    if request.form.get("decision") != "merge":
        return _merging(id, number, sought=typed.line(request.form.get("name", "")))
    try:
        entity, owner = known(id, number)
        made, _count = judging_entities.merge(*asked(), entity, request.form.get("other", ""), why(), owner)
        return back_to_page(made[0], id, number)
    except REFUSED as error:
        return _merging(id, number, refusal(error)), 400


@blueprint.get("/skilj")
def apart(id: str, number: int) -> ResponseReturnValue:
    """Which of the places that name it name somebody else."""
    return _splitting(id, number)


@blueprint.post("/skilj")
def split(id: str, number: int) -> ResponseReturnValue:
    """What the chosen places say is said of somebody else."""
    try:
        entity, owner = known(id, number)
        chosen = [each for each in request.form.getlist("reference") if each]
        if not chosen:
            raise InvalidJudgementError("Välj minst ett ställe")
        made, _count = judging_entities.split(*asked(), entity, chosen, why(), owner)
        return back_to_page(made[0], id, number)
    except REFUSED as error:
        return _splitting(id, number, refusal(error)), 400


def _mention(id: str, number: int, wrong: str = "") -> str:
    return _render("mention.html", id, number, _looked(id, number), wrong)


def _merging(id: str, number: int, wrong: str = "", sought: str = "") -> str:
    seen = _looked(id, number)
    found = _others(seen, sought) if seen.is_thing else []
    return _render("mention-merge.html", id, number, seen, wrong, others=found, sought=sought)


def _others(seen: Looked, sought: str) -> list[Alike]:
    who, purpose, store = asked()
    label, owner = seen.entity.label, seen.owner
    if sought:
        found = holding(who, purpose, store, parts().index, owner, label, sought)
    else:
        found = called_so(who, purpose, store, owner, label, seen.entity.value)
    return [each for each in found if each.id != seen.entity.id]


def _splitting(id: str, number: int, wrong: str = "") -> str:
    seen = _looked(id, number)
    told, total = places(*asked(), seen.owner, seen.entity.id) if seen.is_thing else ([], 0)
    return _render("mention-split.html", id, number, seen, wrong, places=told, total=total)


def _render(template: str, id: str, number: int, seen: Looked, wrong: str, **more: object) -> str:
    return render_template(
        template, id=id, number=number, seen=seen, mention=seen.mention, labels=list(Label), wrong=wrong, **more
    )


def _looked(id: str, number: int) -> Looked:
    """Raises :class:`AccessDeniedError` where no mention stands at just that place, or it may not be read."""
    who, purpose, store = asked()
    start, end = offsets()
    view = reading.read_page(who, purpose, store, id, number)
    found = next((each for each in view.mentions if (each[0].start, each[0].end) == (start, end)), None)
    if found is None:
        raise AccessDeniedError("Där står inget omnämnande")
    mention, entity = found
    said = [each for each in judged_on(id, number) if _touches(each, start, end)]
    said += history(who, purpose, store, entity, limit=_SHOWN)
    judged = list({each.judgement.id: each for each in said}.values())
    words = quote(view.document, view.page.text, mention, view.mentions, (entity,))
    return Looked(mention, store.entities.get(who, entity), view.document.owner, words, judged)


def _touches(each: Told, start: int, end: int) -> bool:
    anchor = each.judgement.anchor
    return anchor is not None and anchor.start < end and start < anchor.end
