"""``samsyn serve``: the front end."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Final

import click

from models.settings import Settings, read_settings
from models.store.store import Store

DEMO_MARK: Final = "demo-archive"  # the folder that samsyn demo leaves in its home


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att svara på.")
@click.option("--port", default=8400, show_default=True, help="Port att svara på.")
@click.option("--https", is_flag=True, help="En TLS-terminering står framför: kakan blir Secure och __Host-.")
@click.option("--worker/--no-worker", default=True, help="Starta även en process som utför beställda jobb.")
def serve(host: str, port: int, https: bool, worker: bool) -> None:
    """Starta webbgränssnittet."""
    serve_forever(read_settings(), host, port, https=https, worker=worker)


def serve_forever(settings: Settings, host: str, port: int, *, https: bool = False, worker: bool = True) -> None:
    """Serve what the home holds until interrupted. A home of the demo says so on its pages."""
    from search.backends import open_index
    from search.warming import warm_up
    from web import serving
    from web.companion import worker_beside

    store = Store.open(settings)
    index = open_index(settings)
    warm_up(store, index)
    demo = (settings.home / DEMO_MARK).is_dir()
    with worker_beside(settings) if worker else nullcontext():
        serving.serve(store, index, host, port, demo=demo, https=https)
