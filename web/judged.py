"""What comes after a judgement, wherever it was made: the index follows, the page tells it, it can be taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.access import may_change
from models.errors import (
    AccessDeniedError,
    AmbiguousNameError,
    DocumentBusyError,
    InvalidJudgementError,
    SamsynError,
)
from models.judgement import METHOD, Act, Judgement
from nlp import judging_entities
from nlp.judged_history import Told, told
from search.following import follow_at_once
from web import session, typed
from web.addresses import is_opaque
from web.parts import parts

blueprint = Blueprint("judged", __name__)

REFUSED: Final = (InvalidJudgementError, AmbiguousNameError, DocumentBusyError)
"""What a form of a judgement answers in words, with what was written in it."""
NAME: Final = "bedomd"
"""The parameter of an address that names the judgement just made: an opaque id."""
_KEPT: Final = re.compile(r"keep_([a-z]{1,12})")
_PLACE: Final = frozenset({"id", "number"})
_PLAIN: Final = re.compile(r"[0-9a-z]{1,40}")
_LISTED: Final = 100  # judgements of one page


@dataclass(frozen=True, slots=True)
class Now:
    """The judgement that was just made: ``told`` as it may be shown, ``follows``: the index does not have it yet."""

    told: Told
    follows: bool

    @property
    def is_undo(self) -> bool:
        return self.told.judgement.act is Act.UNDO


@blueprint.post("/d/<opaque:id>/<int(max=1000000):number>/angra")
def undo(id: str, number: int) -> ResponseReturnValue:
    """Take a judgement back, and come back to the page from which that was asked."""
    try:
        return back_to_page(take_back(request.form.get("judgement", "")), id, number)
    except DocumentBusyError as error:
        raise InvalidJudgementError(error.message, next="Försök igen om en stund.") from error


def take_back(judgement: str) -> Judgement:
    """Undo the judgement with this id, for the form's reason. Raises as :func:`nlp.judging_entities.undo`."""
    why = typed.line(request.form.get("why", ""))
    made, _count = judging_entities.undo(session.viewer(), session.purpose(), parts().store, judgement, why)
    return made[0]


def back_to_page(made: Judgement, id: str, number: int) -> ResponseReturnValue:
    """To the page of the document, when the index has followed or soon will."""
    follow_at_once(parts().store, parts().index)
    looked: dict[str, Any] = {**_kept(), NAME: made.id}
    return redirect(url_for("document.page", id=id, number=number, **looked), 303)


def refusal(error: SamsynError) -> str:
    """Why it was not done, in words for a page: advice about commands is left out."""
    return f"{error.message}."


@blueprint.app_template_global("judged_now")
def judged_now() -> Now | None:
    """What the address says that the viewer has just judged, where they may know of it; to be told with a way back."""
    id, store, who = request.args.get(NAME, ""), parts().store, session.viewer()
    if not is_opaque(id):
        return None
    try:
        made = store.judgements.get(who, id)
    except AccessDeniedError:
        return None
    return Now(told(who, store, [made])[0], store.outbox.waits(who)) if made.by == who.name else None


@blueprint.app_template_global("judged_on")
def judged_on(document: str, number: int) -> list[Told]:
    """What people say of this page's names, the newest first; for a page whose reading stands in the ledger."""
    store, who = parts().store, session.viewer()
    found = store.judgements.of_mentions(who, document)
    here = [each for each in reversed(found) if each.anchor is not None and each.anchor.page == number]
    return told(who, store, here[:_LISTED])


@blueprint.app_template_global("following")
def following() -> bool:
    """Whether something that the viewer may read waits to reach the index: facets and hits are not yet as it says."""
    return parts().store.outbox.waits(session.viewer())


@blueprint.app_template_test("judged")
def is_judged(method: str) -> bool:
    """Whether a mention's method says that a person judged it."""
    return method.startswith(METHOD)


@blueprint.app_template_global("judges")
def judges(owner: str) -> bool:
    """Whether the viewer of this request may judge what this owner's documents name."""
    return session.allowed("analyse") and may_change(session.viewer(), owner)


@blueprint.app_template_filter("judgement_said")
def judgement_said(one: Told) -> str:
    """What the judgement says, in a few words: ”Adam Provsson”: annan typ (Organisation)."""
    from web.labels import said  # its tables are lazy texts

    judgement = one.judgement
    words = judgement.anchor.text if judgement.anchor else str(judgement.said.get("alias", ""))
    about = gettext("”%(words)s”: ", words=words) if words else ""
    label = f" ({said(str(judgement.said['label']), 'label')})" if judgement.act in (Act.RELABEL, Act.MARK) else ""
    return f"{about}{said(judgement.act.value, 'act')}{label}"


def _kept() -> dict[str, str]:
    """How the page was looked at, as the form says: parameters of its address, opaque ids and short codes; not which
    page of what it is."""
    named = ((_KEPT.fullmatch(name), value) for name, value in request.form.items())
    found = {name[1]: value for name, value in named if name and _PLAIN.fullmatch(value)}
    return {name: value for name, value in found.items() if name not in _PLACE}
