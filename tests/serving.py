"""An app on a real server, at a free port of this machine, for as long as a test or a bench needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from waitress.server import BaseWSGIServer, MultiSocketServer, create_server


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve a WSGI app until left, a fault or not; gives its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)


def _run(server: BaseWSGIServer | MultiSocketServer) -> None:
    with suppress(OSError):  # its socket is closed while it waits at it
        server.run()
