"""Whether the site is alive and ready, for a monitor or an orchestrator: one word, nothing else, to anybody.

``/healthz`` and ``/readyz`` are what monitors ask for unless they are told otherwise. Who is outside learns no more
than whether to send people here; what is wrong stands in the metrics, the log and ``samsyn doctor``.
"""

from __future__ import annotations

import threading
import time
from enum import StrEnum
from typing import Final

from flask import Blueprint, Flask, current_app, jsonify
from flask.typing import ResponseReturnValue

from models import swedish
from models.errors import IndexUnavailableError, SamsynError
from models.store.migrate import is_up_to_date
from models.store.notices import READY
from web.parts import Parts, parts

blueprint = Blueprint("health", __name__)

_NAME: Final = "samsyn-readiness"
_KEPT_SECONDS: Final = 5.0  # however often it is asked, the register is tried no more often than this


class Status(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"  # documents are shown and nothing is lost, but nobody can search
    UNAVAILABLE = "unavailable"


def set_up(app: Flask) -> None:
    app.extensions[_NAME] = Readiness()


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """200 while this process answers: it is asked nothing of anything else, so that a database that is away gets
    nobody to kill the front end."""
    return jsonify(status=Status.OK)


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """200 while people can be served, if without search; else 503."""
    status = current_app.extensions[_NAME].status(parts())
    return jsonify(status=status), 503 if status is Status.UNAVAILABLE else 200


class Readiness:
    """What was found when it was last tried, for a few seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._status, self._until = Status.UNAVAILABLE, 0.0

    def status(self, parts: Parts) -> Status:
        with self._lock:
            if time.monotonic() >= self._until:
                self._status = _tried(parts)
                self._until = time.monotonic() + _KEPT_SECONDS
            return self._status


def _tried(parts: Parts) -> Status:
    """The ledger is written before every answer, so a register that cannot be written serves nobody: a row is."""
    store = parts.store
    try:
        _ = store.ledger.keys.secret
        store.notices.put(READY, {"at": swedish.now().isoformat()})
        if not is_up_to_date(store.database):
            return Status.UNAVAILABLE
    except SamsynError:
        return Status.UNAVAILABLE
    try:
        parts.index.version("")
    except IndexUnavailableError:
        return Status.DEGRADED
    return Status.OK
