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
_MB: Final = 1024**2
_GB: Final = 1024**3
_WORKER_BYTES: Final = 250 * _MB
"""A worker's own, its reader's aside (docs/quality.md, Scale: some 250 MB each)."""
_BESIDE_BYTES: Final = (220 + 400) * _MB
"""Once, beside all workers: the run's own process, and one that follows the index (measured as the workers' own)."""


def workers_here(limits: Limits | None = None) -> int:
    """Workers by default, under the limits of the settings where none are given: never more than memory holds. Where a
    scan is shared (:mod:`ingest.sharing`), no more read at once.

    Raises :class:`models.errors.InvalidSettingError` where the settings cannot be read.
    """
    return max(1, min(count_cores(), holding(limits or read_settings().limits)))


def holding(limits: Limits) -> int:
    """How many workers find here what they and what is beside them take; 0 where not even one does."""
    return max(0, int((memory_bytes() - _BESIDE_BYTES) // worker_bytes(limits)))


def worker_bytes(limits: Limits) -> int:
    """What a worker takes at most: its own, and a reader that takes all that ``reader_memory_bytes`` allows."""
    return _WORKER_BYTES + limits.reader_memory_bytes


def crowded(workers: int, limits: Limits) -> str:
    """A line for whoever asks for more workers than memory holds, or nothing."""
    fits = max(1, holding(limits))
    if workers <= fits:
        return ""
    has, each = memory_bytes() / _GB, worker_bytes(limits) / _GB
    room = f"datorns minne, {has:.1f} GB, räcker till --workers {fits}, där varje process får ta {each:.1f} GB"
    return f"Varning: {room}. Det blir {workers} ändå, som begärt."


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
