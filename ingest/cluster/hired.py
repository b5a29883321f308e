"""Workers of a Dask cluster at our disposal: one that is there already, or one of this machine, made for the run.

Each worker does one document at a time, so that where one dies the register tells which document it had begun.
"""

from __future__ import annotations

import logging
import math
import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from distributed import Client, KilledWorker, LocalCluster

from ingest.capacity import memory_bytes
from ingest.cluster.address import Address, cluster_of
from ingest.cluster.certificates import passing_security, security_of
from ingest.cluster.membership import membership
from ingest.cluster.processes import unstarted
from ingest.cluster.setting_up import set_up
from ingest.ordered import Run, as_ordered, some_as_ordered
from ingest.task import INTERNAL, Outcome, run_task
from models.cluster_errors import ClusterUnavailableError
from models.document import DocumentState
from models.logs.record import Log
from models.store.store import Store

log = Log(__name__)

PRELOAD: Final = ("ingest.cluster.settling_in",)
_LOOK_SECONDS: Final = 5.0  # between two counts of the workers
_EMPTY_SECONDS: Final = 60.0  # without any before it is given up: one that died is replaced within ten
_JOIN_SECONDS: Final = 30.0  # until the first must be there
_CONNECT_SECONDS: Final = 10.0


class Hired:
    """A connection to a scheduler, while there is something to do."""

    def __init__(self, client: Client, member: str) -> None:
        self._client, self._member = client, member
        self._executor = client.get_executor(pure=False, resources={member: 1})
        self._looked, self._empty_since = time.monotonic(), math.inf
        self._members = self._count()

    def submit(self, run: Run, document: str, order: str) -> Future[Outcome]:
        self._check()
        do = as_ordered if run is run_task else partial(as_ordered, run=run)
        key = ("document", document, secrets.token_hex(4))  # a tuple: an argument that is a key is taken for its result
        submitted: Future[Outcome] = self._executor.submit(do, document, order, key=key)
        return submitted

    def submit_some(self, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        """Small documents in one task: what handing out costs is paid once for all of them."""
        self._check()
        do = some_as_ordered if run is run_task else partial(some_as_ordered, run=run)
        key = ("documents", len(documents), secrets.token_hex(8))
        return _each(self._executor.submit(do, list(documents), order, key=key), len(documents))

    def members(self) -> int:
        """How many workers there are. Raises :class:`ClusterUnavailableError`."""
        self._check()
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._members, self._looked = self._count(), now
            self._empty_since = math.inf if self._members else min(self._empty_since, now)
            if now - self._empty_since > _EMPTY_SECONDS:
                raise _empty()
        return max(self._members, 1)

    def outcome(self, future: Future[Outcome], document: str) -> Outcome | None:
        """As :meth:`ingest.cluster.crew.Crew.outcome`."""
        try:
            return future.result()
        except KilledWorker:
            return None
        except CancelledError as error:
            raise _lost() from error
        except Exception as error:  # Dask's own: a worker of another version, a result that could not be had
            log.error("document.fault", "document {document}: a fault of ours", error, document=document)
            return Outcome(document, DocumentState.FAILED, INTERNAL)

    def wait_for_members(self) -> None:
        until = time.monotonic() + _JOIN_SECONDS
        while not self._members:
            if time.monotonic() > until:
                raise _empty()
            time.sleep(0.2)
            self._members = self._count()

    def wait_for_work(self) -> None:
        """Until what was begun has ended, in whatever way."""
        if self._client.status == "running":
            self._executor.shutdown(wait=True)

    def _check(self) -> None:
        if self._client.status != "running":
            raise _lost()

    def _count(self) -> int:
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
        except OSError as error:
            raise _lost() from error
        return sum(self._member in worker["resources"] for worker in workers.values())


@contextmanager
def hired(store: Store, workers: int) -> Iterator[Hired]:
    """Those of the cluster that the store's settings name, or ``workers`` of one that is made on this machine."""
    address = cluster_of(store.settings)
    place = _here(store, workers) if address is None else _there(store, address)
    with set_up(lease_seconds=store.settings.limits.lease_seconds), place as found:
        yield found


@contextmanager
def _here(store: Store, workers: int) -> Iterator[Hired]:
    member, security = membership(store), passing_security()
    home = str(store.settings.home.absolute())
    try:
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            security=security,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
            env={"SAMSYN_HOME": home, "SAMSYN_CLUSTER": ""},
            **worker_options(member, workers),
        )
    except (OSError, RuntimeError) as error:
        raise unstarted(error) from error
    with cluster, Client(cluster, security=security, set_as_default=False) as client:
        here = Hired(client, member)
        try:
            yield here
        finally:
            here.wait_for_work()


@contextmanager
def _there(store: Store, address: Address) -> Iterator[Hired]:
    security = security_of(address, store.settings.cluster_tls)
    try:
        client = Client(str(address), security=security, timeout=_CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        raise ClusterUnavailableError(f"Ingen schemaläggare svarar på {address} ({type(error).__name__})") from error
    with client:
        there = Hired(client, membership(store))
        there.wait_for_members()
        yield there


def worker_options(member: str, workers: int) -> dict[str, Any]:
    """What Dask is told of each of ``workers`` workers on one machine, which share its memory.

    One that takes more than its share is ended by its nanny, and another comes in its place.
    """
    return {
        "memory_limit": memory_bytes() // workers,
        "resources": {member: 1},
        "preload": list(PRELOAD),
    }


def _each(all_of_them: Future[tuple[Outcome, ...]], count: int) -> list[Future[Outcome]]:
    """A future for each outcome of a task that has several."""
    futures = [Future[Outcome]() for _ in range(count)]

    def tell(ended: Future[tuple[Outcome, ...]]) -> None:
        error = CancelledError() if ended.cancelled() else ended.exception()
        for at, future in enumerate(futures):
            if error is None:
                future.set_result(ended.result()[at])
            else:
                future.set_exception(error)

    all_of_them.add_done_callback(tell)
    return futures


def _lost() -> ClusterUnavailableError:
    return ClusterUnavailableError("Förbindelsen med klustrets schemaläggare bröts; det som är läst är sparat")


def _empty() -> ClusterUnavailableError:
    return ClusterUnavailableError("Inga arbetare för den här installationen finns i klustret")
