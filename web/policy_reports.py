"""What browsers tell of pages that tried something the policy forbids: a sign of an attack, or of a fault of ours.

Anybody can send one, so it is worth no more than a line in the log: which rule, on which of our pages. Addresses, words
and pieces of the page, all of which a report carries, are left out.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from models.logs.record import Log
from web.headers import REPORTS

blueprint = Blueprint("policy_reports", __name__)

_log = Log("samsyn.web")
_ROOM: Final = 16 * 1024  # bytes; a report is some hundreds
_DIRECTIVE: Final = re.compile(r"[a-z-]{3,40}")
_TRIED: Final = frozenset({"inline", "eval", "wasm-eval", "data", "blob", "trusted-types-sink", "trusted-types-policy"})


@blueprint.post(REPORTS)
def receive() -> ResponseReturnValue:
    """Note the report, whatever is wrong with it: nobody is told."""
    request.max_content_length = _ROOM
    sent = request.get_json(force=True, silent=True)
    report = sent.get("csp-report") if isinstance(sent, dict) else None
    if isinstance(report, dict):
        said = str(report.get("effective-directive") or report.get("violated-directive") or "")
        directive = _DIRECTIVE.match(said)
        tried = str(report.get("blocked-uri", ""))
        _log.warning(
            "policy.report",
            "CSP: {directive}, {tried} on {route}",
            directive=directive[0] if directive else "none",
            tried=tried if tried in _TRIED else "address",
            route=_page(str(report.get("document-uri", ""))),
        )
    return "", 204


def _page(untrusted_address: str) -> str:
    """The name of our route; no id of what was shown."""
    try:
        path = urlsplit(untrusted_address).path
        endpoint, _values = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, ValueError):
        return "?"
    return str(endpoint)
