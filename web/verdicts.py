"""What the forms of a mention's page say of it, as judgements: right, no name here or anywhere, of another type,
somebody else just here, also called something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask import request
from werkzeug.exceptions import BadRequest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, InvalidJudgementError
from models.judgement import Judgement
from models.mention import Label
from models.store.store import Store
from nlp import judging, judging_all, judging_entities
from nlp.anchoring import mentioned, spelled
from web import session, typed
from web.parts import parts

_FURTHEST: Final = 10**9  # offset that is looked for in a page


def known(id: str, number: int) -> tuple[str, str]:
    """The mention's entity, and the owner whose it is to judge."""
    who, store = session.viewer(), parts().store
    return mentioned(who, store, id, span(id, number))[1], store.documents.get(who, id).owner


def span(id: str, number: int) -> str:
    """The mention's place on the page, as it is written on the command line. Raises :class:`AccessDeniedError` where
    none stands at just that place any more: one that lies over it is not what was looked at."""
    place = offsets()
    here = parts().store.documents.mentions(session.viewer(), id, number)
    if place not in {(each.start, each.end) for each, _ in here}:
        raise AccessDeniedError("Där står inget omnämnande")
    return spelled(number, *place)


def offsets() -> tuple[int, int]:
    """Where the mention stands, as the address says or the form. What is no place is no address of ours."""
    given = request.values
    start, end = given.get("start", -1, type=int), given.get("end", -1, type=int)
    if not 0 <= start < end < _FURTHEST:
        raise AccessDeniedError("Där står inget omnämnande")
    return start, end


def why() -> str:
    """The reason, which others then see."""
    return typed.line(request.form.get("why", ""))


def asked() -> tuple[Viewer, Purpose, Store]:
    """Who judges, for what purpose, in which store."""
    return session.viewer(), session.purpose(), parts().store


def _accept(id: str, number: int) -> Judgement:
    return judging.accept(*asked(), id, span(id, number), why())


def _reject(id: str, number: int) -> Judgement:
    return judging.reject(*asked(), id, span(id, number), why())


def _relabel(id: str, number: int) -> Judgement:
    label, value = request.form.get("label", ""), typed.line(request.form.get("value", ""))
    if label not in Label.__members__:
        raise BadRequest
    return judging.relabel(*asked(), id, span(id, number), Label(label), why(), value)


def _means(id: str, number: int) -> Judgement:
    """Just here somebody else is meant, whose whole name is given."""
    mention, _entity = mentioned(session.viewer(), parts().store, id, span(id, number))
    if not (whole := typed.line(request.form.get("meant", ""))):
        raise InvalidJudgementError("Skriv hela namnet på den som menas här")
    return judging.relabel(*asked(), id, span(id, number), mention.label, why(), whole)


def _reject_all(id: str, number: int) -> Judgement:
    entity, owner = known(id, number)
    made, _count = judging_all.reject_all(*asked(), entity, why(), owner)
    return made[0]


def _alias(id: str, number: int) -> Judgement:
    entity, owner = known(id, number)
    made, _count = judging_entities.alias(*asked(), entity, typed.line(request.form.get("name", "")), why(), owner)
    return made[0]


VERDICTS: Final[Mapping[str, Callable[[str, int], Judgement]]] = {
    "accept": _accept,
    "reject": _reject,
    "reject_all": _reject_all,
    "relabel": _relabel,
    "means": _means,
    "alias": _alias,
}
