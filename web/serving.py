"""Runs the front end on waitress until it is stopped."""

from __future__ import annotations

import errno
import ipaddress
from typing import Final

from models.errors import InvalidSettingError
from models.store.store import Store
from search.index import Index

_THREADS: Final = 6  # a search takes tens of milliseconds; page images are read from disk


def serve(store: Store, index: Index, host: str, port: int, *, demo: bool = False, https: bool = False) -> None:
    """Answer on host and port until interrupted.

    Raises :class:`InvalidSettingError` for an address that others can reach without TLS in front (``https``): cookies
    and case data would travel in the open.
    """
    import click
    import waitress

    from web.app import create_app

    if not https and not is_loopback(host):
        raise InvalidSettingError(
            f"--host {host}: andra datorer når adressen utan kryptering",
            next="Låt en TLS-terminering svara utåt och starta med --https, eller använd 127.0.0.1.",
        )
    app = create_app(store, index, demo=demo, https=https)
    room = app.config["MAX_CONTENT_LENGTH"]
    try:
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=_THREADS,
            ident="samsyn",
            max_request_body_size=room,
            **_proxy(store.settings.trusted_proxy),
        )
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise InvalidSettingError(
            f"Porten {port} är upptagen", next="Välj en annan med --port, eller stoppa det program som har den."
        ) from error
    click.echo(f"samsyn svarar på http://{host}:{port}/ (avsluta med Ctrl+C)", err=True)
    server.run()


def _proxy(address: str) -> dict[str, object]:
    """What waitress believes of whom: from the proxy that is named, whence a request comes; else from nobody."""
    believed = {"trusted_proxy": address, "trusted_proxy_count": 1, "trusted_proxy_headers": "x-forwarded-for"}
    return {**(believed if address else {}), "clear_untrusted_proxy_headers": True}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
