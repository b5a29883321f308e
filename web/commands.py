"""``samsyn serve``: the front end."""

from __future__ import annotations

import socket
from contextlib import nullcontext
from typing import Final

import click

from models.logs.record import Log
from models.settings import Settings, read_settings
from models.store.store import Store

DEMO_MARK: Final = "demo-archive"  # the folder that samsyn demo leaves in its home
_MOST: Final = 64


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att svara på.")
@click.option("--port", default=8400, show_default=True, help="Port att svara på.")
@click.option("--https", is_flag=True, help="En TLS-terminering står framför: kakan blir Secure och __Host-.")
@click.option("--worker/--no-worker", default=True, help="Starta även en process som utför beställda jobb.")
@click.option(
    "--processes",
    type=click.IntRange(1, _MOST),
    default=1,
    show_default=True,
    help="Så många processer som svarar sida vid sida.",
)
@click.option("--one-of", type=(int, int), hidden=True, help="Vem som startade den, och uttaget att svara på.")
def serve(host: str, port: int, https: bool, worker: bool, processes: int, one_of: tuple[int, int] | None) -> None:
    """Starta webbgränssnittet."""
    settings = read_settings()
    if one_of is None:
        serve_forever(settings, host, port, https=https, worker=worker, processes=processes)
    else:
        from web.side_by_side import end_with

        parent, listening = one_of
        end_with(parent)
        _serve(settings, socket.socket(fileno=listening), https=https)


def serve_forever(
    settings: Settings, host: str, port: int, *, https: bool = False, worker: bool = True, processes: int = 1
) -> None:
    """Serve what the home holds until interrupted. A home of the demo says so on its pages."""
    from web.companion import worker_beside
    from web.serving import bound
    from web.side_by_side import run_side_by_side

    _look_over(settings)
    with bound(host, port, https=https) as listening, worker_beside(settings) if worker else nullcontext():
        _tell(settings, host, port)
        if processes == 1:
            _serve(settings, listening, https=https)
        else:
            run_side_by_side(["--https"] if https else [], listening, processes)


def _look_over(settings: Settings) -> None:
    """What is wrong with the store or the settings is said once, and before anybody connects: each of several processes
    would fall over it, again and again."""
    from search.backends import open_index
    from web.metrics.listener import address

    Store.open(settings).close()
    open_index(settings).close()
    if settings.metrics:
        address(settings)


def _tell(settings: Settings, host: str, port: int) -> None:
    """Say where it answers, to people or to what collects the log."""
    if settings.log == "json":
        Log("samsyn.web").info("web.started", "samsyn answers at port {port}", port=port)
    else:
        click.echo(f"samsyn svarar på http://{host}:{port}/ (avsluta med Ctrl+C)", err=True)


def _serve(settings: Settings, listening: socket.socket, *, https: bool) -> None:
    from search.backends import open_index
    from search.warming import learning_on, warm_up
    from web import serving
    from web.metrics.listener import answering

    store = Store.open(settings)
    index = open_index(settings)
    warm_up(store, index)
    with answering(store, index), learning_on(store):
        serving.serve(store, index, listening, demo=(settings.home / DEMO_MARK).is_dir(), https=https)
