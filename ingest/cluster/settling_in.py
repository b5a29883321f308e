"""What a worker process does first (Dask calls it a preload)."""

from __future__ import annotations

import signal

from ingest.cluster.setting_up import be_quiet
from models.logs.starting import Role, start_logging


def dask_setup(_worker: object) -> None:
    """Called by Dask in the worker's process, before it takes anything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides what stops
    start_logging(Role.READER)
    be_quiet()
