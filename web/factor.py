"""The second factor of one's own account: an app set up by QR code, recovery codes, taken away again."""

from __future__ import annotations

import pyotp
import segno
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from models.audit import Action
from web import session, signing_in
from web.account import asked_again, refusal, refused, status
from web.parts import parts
from web.signing_in import Outcome

blueprint = Blueprint("factor", __name__, url_prefix="/konto/tvasteg")


@blueprint.get("")
def form() -> ResponseReturnValue:
    """The QR code for the app, until a code has shown that it was taken in."""
    account = session.account()
    if not account.local:
        abort(404)
    if account.second_factor:
        return redirect(url_for("account.overview"), 303)
    return _offer()


@blueprint.post("")
def confirm() -> ResponseReturnValue:
    """Take the app into use, by the password and the code that it shows; the recovery codes are shown once."""
    account, store = session.account(), parts().store
    if not account.local or account.second_factor:
        abort(404)
    if (answer := asked_again()).outcome is not Outcome.IN:
        return _offer(refusal(answer)), status(answer)
    codes = store.factors.confirm(account.name, request.form.get("code", ""))
    if codes is None:
        return _offer(_("Koden stämmer inte. Kontrollera att telefonens klocka går rätt.")), 400
    signing_in.write(Action.SECOND_FACTOR, account.name, act="added")
    store.sessions.end_all(account.name, but=session.token())
    return render_template("recovery.html", codes=codes)


@blueprint.post("/koder")
def renew() -> ResponseReturnValue:
    """New recovery codes; the earlier ones are good no longer."""
    account = session.account()
    if not account.second_factor:
        abort(404)
    if (answer := asked_again()).outcome is not Outcome.IN:
        return refused(answer)
    signing_in.write(Action.SECOND_FACTOR, account.name, act="renewed")
    return render_template("recovery.html", codes=parts().store.factors.renew(account.name))


@blueprint.post("/ta-bort")
def remove() -> ResponseReturnValue:
    """Do without, where the site lets the account."""
    account = session.account()
    if not account.second_factor:
        abort(404)
    if (answer := asked_again()).outcome is not Outcome.IN:
        return refused(answer)
    signing_in.write(Action.SECOND_FACTOR, account.name, act="removed")
    parts().store.factors.remove(account.name)
    return redirect(url_for("account.overview"), 303)


def _offer(wrong: str = "") -> str:
    account = session.account()
    address = parts().store.factors.offer(account.name)
    picture = segno.make(address, error="m").svg_inline(scale=5, border=3, light="#fff", omitsize=True)
    secret = pyotp.parse_uri(address).secret
    return render_template(
        "factor.html",
        picture=Markup(picture),  # noqa: S704 - squares, made here
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        wrong=wrong,
        must=session.lacks_factor(account),
    )
