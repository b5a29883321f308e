"""Whether the site is up, for a monitor: one word, nothing else."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from models.errors import SamsynError
from web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/halsa")
def check() -> ResponseReturnValue:
    """200 while the register answers, else 503."""
    try:
        parts().store.outbox.count()
    except SamsynError:
        return jsonify(status="unavailable"), 503
    return jsonify(status="ok")
