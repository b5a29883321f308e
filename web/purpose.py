"""Why somebody is here (*ändamål*) and in which case (*ärende*): asked before the first search, shown on each page."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.access import Purpose
from models.audit import Action, Event
from models.sharing import askable
from web import session, typed
from web.parts import parts

blueprint = Blueprint("purpose", __name__)

_LONGEST_TEXT: Final = 1000  # a paragraph: it stands in every event of the ledger
_LONGEST_CASE: Final = 200  # what the register's column holds; a diarienummer has about 20


@blueprint.get("/andamal")
def form() -> ResponseReturnValue:
    held: Purpose | None = g.purpose
    return _asked(held.text if held else "", held.case if held else "")


@blueprint.post("/andamal")
def choose() -> ResponseReturnValue:
    """Keep the purpose with the session and in the ledger, then go where the person was going."""
    text, case = typed.line(request.form.get("text", "")), typed.line(request.form.get("case", ""))
    if wrong := _wrong(text, case):
        return _asked(text, case, wrong), 400
    given = Purpose(text, case)
    who = session.viewer()
    parts().store.ledger.write(
        Event(Action.PURPOSE, who.name, given.text, given.case, owners=tuple(sorted(who.owners)))
    )
    parts().store.sessions.set_purpose(session.token() or "", given)
    return redirect(session.onward(session.home(who, purpose=given)), 303)


def _wrong(text: str, case: str) -> str:
    """What is wrong with what was typed, in words; empty where nothing is."""
    if not text or not case:
        return str(_("Ange både ändamål och ärende."))
    if len(text) > _LONGEST_TEXT:
        return str(
            _("Ändamålet får ha högst %(most)s tecken; det här har %(count)s.", most=_LONGEST_TEXT, count=len(text))
        )
    if len(case) > _LONGEST_CASE:
        return str(
            _("Ärendet får ha högst %(most)s tecken; det här har %(count)s.", most=_LONGEST_CASE, count=len(case))
        )
    return ""


def _asked(text: str, case: str, wrong: str = "") -> str:
    agreed = sorted({each.purpose for each in askable(session.viewer(), parts().store.settings.sharing)})
    return render_template("purpose.html", text=text, case=case, wrong=wrong, agreed=agreed)
