"""How Dask's programs are set up: what they may keep, show and tell, the same for client, scheduler and worker."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import dask

from ingest.environment import same_environment

_ENVIRONMENT: Final = {
    # One thread a process: the libraries' own threads cost more than they give where every core has its worker.
    **dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "PYTHONHASHSEED": "random",  # Dask would have it fixed, for data frames: files of others' making are counted here
    "DASK_LOGGING__DISTRIBUTED": "critical",
}
"""Of worker processes, from their start."""
_SETTINGS: Final[Mapping[str, Any]] = {
    # A document whose worker died comes back to whoever handed it out, who knows from the register which was begun.
    "distributed.scheduler.allowed-failures": 0,
    # Nothing of a case may come to lie in a scratch folder, and a paused worker would never be freed: it is replaced.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.worker.memory.monitor-interval": "1s",
    # What its own measuring costs: a look at each worker's stack a hundred times a second, at disks and graphics cards.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.tick.limit": "60s",
    "distributed.diagnostics.nvml": False,
    "distributed.scheduler.active-memory-manager.start": False,
    # What it remembers of what has been.
    "distributed.admin.log-length": 100,
    "distributed.admin.low-level-log-length": 100,
    "distributed.diagnostics.computations.max-history": 1,
    "distributed.diagnostics.erred-tasks.max-history": 1,
    # Its web pages fetch style sheets from the internet, and show stacks; counts and metrics are what remains.
    "distributed.worker.http.routes": [],
    "distributed.worker.preload": [],
    "distributed.scheduler.preload": [],
    "distributed.nanny.preload": [],
    "distributed.client.preload": [],
    "distributed.comm.timeouts.connect": "10s",
    "distributed.nanny.pre-spawn-environ": _ENVIRONMENT,
}
STATUS_ROUTES: Final = (
    "distributed.http.health",
    "distributed.http.scheduler.prometheus",
    "distributed.http.scheduler.json",
)
"""What a scheduler answers to an operator on its own machine: whether it lives, metrics, counts."""


@contextmanager
def set_up(*, lease_seconds: float, routes: tuple[str, ...] = ()) -> Iterator[None]:
    """Dask's programs in this process, and those that they start, are set up so in the block.

    A worker that has been silent for ``lease_seconds`` is given up, as its claims are in the register.
    """
    with tempfile.TemporaryDirectory(prefix="samsyn-cluster-") as scratch:  # its user's alone: Dask imports from there
        chosen = {
            **_SETTINGS,
            "temporary-directory": scratch,
            "distributed.scheduler.http.routes": list(routes),
            "distributed.scheduler.worker-ttl": f"{lease_seconds}s",
        }
        # A nanny writes what its worker is to have into its own environment first.
        with dask.config.set(chosen), same_environment(_ENVIRONMENT):
            be_quiet()
            yield


def be_quiet() -> None:
    """Its own log lines name hosts and keys and say little: what matters of them is logged by us."""
    import distributed  # gives its loggers handlers of their own when it is imported

    for name in (distributed.__name__, "tornado", "tornado.application"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.CRITICAL)
