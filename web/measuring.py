"""How long requests take, by the name of their route: never by address, which would hold ids."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request

from models.measure import MEASURED
from web.doors import FILES, MONITORS


def measure(app: Flask) -> None:
    """Measure each request, refusals included; not files that are the same to all, nor monitors' questions."""

    @app.before_request
    def _begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        if request.endpoint not in FILES | MONITORS and "begun" in g:
            MEASURED.observe("request_seconds", time.perf_counter() - g.begun, request.endpoint or "none")
            MEASURED.add("requests", status=f"{response.status_code // 100}xx")
        return response
