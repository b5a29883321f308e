"""A scheduler of ours, and workers that join one: they stay until they are stopped, whatever befalls the other end."""

from __future__ import annotations

import asyncio
import signal
import warnings
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

from distributed import Nanny, Scheduler
from distributed.security import Security

from ingest.cluster.address import Address
from ingest.cluster.hired import worker_options
from ingest.cluster.membership import membership
from ingest.cluster.setting_up import STATUS_ROUTES, set_up
from models.cluster_errors import ClusterRefusedError
from models.logs.record import Log
from models.store.store import Store

log = Log(__name__)

_AGAIN_SECONDS: Final = 5.0  # before a worker looks for a scheduler that is away
_LEAVE_SECONDS: Final = 30.0  # for the document that is at work when a worker is asked to stop


def serve_scheduler(address: Address, security: Security, *, status_port: int, lease_seconds: float) -> None:
    """Listen there until told to stop; tell its state over http on this machine only."""

    async def serve(stop: asyncio.Event) -> None:
        host = f"{address.scheme}://{address.host}"
        status = f"127.0.0.1:{status_port}"
        named = {"host": host, "port": address.port, "dashboard": False, "dashboard_address": status}
        with warnings.catch_warnings(action="ignore"):  # of a port that is taken: told below, in our words
            scheduler = Scheduler(security=security, **named)
        async with await _listening(scheduler, address, status_port):
            log.info("scheduler.ready", "the scheduler listens at port {port}", port=address.port)
            await stop.wait()

    with set_up(lease_seconds=lease_seconds, routes=STATUS_ROUTES):
        asyncio.run(_until_told(serve))


async def _listening(scheduler: Scheduler, address: Address, status_port: int) -> Scheduler:
    """Started at these two. Raises :class:`ClusterRefusedError`: Dask would tell its state at another port instead."""
    try:
        await scheduler
    except RuntimeError as error:
        raise ClusterRefusedError(
            f"Det går inte att lyssna på {address}",
            next="Se att ingen annan schemaläggare är igång där, och att adressen är en av den här datorns egna.",
        ) from error
    if status_port not in (0, scheduler.http_server.port):
        await scheduler.close()
        raise ClusterRefusedError(f"Porten {status_port} är upptagen", next="Välj en annan med --status-port.")
    return scheduler


def serve_workers(store: Store, address: Address, security: Security, workers: int) -> None:
    """Keep so many workers in the cluster until told to stop: each under a nanny, which replaces it where it dies."""
    options = {
        "security": security,
        "nthreads": 1,
        "dashboard": False,
        "dashboard_address": "127.0.0.1:0",
        **worker_options(membership(store), workers),
    }

    async def serve(stop: asyncio.Event) -> None:
        await asyncio.gather(*(_stay(str(address), options, stop) for _ in range(workers)))

    with set_up(lease_seconds=store.settings.limits.lease_seconds):
        asyncio.run(_until_told(serve))


async def _stay(scheduler: str, options: dict[str, Any], stop: asyncio.Event) -> None:
    """A nanny ends with the connection to its scheduler: another takes its place."""
    while not stop.is_set():
        try:
            nanny = await Nanny(scheduler, **options)
            log.info("cluster.joined", "a worker has joined the cluster")
            await _first(nanny.finished(), stop.wait())
            await nanny.close(timeout=_LEAVE_SECONDS)
        except Exception as error:  # whatever kept it from joining, the next may join
            log.warning("cluster.away", "the scheduler is out of reach", error)
        await _first(asyncio.sleep(_AGAIN_SECONDS), stop.wait())


async def _until_told(serve: Any) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(stop)


async def _first(*awaited: Coroutine[Any, Any, Any]) -> None:
    tasks = [asyncio.ensure_future(each) for each in awaited]
    _, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
