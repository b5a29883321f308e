"""*Gallring*: what is due by each rule, the choice of what is erased, and the order to do so; for officers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models.document import Document
from models.due import TRIED, Line
from models.erasure_errors import ErasureContainedError, ErasureHeldError, ErasureTriedError, ErasureWatchedError
from models.errors import AccessDeniedError
from models.retention import Undecided
from models.retention_errors import ChoiceChangedError
from models.store.store import Store
from search.retention import due
from search.retention.due import Chosen, OwnerDue, RuleDue
from web import session, typed
from web.addresses import is_opaque
from web.parts import parts

blueprint = Blueprint("retention", __name__, url_prefix="/arkiv/gallring")

_EACH: Final = 200  # lines on a page; all of them are chosen by one button
_SAMPLE: Final = 50  # of what nobody chooses among
_BETWEEN: Final = (
    ChoiceChangedError,
    ErasureHeldError,
    ErasureContainedError,
    ErasureTriedError,
    ErasureWatchedError,
)
"""What may have come between the list and the order."""


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """What is due by each rule, now and within a year, what is held, and what cannot be said."""
    who, store = session.viewer(), parts().store
    found = due.overview(who, session.purpose(), store)
    by_rule = {rule.id: RuleDue(rule, each.due) for each in found for rule in each.rules}
    undecided = {each.owner: _unsure(each) for each in found}
    shown = [id for ids in undecided.values() for id in ids[:_SAMPLE]]
    return render_template(
        "retention.html",
        owners=found,
        by_rule=by_rule,
        undecided=undecided,
        documents=store.documents.many(who, shown),
        sample=_SAMPLE,
        counted=_counted,
    )


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """What is due by one rule, document by document, to choose among."""
    return _shown(id)


@blueprint.post("/<opaque:id>/valj")
def choose(id: str) -> ResponseReturnValue:
    """Keep what was chosen, and go to where it is confirmed."""
    every = "all" in request.form
    chosen = sorted({each for each in request.form.getlist("document") if is_opaque(each)})
    if not every and not chosen:
        return _shown(id, gettext("Välj minst en handling.")), 400
    kept = {"retention": id, "documents": None if every else chosen}
    return redirect(url_for("retention.confirm", id=parts().store.states.save(session.viewer().name, kept)), 303)


@blueprint.get("/val/<opaque:id>")
def confirm(id: str) -> ResponseReturnValue:
    """What would be erased, and the words to write."""
    return _confirm(id)


@blueprint.post("/val/<opaque:id>")
def order(id: str) -> ResponseReturnValue:
    """Order the erasing of what is shown, where the words are those that stand there."""
    who, why, store = session.viewer(), session.purpose(), parts().store
    rule, documents = _kept(store, id)
    chosen = due.choose(who, why, store, rule, documents)
    if typed.line(request.form.get("words", "")).casefold() != _words(chosen).casefold():
        return _confirm(id, gettext("Skriv orden och talet precis som de står.")), 400
    try:
        made = due.order(who, why, store, rule, documents, request.form.get("seen", ""))
    except _BETWEEN as error:
        return _confirm(id, f"{error.message}. {error.next}"), 400
    return redirect(url_for("retention_orders.show", id=made), 303)


def _shown(id: str, wrong: str = "") -> str:
    who, store = session.viewer(), parts().store
    found = due.of_rule(who, session.purpose(), store, id)
    page = max(typed.count(request.args.get("sida")), 1)
    now = found.now
    lines = now[(page - 1) * _EACH : page * _EACH]
    apart = {"soon": found.soon[:_SAMPLE], "held": found.held[:_SAMPLE]}
    told = [*lines, *apart["soon"], *apart["held"]]
    holds = {hold.id: hold for hold in store.holds.all(who)}
    return render_template(
        "retention-rule.html",
        found=found,
        lines=lines,
        page=page,
        more=len(now) > page * _EACH,
        apart=apart,
        sample=_SAMPLE,
        holds=holds,
        tried=_tried(store, apart["held"]),
        documents=_named(store, told, found.undated[:_SAMPLE]),
        copies=store.dues.copies(who, [each.document for each in lines]),
        counted=_counted,
        wrong=wrong,
    )


def _confirm(id: str, wrong: str = "") -> str:
    who, store = session.viewer(), parts().store
    rule, documents = _kept(store, id)
    chosen = due.choose(who, session.purpose(), store, rule, documents)
    first = chosen.lines[:_SAMPLE]
    return render_template(
        "retention-confirm.html",
        id=id,
        chosen=chosen,
        first=first,
        documents=_named(store, first),
        words=_words(chosen),
        wrong=wrong,
    )


def _kept(store: Store, id: str) -> tuple[str, Sequence[str] | None]:
    """The rule, and the documents that were chosen; None for all of its."""
    kept = store.states.load(session.viewer().name, id)
    if "retention" not in kept:
        raise AccessDeniedError("Sidan finns inte")
    return kept["retention"], kept["documents"]


def _words(chosen: Chosen) -> str:
    """What has to be written: it takes the number to be read."""
    count = len(chosen.documents)
    return str(ngettext("gallra %(num)s handling", "gallra %(num)s handlingar", count))


def _tried(store: Store, lines: Sequence[Line]) -> Mapping[str, str]:
    """By the document of a line a request in which it, or what goes with it, is being tried for release."""
    ids = {each.document: [each.document, *each.along] for each in lines if TRIED in each.holds}
    found = store.dues.tried(session.viewer(), [id for some in ids.values() for id in some])
    return {line: found[id] for line, some in ids.items() for id in some if id in found}


def _named(store: Store, lines: Iterable[Line], others: Iterable[str] = ()) -> Mapping[str, Document]:
    return store.documents.many(session.viewer(), [*(each.document for each in lines), *others])


def _counted(lines: Iterable[Line]) -> int:
    return sum(each.count for each in lines)


def _unsure(each: OwnerDue) -> list[str]:
    """What rules by kind might be about, were its kind sure; what lacks a date is told with its rule."""
    return [id for id, (why, _) in each.due.undecided.items() if why is Undecided.UNSURE_KIND]
