"""An app on a real server, at a free port of this machine, for as long as a test or a bench needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from waitress.server import BaseWSGIServer, create_server
from waitress.wasyncore import close_all

LONGEST: Final = 60.0
"""Seconds for what never happens: it ends at once, as soon as the machine lets it."""


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve a WSGI app until left, a fault or not; gives its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    assert isinstance(server, BaseWSGIServer)  # one address
    thread = threading.Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        _end(server)
        thread.join(timeout=LONGEST)


def _run(server: BaseWSGIServer) -> None:
    with suppress(OSError):  # its socket is closed while it waits at it
        server.run()


def _end(server: BaseWSGIServer) -> None:
    """Its loop ends when nothing is left to wait for: not by itself while a browser keeps a connection, and not before
    a second has passed where nobody wakes it."""
    server.trigger.pull_trigger(lambda: close_all(server._map))
