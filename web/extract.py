"""*Registerutdrag*: the owner's officer asks what the archive has about somebody, goes through it, and takes it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from models import swedish
from models.errors import AccessDeniedError, ProvisionError, RefusedError
from models.extract import (
    BY_HAND,
    LONGEST,
    LONGEST_WORDS,
    Asked,
    ExtractLaw,
    Find,
    RightsDecision,
    RightsKind,
    Sureness,
    Verdict,
    theirs,
)
from models.extract_provisions import WITHHOLDINGS
from models.secrecy_errors import InvalidExtractError
from search import extracting
from search.extract_content import place_of
from search.extract_file import ExtractForm, take_out
from web import session, typed
from web.headers import attachment
from web.parts import parts

blueprint = Blueprint("extract", __name__, url_prefix="/registerutdrag")

_FIELDS: Final = Asked.__slots__
_SHOWN: Final = 100  # finds on a page
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict}
_LAWS: Final = {law.value: law for law in ExtractLaw}
_FORMS: Final = {form.value: form for form in ExtractForm}
_RIGHTS: Final = {kind.value: kind for kind in RightsKind}
_DECISIONS: Final = {each.value: each for each in RightsDecision if each is not RightsDecision.WAITING}
_REFUSED: Final = (InvalidExtractError, ProvisionError)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The extracts that were begun, which name nobody, and the form to begin one."""
    return _overview()


@blueprint.post("")
def begin() -> ResponseReturnValue:
    """Record the question, and have a worker gather the finds."""
    form = request.form
    law = _LAWS.get(form.get("law", ""))
    if law is None:
        raise BadRequest
    asked = Asked.read({name: typed.lines(form.get(name, "")) for name in _FIELDS})
    owner, reference = typed.line(form.get("owner", "")), typed.line(form.get("reference", ""))
    words = typed.line(form.get("processing", ""))
    who, why, store = session.viewer(), session.purpose(), parts().store
    try:
        new = extracting.begin(who, why, store, owner, reference, law, asked, words, by_worker=True)
    except InvalidExtractError as error:
        return _overview(f"{error.message}.", form.to_dict()), 400
    return redirect(url_for("extract.show", id=new.id), 303)


@blueprint.get("/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """The finds, those that wait first in sight."""
    return _shown(id)


@blueprint.post("/<opaque:id>/beslut")
def decide(id: str) -> ResponseReturnValue:
    """Say of one find, or of all that wait in a document, that it is the person's, another's, or withheld."""
    verdict = _VERDICTS.get(request.form.get("verdict", ""))
    finds = request.form.getlist("find")
    if verdict is None or not finds:
        raise BadRequest
    provision, seen = typed.line(request.form.get("provision", "")), request.form.getlist("seen")
    try:
        extracting.decide(session.viewer(), session.purpose(), parts().store, id, finds, verdict, provision, seen=seen)
    except _REFUSED as error:
        return _shown(id, _told(error), dict.fromkeys(finds, provision)), 400
    return _back(id, "kvar", **_looked_at())


@blueprint.post("/<opaque:id>/forslag")
def suggested(id: str) -> ResponseReturnValue:
    """Say of all that wait what is suggested of them; what is only possible waits on."""
    try:
        extracting.accept_suggested(session.viewer(), session.purpose(), parts().store, id)
    except InvalidExtractError as error:
        return _shown(id, _told(error)), 400
    return _back(id)


@blueprint.post("/<opaque:id>/angra")
def undo(id: str) -> ResponseReturnValue:
    """Take back what was decided last."""
    extracting.undo(session.viewer(), session.purpose(), parts().store, id)
    return _back(id, "kvar", **_looked_at())


@blueprint.post("/<opaque:id>/samla")
def again(id: str) -> ResponseReturnValue:
    """Have the finds gathered once more."""
    extracting.again(session.viewer(), session.purpose(), parts().store, id)
    return _back(id)


@blueprint.post("/<opaque:id>/fil")
def file(id: str) -> ResponseReturnValue:
    """The extract as a file; it is kept nowhere here."""
    form = _FORMS.get(request.form.get("format", ""))
    if form is None:
        raise BadRequest
    try:
        content = take_out(session.viewer(), session.purpose(), parts().store, id, form)
    except InvalidExtractError as error:
        return _shown(id, f"{error.message}."), 400
    return attachment(content, f"registerutdrag-{id[:8]}.{form}")


@blueprint.post("/<opaque:id>/avsluta")
def close(id: str) -> ResponseReturnValue:
    """It has been answered."""
    try:
        extracting.close(session.viewer(), session.purpose(), parts().store, id)
    except InvalidExtractError as error:
        return _shown(id, f"{error.message}."), 400
    return _back(id)


@blueprint.post("/<opaque:id>/tom")
def forget(id: str) -> ResponseReturnValue:
    """Erase what it holds: who asked, and what was found."""
    extracting.forget(session.viewer(), session.purpose(), parts().store, id)
    return redirect(url_for("extract.overview"), 303)


@blueprint.post("/<opaque:id>/rattighet")
def ask_right(id: str) -> ResponseReturnValue:
    """Record that the person asks for something to be corrected, erased or limited."""
    kind = _RIGHTS.get(request.form.get("kind", ""))
    if kind is None:
        raise BadRequest
    words = typed.lines(request.form.get("words", ""))
    try:
        extracting.ask_right(session.viewer(), session.purpose(), parts().store, id, kind, words)
    except InvalidExtractError as error:
        return _shown(id, f"{error.message}."), 400
    return _back(id, "rattigheter")


@blueprint.post("/rattighet/<opaque:id>")
def decide_right(id: str) -> ResponseReturnValue:
    """Record what was decided of such a request, and why."""
    decision = _DECISIONS.get(request.form.get("decision", ""))
    if decision is None:
        raise BadRequest
    store, who, why = parts().store, session.viewer(), session.purpose()
    reason = typed.lines(request.form.get("reason", ""))
    try:
        done = extracting.decide_right(who, why, store, id, decision, reason)
    except InvalidExtractError as error:
        return _shown(store.rights_requests.get(who, id).extract, f"{error.message}."), 400
    return _back(done.extract, "rattigheter")


def _told(error: RefusedError) -> str:
    return f"{error.message}. {error.next}"


def _looked_at() -> dict[str, str]:
    """Which finds the form stood among, and from which of them on."""
    return {name: request.form[name] for name in ("visa", "fran") if request.form.get(name)}


def _back(id: str, place: str = "", **looked_at: str) -> ResponseReturnValue:
    kept: dict[str, Any] = {**looked_at}
    return redirect(url_for("extract.show", id=id, _anchor=place or None, **kept), 303)


def _overview(wrong: str = "", given: dict[str, str] | None = None) -> str:
    who = session.viewer()
    if not who.deciding:
        raise AccessDeniedError("Sidan finns inte")
    return render_template(
        "extracts.html",
        extracts=parts().store.extracts.all(who),
        owners=sorted(who.deciding, key=swedish.sort_key),
        laws=list(ExtractLaw),
        given=given or {"reference": session.purpose().case},
        wrong=wrong,
        longest={"line": LONGEST, "words": LONGEST_WORDS},
    )


def _shown(id: str, wrong: str = "", tried: Mapping[str, str] | None = None) -> str:
    """The finds, on the page that is asked for; ``tried`` is what was refused as a provision, by find."""
    who, store = session.viewer(), parts().store
    extract, finds = extracting.shown(who, session.purpose(), store, id)
    waiting = [find for find in finds if find.verdict is Verdict.OPEN]
    current = waiting[0].id if waiting else ""
    wanted = _VERDICTS.get(request.values.get("visa", ""))
    some = [find for find in finds if wanted is None or find.verdict is wanted]
    first = _first(some, current)
    shown = some[first : first + _SHOWN]
    kept = {"visa": wanted.value} if wanted else {}
    if "fran" in request.values and all(find.id != current for find in shown):  # else it goes on by itself
        kept["fran"] = str(first)
    return render_template(
        "extract.html",
        extract=extract,
        papers=_by_paper(shown),
        own=theirs(finds),
        counts={each: sum(find.verdict is each for find in finds) for each in Verdict},
        total=len(finds),
        current=current,
        suggestions=sum(len(extracting.suggested(finds, said)) for said in (Verdict.ACCEPTED, Verdict.REJECTED)),
        decided=any(find.decided_by == who.name for find in finds),
        wanted=wanted,
        kept=kept,
        tried=tried or {},
        by_hand=BY_HAND,
        before=max(0, first - _SHOWN) if first else None,
        after=first + _SHOWN if len(some) > first + _SHOWN else None,
        place_of=place_of,
        withholdings=WITHHOLDINGS,
        forms=list(ExtractForm),
        rights=store.rights_requests.of(who, id),
        rights_kinds=list(RightsKind),
        rights_decisions=list(_DECISIONS.values()),
        tones=_TONES,
        wrong=wrong,
        longest=LONGEST_WORDS,
    )


def _first(finds: Sequence[Find], current: str) -> int:
    """From which of the finds on they are shown: as asked for, else the page with the one that waits first."""
    if not {"fran", "visa"} & set(request.values):
        at = next((place for place, find in enumerate(finds) if find.id == current), 0)
        return at - at % _SHOWN
    last = max(len(finds) - 1, 0)
    return min(typed.count(request.values.get("fran")), last - last % _SHOWN)


_TONES: Final = {Sureness.CERTAIN: "good", Sureness.PROBABLE: "", Sureness.POSSIBLE: "warn"}


def _by_paper(finds: Sequence[Find]) -> list[tuple[Find, list[Find]]]:
    """The finds under what they stand in, in order: documents, and each of the rest by its kind."""
    found: dict[str, list[Find]] = {}
    for find in finds:
        found.setdefault(find.document or find.kind.value, []).append(find)
    return [(some[0], some) for some in found.values()]
