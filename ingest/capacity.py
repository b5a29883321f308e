"""How many may read at once on this machine: as many as its cores, and never more than its memory holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ingest.cores import count_cores
from models.limits import LIMITS

_GROUP_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")  # of a container (cgroups(7), version 2); "max" where none is


def workers_here() -> int:
    """Workers by default. Each may have a reader beside it that takes all that ``reader_memory_bytes`` allows."""
    return max(1, min(count_cores(), memory_bytes() // LIMITS.reader_memory_bytes))


def memory_bytes() -> int:
    """What this machine, or the container that we are in, has."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(machine, int(_GROUP_LIMIT.read_text("ascii")))
    except (OSError, ValueError):
        return machine
