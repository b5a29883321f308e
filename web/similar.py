"""What is alike a document, and what differs between two that are."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from search.comparison import compare
from web import session
from web.parts import parts

blueprint = Blueprint("similar", __name__, url_prefix="/d/<opaque:id>/skillnader")


@blueprint.get("/<opaque:other>")
def differences(id: str, other: str) -> ResponseReturnValue:
    """The texts of two documents in one, with what only either has marked; a reading of both in the ledger."""
    comparison = compare(session.viewer(), session.purpose(), parts().store, id, other)
    return render_template("differences.html", one=comparison.one, other=comparison.other, comparison=comparison)
