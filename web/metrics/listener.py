"""Answers Prometheus on an address of its own, which only this machine reaches.

What it tells are the whole installation's numbers: an owner's people could tell from them how much the others have. So
it is no route of the front end, and an address that other machines reach is refused; a Prometheus elsewhere asks
through an agent on this machine (docs/runbook.md).
"""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector, make_wsgi_app

from models.errors import InvalidSettingError
from models.logs.record import Log
from models.loopback import is_loopback
from models.settings import Settings
from models.store.store import Store
from search.index import Index
from web.metrics.families import Families
from web.metrics.keeper import Keeper, forever

_log = Log(__name__)
_PATH: Final = "/metrics"
_GRACE: Final = 5.0  # seconds for a count to end
_NEXT: Final = "Skriv en adress som bara den här datorn når, till exempel 127.0.0.1:9464."


@contextmanager
def answering(store: Store, index: Index) -> Iterator[None]:
    """Count and answer for as long as the block lasts, where the settings say so. Where another process of this machine
    has the address it answers for all, and this one only keeps what it measures.

    Raises :class:`InvalidSettingError` for an address that is none, or that others reach.
    """
    if not store.settings.metrics:
        yield
        return
    over, threads = threading.Event(), list[threading.Thread]()
    bound = _bound(*address(store.settings))
    keeper = Keeper(store, index)
    looks = (keeper.look, keeper.count) if bound else (store.measures.keep,)
    threads += [threading.Thread(target=forever, args=(look, over), daemon=True) for look in looks]
    server = _server(application(keeper, store.settings), bound) if bound else None
    if server is not None:
        threads.append(threading.Thread(target=server.run, daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        if server is not None:
            server.close()
        for thread in threads:
            thread.join(_GRACE)
        store.measures.keep(now=True)


def _bound(host: str, port: int) -> socket.socket | None:
    """The socket to answer on; None where another has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise InvalidSettingError(f"SAMSYN_METRICS: port {port} går inte att svara på", next=_NEXT) from error
    _log.info("metrics.taken", "another process answers Prometheus at port {port}", port=port)
    return None


def address(settings: Settings) -> tuple[str, int]:
    """Host and port of the setting."""
    host, _, port = settings.metrics.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not port.isdecimal() or not 0 < int(port) < 65_536 or not is_loopback(host):
        raise InvalidSettingError(f"SAMSYN_METRICS: {settings.metrics!r} går inte", next=_NEXT)
    return host, int(port)


def application(keeper: Keeper, settings: Settings) -> Callable[..., Iterable[bytes]]:
    """The WSGI app. It answers to this machine's own names only: a page in a browser here cannot rebind its name."""
    registry = CollectorRegistry()
    registry.register(Families(keeper, settings))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    metrics = make_wsgi_app(registry)

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "").rpartition(":")[0].strip("[]")
        if environ["PATH_INFO"] != _PATH or environ["REQUEST_METHOD"] != "GET" or not is_loopback(host):
            start("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        found: Iterable[bytes] = metrics(environ, start)
        return found

    return answer


def _server(app: Callable[..., Iterable[bytes]], bound: socket.socket) -> Any:
    import waitress

    return waitress.create_server(app, map={}, sockets=[bound], threads=1, ident="samsyn")
