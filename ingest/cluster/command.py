"""``samsyn scheduler``, and what ``samsyn worker --cluster`` does."""

from __future__ import annotations

from dataclasses import replace

import click

from ingest.capacity import crowded
from ingest.cluster.address import address_of, cluster_of
from models.cluster_errors import ClusterRefusedError
from models.settings import Settings, read_settings
from models.store.store import Store

_ADDRESS = "tls://127.0.0.1:8786"


@click.command("scheduler")
@click.option("--address", default=_ADDRESS, show_default=True, help="Adressen att lyssna på.")
@click.option("--status-port", default=8787, show_default=True, help="Port på den här datorn för läge och mätvärden.")
def scheduler(address: str, status_port: int) -> None:
    """Dela ut arbetet i ett kluster: arbetare och inläsningar ansluter hit (docs/cluster.md)."""
    from ingest.cluster.certificates import security_of
    from ingest.cluster.serving import serve_scheduler

    settings, at = read_settings(), address_of(address)
    lease = settings.limits.lease_seconds
    serve_scheduler(at, security_of(at, settings.cluster_tls), status_port=status_port, lease_seconds=lease)


def join_cluster(settings: Settings, workers: int) -> None:
    """Work in the cluster that the settings name until told to stop."""
    from ingest.cluster.certificates import security_of
    from ingest.cluster.serving import serve_workers

    address = cluster_of(settings)
    if address is None:
        raise ClusterRefusedError("Ingen klusteradress är given", next="Skriv den som tls://VÄRD:PORT.")
    security = security_of(address, settings.cluster_tls)
    _warn(settings, workers)
    serve_workers(Store.open(settings), address, security, workers)


def with_cluster(settings: Settings, address: str) -> Settings:
    """The settings with another cluster, where one is named. Raises :class:`ClusterRefusedError` before any work."""
    chosen = replace(settings, cluster=address) if address else settings
    cluster_of(chosen)
    return chosen


def warn_if_crowded(settings: Settings, workers: int) -> None:
    """Say so where more are asked of this machine than its memory holds; they are made all the same."""
    if cluster_of(settings) is None:
        _warn(settings, workers)


def _warn(settings: Settings, workers: int) -> None:
    if warning := crowded(workers, settings.limits):
        click.echo(warning, err=True)
