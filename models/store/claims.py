"""Who works on what (*anspråk*): a claim on a document or a job, kept by a lease and lost by silence or death.

A claim is void once its lease has run out, or at once where its process ran on this machine and is gone: what a killed
run left can be taken up again without waiting.
"""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from models.limits import LONGEST_LEASE
from models.store.rows import aware

AHEAD: Final = timedelta(seconds=2 * LONGEST_LEASE)
"""Half an hour: nothing that is given for some minutes lasts longer than this from now, unless the clock was put back
meanwhile."""


def worker_name() -> str:
    """A name for this process's next piece of work: host, process id, the process's start, and a random part."""
    return f"{process_name(os.getpid())}{secrets.token_hex(4)}"


def process_name(pid: int) -> str:
    """What the names of all work begin with that this process of ours does."""
    return f"{_here()}:{pid}:{started(pid)}:"


def is_void(worker: str, lease_until: datetime | None, now: datetime, lease_seconds: float = 0.0) -> bool:
    """Whether another may take what this worker holds.

    A lease that lasts far longer than one does is of a clock that was put back: who lives has renewed it by the right
    one, and who is dead is not waited for. ``lease_seconds`` is how long this one lasts, where that may
    be longer than any lease does (:data:`models.limits.LONGEST_LEASE`).
    """
    if not worker or lease_until is None or aware(lease_until) < now:
        return True
    if aware(lease_until) - now > max(AHEAD, timedelta(seconds=2 * lease_seconds)):
        return True
    host, _, rest = worker.partition(":")
    pid, _, rest = rest.partition(":")
    began = rest.partition(":")[0]
    return host == _here() and pid.isdigit() and started(int(pid)) != began


def _here() -> str:
    """The host, and in which space of process numbers we are: containers of one host may be called as it is, and the
    number of a worker in one of them is in another nobody's."""
    return f"{socket.gethostname()}/{os.stat('/proc/self/ns/pid').st_ino}"


def started(pid: int) -> str:
    """When the process began, in clock ticks since the machine did (proc(5), field 22), or empty if it is gone.

    A process id is used again; together with this it is not.
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return ""
    fields = told.rpartition(b")")[2].decode("ascii").split()  # before it the name, which may be cut inside a letter
    return "" if fields[0] in "ZX" else fields[19]
