"""How many may read at once on this machine: as many as its cores, and never more than its memory holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ingest.cores import count_cores
from models.limits import Limits
from models.settings import read_settings

_GROUP_LIMITS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Of a container (cgroups(7), version 2 and 1); the first says "max" where there is none."""


def workers_here(limits: Limits | None = None) -> int:
    """Workers by default, under the limits of the settings where none are given. Each may have a reader beside it that
    takes all that ``reader_memory_bytes`` allows; where a scan is shared (:mod:`ingest.sharing`), no more read at once.

    Raises :class:`models.errors.InvalidSettingError` where the settings cannot be read.
    """
    most = (limits or read_settings().limits).reader_memory_bytes
    return max(1, min(count_cores(), fitting(most)))


def fitting(bytes: float) -> int:
    """How many that take so much memory each find it here."""
    return int(memory_bytes() // bytes)


def memory_bytes() -> int:
    """What this machine, or the container that we are in, has."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([machine, *(int(told) for told in map(_told, _GROUP_LIMITS) if told.isdigit())])


def _told(limit: Path) -> str:
    try:
        return limit.read_text("ascii").strip()
    except OSError:
        return ""
