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
from models.store.store import Store
from web.parts import Parts, parts

blueprint = Blueprint("health", __name__)

_NAME: Final = "samsyn-readiness"
_KEPT_SECONDS: Final = 5.0  # however often it is asked, the register is tried no more often than this
_SLOW_SECONDS: Final = 10.0  # a try that has taken longer is waited for no more


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
    """What was found when it was last tried, for a few seconds.

    One request tries; the others are told what is known meanwhile. Anybody may ask: while a database or an index hangs,
    no more than one of our few threads hangs with it.
    """

    def __init__(self) -> None:
        self._trying = threading.Lock()
        self._known = self._while_slow = Status.UNAVAILABLE
        self._until = self._begun = 0.0

    def status(self, parts: Parts) -> Status:
        if time.monotonic() >= self._until and self._trying.acquire(blocking=False):
            try:
                self._known = self._tried(parts)
                self._until = time.monotonic() + _KEPT_SECONDS
            finally:
                self._trying.release()
        slow = self._trying.locked() and time.monotonic() - self._begun > _SLOW_SECONDS
        return self._while_slow if slow else self._known

    def _tried(self, parts: Parts) -> Status:
        self._begun, self._while_slow = time.monotonic(), Status.UNAVAILABLE
        if not _is_written(parts.store):
            return Status.UNAVAILABLE
        self._while_slow = Status.DEGRADED  # it is the index that keeps us waiting
        try:
            parts.index.version("")
        except IndexUnavailableError:
            return Status.DEGRADED
        return Status.OK


def _is_written(store: Store) -> bool:
    """The ledger is written before every answer, so a register that cannot be written serves nobody: a row is."""
    try:
        _ = store.ledger.keys.secret
        store.notices.put(READY, {"at": swedish.now().isoformat()})
        return is_up_to_date(store.database)
    except SamsynError:
        return False
