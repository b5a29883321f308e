"""Runs the front end on waitress until it is stopped: what is being answered then is answered first."""

from __future__ import annotations

import errno
import signal
import socket
import threading
import time
from types import FrameType
from typing import Any, Final

from waitress import wasyncore

from models.errors import InvalidSettingError
from models.loopback import is_loopback
from models.store.store import Store
from search.index import Index

_THREADS: Final = 6  # a search takes tens of milliseconds; page images are read from disk
_BACKLOG: Final = 1024  # connections that wait to be taken, waitress's own number
_GRACE: Final = 10.0  # seconds for what is being answered


def serve(store: Store, index: Index, listening: socket.socket, *, demo: bool = False, https: bool = False) -> None:
    """Answer on the socket until interrupted or asked to end."""
    import waitress

    from web.app import create_app

    app = create_app(store, index, demo=demo, https=https)
    connections: dict[int, Any] = {}
    server = waitress.create_server(
        app,
        map=connections,
        sockets=[listening],
        threads=_THREADS,
        ident="samsyn",
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        **_proxy(store.settings.trusted_proxy),
    )
    _run(server, connections)


def bound(host: str, port: int, *, https: bool = False) -> socket.socket:
    """The socket to answer on.

    Raises :class:`InvalidSettingError` for an address that others can reach without TLS in front (``https``): cookies
    and case data would travel in the open.
    """
    if not https and not is_loopback(host):
        raise InvalidSettingError(
            f"--host {host}: andra datorer når adressen utan kryptering",
            next="Låt en TLS-terminering svara utåt och starta med --https, eller använd 127.0.0.1.",
        )
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except socket.gaierror as error:
        raise InvalidSettingError(f"--host {host}: adressen finns inte") from error
    except OSError as error:
        raise _not_ours(host, port, error) from error


def _not_ours(host: str, port: int, error: OSError) -> InvalidSettingError:
    """What to do about an address that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return InvalidSettingError(
            f"Porten {port} är upptagen", next="Välj en annan med --port, eller stoppa det program som har den."
        )
    if error.errno == errno.EACCES:
        return InvalidSettingError(
            f"Porten {port} får bara root svara på", next="Välj en från 1024 med --port, och låt proxyn svara utåt."
        )
    return InvalidSettingError(
        f"--host {host}: datorn har inte den adressen", next="ip address visar vilka den har; 127.0.0.1 finns alltid."
    )


def _run(server: Any, connections: dict[int, Any]) -> None:
    """Until asked to end: then nobody new is let in, and those who are being answered have their answer."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    while not asked.is_set():
        wasyncore.loop(timeout=1, use_poll=True, map=connections, count=1)
    server.accepting = False
    until = time.monotonic() + _GRACE
    while any(map(_is_answering, server.active_channels.values())) and time.monotonic() < until:
        wasyncore.loop(timeout=0.1, use_poll=True, map=connections, count=1)
    server.task_dispatcher.shutdown()
    wasyncore.close_all(connections)


def _is_answering(channel: Any) -> bool:
    """Whether a request is worked at, or an answer not yet sent."""
    return bool(channel.requests or channel.total_outbufs_len)


def _proxy(address: str) -> dict[str, object]:
    """What waitress believes of whom: from the proxy that is named, whence a request comes; else from nobody."""
    believed = {"trusted_proxy": address, "trusted_proxy_count": 1, "trusted_proxy_headers": "x-forwarded-for"}
    return {**(believed if address else {}), "clear_untrusted_proxy_headers": True}
